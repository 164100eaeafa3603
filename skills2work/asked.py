"""What a reader typed, made safe to work with: nothing here raises, and what was changed can be said on the page."""

import re
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import QueryDict

PER_PAGE = 20
LONGEST_QUERY = 200
# Control characters and lone surrogates: no database stores them, no search finds them.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Query(NamedTuple):
    """A text to look for, and whether it was cut."""

    text: str
    was_cut: bool


def query_text(value: str) -> Query:
    """Return a text without control characters, at most LONGEST_QUERY long."""
    text = " ".join(UNPRINTABLE.sub(" ", value[: 20 * LONGEST_QUERY]).split())
    return Query(text[:LONGEST_QUERY].rstrip(), was_cut=len(text) > LONGEST_QUERY)


def unknown(name: str, value: str) -> str:
    """Return what the page says of a parameter whose value does not exist: "kind: nonsense", cut to what fits."""
    return f"{name}: {query_text(value).text[:40]}"


class PageOfList(NamedTuple):
    """One page of a list, and whether the page that was asked for does not exist."""

    page: Page
    was_missing: bool


def page_number(asked: str) -> int:
    """Return the number that was asked for: 0 for no number, a very large one for too many digits."""
    if not asked.isdecimal():  # of any script: int() reads Arabic digits too
        return 0
    return int(asked) if len(asked) < 10 else 10**9


def page_of(items: Any, query: QueryDict, per_page: int = PER_PAGE) -> PageOfList:
    """Return the page that the query string asks for; the nearest page there is when it does not exist."""
    paginator: Paginator = Paginator(items, per_page)
    asked = query.get("page") or "1"
    number = page_number(asked)
    nearest = min(max(number, 1), paginator.num_pages)
    return PageOfList(paginator.page(nearest), was_missing=nearest != number)
