"""The facet table in memory: a bitmap of practices for every value of every facet, kept by each process.

Counting with the database costs a scan a facet; with bitmaps it is an AND and a count of bits. The bitmaps are made
from the facet table and the order of the list, are keyed by the version of the content, and hold ids only: 100,000
practices with 150 values take a few megabytes. After a change only the practices that changed are read again.
Why, and with which figures: docs/decisions/0003-facet-bitmaps.md.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pyroaring import BitMap

from practices.models import Practice, PracticeFacet
from skills2work.version import content_version

# A change may be committed a little after the moment it notes: look back a bit when reading what changed.
OVERLAP = timedelta(seconds=60)
MOST_CHANGES = 2000  # more than that: read everything


@dataclass
class FacetIndex:
    """The published practices: all, by value of a facet, and in the order "most useful first"."""

    version: int
    everything: BitMap = field(default_factory=BitMap)
    values: dict[str, dict[str, BitMap]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(BitMap)))
    orders: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    places: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict)
    newest_change: datetime | None = None
    source_languages: frozenset[str] = frozenset()

    def chosen(self, choices: dict[str, list[str]], leave_out: str = "") -> BitMap:
        """Return the practices that fit all facets (OR within, AND between), without one of them if asked."""
        found = self.everything
        for name, wanted in choices.items():
            if name != leave_out and wanted:
                found = found & BitMap.union(*(self.values[name].get(value, BitMap()) for value in wanted))
        return found

    def counts(self, name: str, within: BitMap) -> dict[str, int]:
        """Return how many practices of a set have each value of a facet."""
        return {value: within.intersection_cardinality(bitmap) for value, bitmap in self.values[name].items()}

    def in_order(self, found: BitMap, start: int, stop: int, order: str, language: str) -> list[int]:
        """Return the ids of a slice of a set in one of the orders of the list."""
        ids = self.ids_in(order, language)
        if len(found) == len(ids):
            return ids[start:stop]
        # Going along the list takes about stop * len(ids) / len(found) steps; sorting, one a practice found.
        if stop * len(ids) < 3 * len(found) ** 2:
            return walked(ids, found, start, stop)
        places = self.places_in(order, language)
        return sorted(found, key=places.__getitem__)[start:stop]

    def ids_in(self, order: str, language: str) -> list[int]:
        """Return all ids in an order; read once for each order and, for titles and countries, language."""
        key = (order, language if order in {"title", "country"} else "")
        if key not in self.orders:
            self.orders[key] = list(Practice.objects.published().sorted_by(order).values_list("pk", flat=True))
        return self.orders[key]

    def places_in(self, order: str, language: str) -> dict[int, int]:
        """Return the place of each id in an order."""
        key = (order, language if order in {"title", "country"} else "")
        if key not in self.places:
            self.places[key] = {pk: place for place, pk in enumerate(self.ids_in(order, language))}
        return self.places[key]

    def read(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Add rows of the facet table."""
        gathered: dict[tuple[str, str], list[int]] = defaultdict(list)
        for name, value, pk in rows:
            gathered[name, value].append(pk)
        for (name, value), ids in gathered.items():
            self.values[name][value].update(ids)

    def forget_values(self, gone: BitMap) -> None:
        """Take practices out of the bitmap of every value."""
        for bitmaps in self.values.values():
            for value in bitmaps:
                bitmaps[value] -= gone

    def read_everything(self) -> None:
        """Read which practices are published, most useful first, and in which languages they are written; one query."""
        rows = list(Practice.objects.published().by_usefulness().values_list("pk", "source_language"))
        self.orders["relevance", ""] = [pk for pk, _language in rows]
        self.everything = BitMap(self.orders["relevance", ""])
        self.source_languages = frozenset(language for _pk, language in rows)


def walked(ids: list[int], found: BitMap, start: int, stop: int) -> list[int]:
    """Return a slice of a large set in the order of a list: go along the list until the slice is full."""
    kept: list[int] = []
    passed = 0
    for pk in ids:
        if pk in found:
            if passed >= start:
                kept.append(pk)
            passed += 1
            if passed >= stop:
                break
    return kept


_present: FacetIndex | None = None
_lock = threading.Lock()


def facet_index() -> FacetIndex:
    """Return the index for the present version of the content; one small query where nothing has changed."""
    global _present  # noqa: PLW0603 one index a process is the point
    version = content_version()
    if _present is not None and _present.version == version:
        return _present
    with _lock:
        if _present is None or _present.version != version:
            _present = refreshed(_present, version) or built(version)
        return _present


def reset() -> None:
    """Forget the index of this process: for tests, whose database changes under it."""
    global _present  # noqa: PLW0603
    _present = None


def built(version: int) -> FacetIndex:
    """Return an index read anew: two queries."""
    index = FacetIndex(version)
    index.read(PracticeFacet.objects.values_list("facet", "value", "practice_id").iterator(chunk_size=10_000))
    index.read_everything()
    index.newest_change = newest_change()
    return index


def refreshed(old: FacetIndex | None, version: int) -> FacetIndex | None:
    """Return the old index with what changed since, or None where reading everything is safer."""
    if old is None or old.newest_change is None:
        return None
    newest = newest_change()
    if newest is None or newest < old.newest_change:  # an older state: from a backup, or from a replica that is behind
        return None
    changed = list(
        Practice.objects.filter(updated_at__gte=old.newest_change - OVERLAP).values_list("pk", flat=True)[
            : MOST_CHANGES + 1
        ]
    )
    if len(changed) > MOST_CHANGES:
        return None
    index = FacetIndex(version, newest_change=newest)
    index.values = defaultdict(lambda: defaultdict(BitMap))
    for name, bitmaps in old.values.items():
        for value, bitmap in bitmaps.items():
            index.values[name][value] = bitmap.copy()
    index.read_everything()
    index.forget_values((old.everything - index.everything) | BitMap(changed))
    index.read(PracticeFacet.objects.filter(practice_id__in=changed).values_list("facet", "value", "practice_id"))
    return index


def newest_change() -> Any:
    """Return when a practice changed last."""
    return Practice.objects.order_by("-updated_at").values_list("updated_at", flat=True).first()
