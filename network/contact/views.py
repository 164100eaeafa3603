"""The pages on which a reader writes to an organisation."""

import logging

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from network.contact.forms import ContactForm
from network.models import Organisation
from skills2work.gone import published_or_gone
from skills2work.letters.pages import form_page
from skills2work.navigation import Link, trail
from skills2work.views.machines import site_address

logger = logging.getLogger(__name__)


def reachable(slug: str) -> Organisation:
    """Return a published organisation that wants messages. Raises Http404 for one that gave no address for them."""
    found: Organisation = published_or_gone(Organisation.objects.select_related("contact_address"), slug)
    if not hasattr(found, "contact_address"):
        raise Http404
    return found


def way_here(organisation: Organisation, label: str) -> list[Link]:
    """Return the way from the home page to a page of this organisation."""
    title = (organisation.local("title"), organisation.get_absolute_url())
    return trail((_("Organisations"), reverse("organisations")), title, (label, ""))


@form_page
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a reader's message on to an organisation."""
    organisation = reachable(slug)
    form = ContactForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        try:
            form.send(organisation, f"{site_address(request)}{organisation.get_absolute_url()}")
        except OSError:  # smtplib's errors are of this kind too
            logger.exception("A message to an organisation could not be sent")
            form.add_error(None, ValidationError(_("The message could not be sent. Please try again later."), "mail"))
        else:
            return redirect("organisation-contact-sent", slug=slug)
    context = {"organisation": organisation, "form": form, "trail": way_here(organisation, _("Write to it"))}
    return render(request, "network/contact.html", context)


def contact_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that the message is on its way."""
    organisation = reachable(slug)
    context = {"organisation": organisation, "trail": way_here(organisation, _("Sent"))}
    return render(request, "network/contact_sent.html", context)
