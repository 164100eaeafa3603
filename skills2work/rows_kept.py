"""Rows that a process remembers by their id until the content changes: what many pages show is fetched once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Row = tuple[Any, ...]


class RowsKept:
    """Some thousand rows of one question; all are forgotten with the next version of the content, or when too many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.known: tuple[int, dict[int, Row]] = (-1, {})

    def of(self, ids: Sequence[int], version: int, read: Callable[[list[int]], Iterable[Row]]) -> list[Row]:
        """Return the rows with some ids, in their order; `read` gives those not known yet, each with its id first."""
        of_version, rows = self.known
        if of_version != version or len(rows) > self.most:
            rows = {}
            self.known = version, rows  # other threads go on with the old ones
        if unknown := [one for one in ids if one not in rows]:
            rows.update((row[0], row) for row in read(unknown))
        return [rows[one] for one in ids if one in rows]
