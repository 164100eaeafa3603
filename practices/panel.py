"""What the filter panel of the directory shows: facets, their options, and chips for what is chosen.

Templates decide nothing but chosen or not; every address is made here.
"""

from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import pgettext

from practices.directory import Directory
from practices.filters import PracticeFilter, Sort
from practices.models.facets import Facet
from skills2work import querystrings


class Option(NamedTuple):
    """One value of a facet."""

    value: str
    label: str
    selected: bool
    number: int


class FacetPanel(NamedTuple):
    """One facet; `is_open` when something in it is chosen, or when most readers want it."""

    name: str
    label: str
    options: list[Option]
    is_open: bool


class Chip(NamedTuple):
    """Something chosen, with the address of the list without it."""

    group: str
    label: str
    remove_url: str


OPEN_FROM_START = (Facet.COUNTRY, Facet.KIND)


def facet_panels(directory: Directory) -> list[FacetPanel]:
    """Return the facets in the order of the filter set, each option with the number of entries it would give."""
    panels = []
    for name, choices in directory.filters.options.items():
        values, counts = directory.choices.get(name, []), directory.counts(name)
        options = [Option(code, label, code in values, counts.get(code, 0)) for code, label in choices]
        panels.append(FacetPanel(name, str(Facet(name).label), options, bool(values) or name in OPEN_FROM_START))
    return panels


def chips(filters: PracticeFilter, panels: list[FacetPanel], query: QueryDict) -> list[Chip]:
    """Return a chip for the text and for each chosen option."""
    found = []
    if filters.words.text:
        found.append(Chip(pgettext("filter", "Words"), filters.words.text, querystrings.replaced(query, "q", "")))
    found += [
        Chip(panel.label, option.label, querystrings.toggled(query, panel.name, option.value))
        for panel in panels
        for option in panel.options
        if option.selected
    ]
    found += [
        Chip(str(Facet.OCCUPATION.label), code, querystrings.toggled(query, Facet.OCCUPATION.value, code))
        for code in filters.occupation
    ]
    return found


class SortLink(NamedTuple):
    """One order of the list."""

    value: str
    label: str
    url: str
    current: bool


def sort_links(filters: PracticeFilter, query: QueryDict) -> list[SortLink]:
    """Return the orders of the list with their addresses."""
    return [
        SortLink(
            value,
            str(label),
            querystrings.replaced(query, "sort", "" if value == Sort.RELEVANCE else value),
            value == filters.sort,
        )
        for value, label in Sort.choices
    ]
