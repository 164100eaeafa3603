"""Rows are fetched once for each version of the content."""

from skills2work.rows_kept import RowsKept


class Table:
    """Rows that count how often each is asked for."""

    def __init__(self, rows: dict[int, str]) -> None:
        self.rows = rows
        self.asked: list[int] = []

    def read(self, ids: list[int]) -> list[tuple[int, str]]:
        self.asked += ids
        return [(one, self.rows[one]) for one in reversed(ids) if one in self.rows]


def test_rows_come_in_the_order_of_the_ids_and_missing_ones_are_left_out():
    table = Table({1: "a", 2: "b", 3: "c"})
    assert RowsKept(10).of([3, 9, 1], 1, table.read) == [(3, "c"), (1, "a")]


def test_a_row_is_fetched_once_while_the_content_stays():
    table, kept = Table({1: "a", 2: "b"}), RowsKept(10)
    kept.of([1], 1, table.read)
    kept.of([2, 1], 1, table.read)
    assert table.asked == [1, 2]


def test_a_row_is_fetched_anew_when_the_content_has_changed():
    table, kept = Table({1: "a"}), RowsKept(10)
    kept.of([1], 1, table.read)
    table.rows[1] = "b"
    assert kept.of([1], 2, table.read) == [(1, "b")]


def test_a_slow_request_on_an_older_version_spoils_nothing_for_the_newer_one():
    table, kept = Table({1: "new"}), RowsKept(10)

    def overtaken(ids: list[int]) -> list[tuple[int, str]]:
        kept.of([1], 2, table.read)  # somebody else reads the next version meanwhile
        return [(one, "old") for one in ids]

    assert kept.of([1], 1, overtaken) == [(1, "old")]
    assert kept.of([1], 2, table.read) == [(1, "new")]


def test_too_many_rows_are_forgotten():
    table, kept = Table(dict.fromkeys(range(10), "row")), RowsKept(3)
    kept.of([1, 2, 3, 4], 1, table.read)
    kept.of([5], 1, table.read)
    assert set(kept.known[1]) == {5}
