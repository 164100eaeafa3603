"""The coverage matrix: how many practices of each kind every country has, with links to the lists they count."""

from typing import NamedTuple

from practices.models import Practice
from practices.vocabularies import PracticeKind
from skills2work import countries
from skills2work.map import shade
from skills2work.querystrings import encode


class Cell(NamedTuple):
    """One figure: the list it counts, and how dark it is (0 for none)."""

    code: str
    number: int
    query: str
    shade: int


class Row(NamedTuple):
    """One kind of practice."""

    label: str
    cells: list[Cell]


class Matrix(NamedTuple):
    """Kinds down, countries across: the nine and the European level."""

    columns: list[str]
    rows: list[Row]


def coverage() -> Matrix:
    """Return the matrix; one query, whatever the number of practices."""
    counts = Practice.objects.published().count_by_kind_and_country()
    columns = list(countries.SLUGS)
    most = max(counts.values(), default=1)
    rows = []
    for kind in PracticeKind:
        cells = []
        for code in columns:
            count = counts.get((kind.value, code), 0)
            query = encode([("country", code), ("kind", kind.value)])
            cells.append(Cell(code, count, query, shade(count, 0, most) if count else 0))
        rows.append(Row(str(kind.label), cells))
    return Matrix(columns, rows)
