"""Confirming: somebody of an organisation says that an entry is still correct, in all its languages at once."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from skills2work.publishing import record_model
from skills2work.staff import rights
from skills2work.staff.models import Assignment, Role
from skills2work.staff.versions import recorded
from skills2work.texts import source_language
from skills2work.vocabularies import PublicationState, Verification

NO_ORGANISATION = _(
    "Readers are told which organisation confirms an entry, and your account has none. Ask an administrator to give"
    " your assignment one."
)


def speaks_for(user: Any, language: str) -> str:
    """Return whom somebody confirms for, in a language: "COA (Reviewer)"; empty where no organisation was given her."""
    for assignment in Assignment.objects.filter(user=user).order_by("pk"):
        organisation = record_model("organisations").objects.filter(slug__in=assignment.organisations).first()
        if organisation is not None:
            with override(language):
                return f"{organisation.local('title').text} ({Role(assignment.role).label})"[:200]
    return ""


def refusal(user: Any, record: Any) -> str:
    """Return why somebody cannot confirm an entry, in words; empty where she can."""
    if record.state != PublicationState.PUBLISHED:
        return gettext("Only what readers see can be confirmed.")
    return "" if speaks_for(user, source_language(record)) else str(NO_ORGANISATION)


def confirm(user: Any, record: Any) -> None:
    """Stamp an entry with today, the organisation and the role of somebody; one version, texts and states as they are.

    Raises PermissionDenied where the entry is not hers, and ValidationError that says why she cannot confirm it.
    """
    if not rights.may(user, "confirm", record):
        raise PermissionDenied
    problem = refusal(user, record)
    if problem:
        raise ValidationError(problem)
    with transaction.atomic(), recorded(user, gettext("Still correct"), record):
        record.verification = Verification.CONFIRMED
        record.verified_on = timezone.localdate()
        record.review_by = None  # a year from today
        record.confirmed_by = speaks_for(user, source_language(record))
        record.save()
