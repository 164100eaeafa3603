"""The version of the content: a number that is another one after every change of what readers may see.

Whatever a process keeps in memory about the content (vocabulary, synonyms, facets) is keyed by it. The numbers are
drawn at random: after a rollback, or in a database that was restored, none comes back with another content behind it.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connections, models, router

from skills2work.databases.straight import number


class ContentVersion(models.Model):
    """One row: a number that changes with what readers may see, in the same transaction."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)


_known: ContextVar[dict[str, int] | None] = ContextVar("known_content_version", default=None)


@contextmanager
def one_answer() -> Iterator[None]:
    """Ask for the version once only while one request is answered: a page is made from one version of the content."""
    if _known.get() is not None:  # somebody further out has begun already
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def content_version() -> int:
    """Return the present version; one small query, one a request inside `one_answer`."""
    known = _known.get()
    if known is not None and "version" in known:
        return known["version"]
    version = read_version()
    if known is not None:
        known["version"] = version
    return version


def read_version() -> int:
    """Ask the database for the version, the one that pages are read from: a replica may be behind."""
    query = f"SELECT number FROM {ContentVersion._meta.db_table} WHERE id = 1"  # noqa: S608 a name of ours
    return number(connections[router.db_for_read(ContentVersion)], query) or 0


def bump_version() -> None:
    """Give the content another version, in the caller's transaction."""
    drawn = secrets.randbits(62)
    if not ContentVersion.objects.filter(pk=1).update(number=drawn):
        ContentVersion.objects.update_or_create(pk=1, defaults={"number": drawn})
    known = _known.get()
    if known is not None:
        known.clear()
