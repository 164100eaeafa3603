"""The directory: what the address asks for, answered from the facet index and the search, a page at a time."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.http import QueryDict
from pyroaring import BitMap

from practices.cards import practices_for_cards
from practices.facet_index import FacetIndex, facet_index
from practices.filters import PracticeFilter, Sort
from practices.models import Practice
from practices.models.facets import Facet
from skills2work import languages
from skills2work.search.engine import Matching, matching

OCCUPATION = "occupation"


class Directory:
    """One question to the directory. Costs two small queries, three for a text, and one for a page of practices.

    A page holds what `queryset` fetches, or without one what a card shows.
    """

    def __init__(self, query: QueryDict, queryset: Any = None) -> None:
        self.filters = PracticeFilter(query)
        self.queryset = queryset
        self.language = languages.spoken()

    @cached_property
    def index(self) -> FacetIndex:
        """Return the facets in memory."""
        return facet_index()

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """Return what is chosen, by facet."""
        chosen = dict(self.filters.chosen)
        if self.filters.occupation:
            chosen[OCCUPATION] = self.filters.occupation
        return chosen

    @cached_property
    def text(self) -> Matching | None:
        """Return what holds the words; None where no words are asked for."""
        words = self.filters.words.text
        within: Any = self.fitting
        return matching(words, self.language, Practice.section, within) if words else None

    @cached_property
    def fitting(self) -> BitMap:
        """Return the practices that fit all that is chosen, words apart."""
        return self.index.chosen(self.choices)

    @cached_property
    def holding(self) -> BitMap:
        """Return the published practices that hold the words; all of them where no words are asked for."""
        if self.text is None:
            return self.index.everything
        return self.index.everything & BitMap(self.text.everything)

    @cached_property
    def found(self) -> BitMap:
        """Return the practices that fit everything."""
        return self.fitting & self.holding

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many practices each value of a facet would give under all other filters."""
        within = self.found if facet not in self.choices else self.index.chosen(self.choices, facet) & self.holding
        return self.index.counts(facet, within)

    def all_counts(self) -> dict[str, dict[str, int]]:
        """Return the counts of every facet, without values that give none."""
        found = {facet: self.counts(facet) for facet in Facet.values}
        return {facet: {value: count for value, count in counts.items() if count} for facet, counts in found.items()}

    def ids(self, start: int, stop: int) -> list[int]:
        """Return a slice of the ids in the order that the address asks for."""
        if self.filters.sort == Sort.RELEVANCE and self.text is not None:
            best = [pk for pk in self.text.best if pk in self.found]
            if stop <= len(best):
                return best[start:stop]
            rest = self.index.in_order(
                self.found - BitMap(best), 0, max(0, stop - len(best)), Sort.RELEVANCE, self.language
            )
            return [*best, *rest][start:stop]
        return self.index.in_order(self.found, start, stop, self.filters.sort, self.language)

    def records(self, ids: list[int], queryset: Any) -> list[Practice]:
        """Return practices in the order of their ids; one query."""
        rows = queryset.order_by().in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows]

    def cards(self, ids: list[int]) -> list[Practice]:
        """Return practices with what a card shows, in the order of their ids; one query at most."""
        return practices_for_cards(ids, self.index.source_languages | {self.language}, self.index.version)

    def in_batches(self, queryset: Any, size: int = 200) -> Iterator[Practice]:
        """Return all practices that fit, a batch at a time."""
        for start in range(0, len(self.found), size):
            yield from self.records(self.ids(start, start + size), queryset)

    # What a Paginator asks for.

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, places: slice) -> list[Practice]:
        ids = self.ids(places.start, places.stop)
        return self.cards(ids) if self.queryset is None else self.records(ids, self.queryset)
