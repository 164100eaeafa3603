"""The practices of one page of the directory, made of the columns that a card shows: 20 of 155.

They are practices as any other; what was not fetched is fetched when asked for, as with Django's `only`. That walks
over every field of every record, which took longer than the rest of the page.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models.base import ModelState

from practices.models import Practice
from skills2work.rows_kept import RowsKept

COLUMNS = (
    "id",
    "slug",
    "state",
    "source_language",
    "country",
    "kinds",
    "status",
    "end_year",
    "as_of",
    "cost_kind",
    "evidence",
    "verified_on",
)
TEXTS = ("title", "summary", "place")


@lru_cache(maxsize=256)
def question(spoken: frozenset[str]) -> tuple[tuple[str, ...], Any]:
    """Return the names of the columns with the texts in some languages, and the query for them: it is only refined."""
    names = (*COLUMNS, *(f"{text}_{code}" for text in TEXTS for code in sorted(spoken)))
    return names, Practice.objects.published().order_by().values_list(*names)


@lru_cache(maxsize=64)
def kept(_spoken: frozenset[str]) -> RowsKept:
    """Return what this process remembers of cards with the texts in some languages."""
    return RowsKept(2000)


def practices_for_cards(ids: list[int], spoken: Collection[str], version: int) -> list[Practice]:
    """Return published practices by their ids, in their order, with the texts in some languages.

    One query at most; none for practices that were shown since the content changed.
    """
    languages = frozenset(spoken)
    names, rows = question(languages)
    found = kept(languages).of(ids, version, lambda unknown: rows.filter(pk__in=unknown))
    return [made(names, row) for row in found]


def made(names: tuple[str, ...], row: tuple[Any, ...]) -> Practice:
    """Return a practice made of some columns: what `Model.from_db` does, without a look at the other fields."""
    record, state = Practice.__new__(Practice), ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    record.__dict__.update(zip(names, row, strict=True), _state=state)
    return record
