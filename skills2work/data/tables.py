"""Rows as a CSV table: UTF-8 without a byte order mark, lists in one cell, nothing that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from skills2work.data.fields import DataField

BETWEEN = "|"
INSIDE = "¦"  # for a "|" within an item of a list
# What makes a spreadsheet take a cell for a formula: OWASP's list for CSV injection, full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        """Return the line."""
        return value


def defused(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before it where it looks like one."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def cell(value: Any) -> str:
    """Return a value as the text of one cell; empty for what is not known."""
    if value is None:
        return ""
    if isinstance(value, list):
        return defused(BETWEEN.join(str(item).replace(BETWEEN, INSIDE) for item in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else defused(str(value))


def header(fields: Sequence[DataField]) -> list[str]:
    """Return the names of the columns."""
    return [name for field in fields for name, _cell in field.columns]


def cells(fields: Sequence[DataField], row: dict[str, Any]) -> list[str]:
    """Return the cells of a row."""
    return [cell(value_of(row[field.name])) for field in fields for _name, value_of in field.columns]


def table(fields: Sequence[DataField], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Return the lines of a table, its header first."""
    writer = csv.writer(Echo())
    yield str(writer.writerow(header(fields)))
    for row in rows:
        yield str(writer.writerow(cells(fields, row)))
