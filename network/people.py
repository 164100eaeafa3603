"""Where the network keeps something of a person: proposals, experts, and addresses for messages."""

from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Lower

from network.models import Expert, Proposal
from skills2work.privacy.people import Person, Place, by_email, register, register_records


def proposals_of(whose: Person) -> Any:
    """Return what she proposed, where the address for the answer is still known or it became an entry of hers."""
    hers = Proposal.objects.alias(address=Lower("answer_to"))
    experts = [record.pk for record in whose.records if isinstance(record, Expert)]
    return hers.filter(address__in=whose.words) | hers.filter(expert__in=experts)


def erase_proposals(whose: Person, rows: Any) -> None:
    """Empty her address in proposals of organisations; a proposal of an expert is gone with the expert."""
    rows.update(answer_to="", works_at="")


def experts_of(whose: Person) -> Iterable[Expert]:
    """Return the experts that were proposed with her address."""
    return Expert.objects.alias(address=Lower("proposal__answer_to")).filter(address__in=whose.words)


def register_all() -> None:
    """Register the places of the network."""
    register(
        Place("network.ContactAddress", ("email",), by_email("network.ContactAddress", "email")),
        Place("network.Proposal", ("answer_to",), proposals_of, erase_proposals),
    )
    register_records(experts_of)
