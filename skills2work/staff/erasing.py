"""Erases what is kept beside a record of how it was: versions, proposed changes, judgements of its translations."""

from django.db import models, transaction
from reversion.models import Version

from skills2work.staff.changes import ProposedChange
from skills2work.staff.versions import Judgements
from skills2work.translations import following
from skills2work.translations.models import label


@transaction.atomic
def forget_past(record: models.Model) -> None:
    """Erase all that says how a record was; it was somebody's who wants to be forgotten. The record itself stays."""
    versions = Version.objects.get_for_object(record)
    for judgements in Judgements.objects.filter(revision__in=versions.values("revision")):
        judgements.rows = [row for row in judgements.rows if not is_of(row, record)]
        judgements.save()
    versions.delete()
    ProposedChange.objects.of(record).delete()
    following.forget(record)


def is_of(row: dict[str, object], record: models.Model) -> bool:
    """Say whether a kept judgement is one of a record."""
    return (row["model"], row["object_id"]) == (label(record), record.pk)
