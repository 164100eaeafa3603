"""The kind of work that this floor adds to "My work": organisations and experts that proposed themselves."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from network.joining.models import Proposal
from skills2work.admin_addresses import form_address
from skills2work.formats import day
from skills2work.staff import rights
from skills2work.staff.work import SHOWN, Entry, Task


def proposals(user: Any, order: str) -> Task | None:
    """Proposals that nobody has dealt with."""
    waiting: Any = Proposal.objects.waiting()
    rows = rights.visible(user, waiting)
    number = rows.count()
    told = ngettext("%(number)s proposal to join waits.", "%(number)s proposals to join wait.", number)
    first = rows.select_related("organisation", "expert").order_by("pk")[:SHOWN]
    entries = [Entry(str(one), form_address(one), day(one.received_on)) for one in first]
    address = reverse("admin:network_proposal_changelist") + "?state__exact=new"
    return Task("proposals", told % {"number": number}, number, gettext("All proposals"), address, entries)
