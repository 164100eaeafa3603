"""An address whose record was public once and is not any more: it answers 410, not 404."""

from typing import Any

from django.http import Http404

from skills2work.publishing import PublishedQuerySet


class Gone(Exception):  # noqa: N818 the name says what it is, as Http404 does
    """The record behind this address was taken down on purpose."""


def published_or_gone(records: PublishedQuerySet, slug: str) -> Any:
    """Return the published record with a slug. Raises Gone for one that was taken down, Http404 otherwise."""
    record = records.published().filter(slug=slug).first()
    if record is not None:
        return record
    if records.gone().filter(slug=slug).exists():
        raise Gone
    raise Http404
