"""The links between the pages of a list."""

from typing import NamedTuple

from django.core.paginator import Page
from django.http import QueryDict

from skills2work import querystrings


class PageLinks(NamedTuple):
    """Addresses of the pages around the present one; empty where there is none. `numbers` holds None for a gap."""

    previous: str
    next: str
    numbers: list[tuple[int, str] | None]


def page_links(page: Page, query: QueryDict) -> PageLinks:
    """Return the links for a page of a list."""
    paginator = page.paginator
    numbers: list[tuple[int, str] | None] = [
        (number, querystrings.on_page(query, number)) if isinstance(number, int) else None
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return PageLinks(
        previous=querystrings.on_page(query, page.previous_page_number()) if page.has_previous() else "",
        next=querystrings.on_page(query, page.next_page_number()) if page.has_next() else "",
        numbers=numbers if paginator.num_pages > 1 else [],
    )
