"""The version of the content is asked for straight, and as Django asks where anything is in the way."""

from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.test.utils import CaptureQueriesContext

from skills2work.databases import straight
from skills2work.version import bump_version, read_version

QUERY = "SELECT number FROM skills2work_contentversion WHERE id = 1"

pytestmark = pytest.mark.django_db(transaction=True)


class Cursorless:
    """Stands for `connection.cursor`: nothing may come this way."""

    def __call__(self) -> Any:
        raise AssertionError("a cursor of Django was asked")


def test_outside_of_a_transaction_no_cursor_is_needed(monkeypatch):
    bump_version()
    connection = connections[DEFAULT_DB_ALIAS]
    expected = read_version()
    monkeypatch.setattr(connection, "cursor", Cursorless())
    assert [read_version() for _time in range(3)] == [expected] * 3


def test_a_change_is_seen_by_the_next_question():
    bump_version()
    before = read_version()
    bump_version()
    assert read_version() != before


def test_who_counts_queries_sees_it():
    bump_version()
    with CaptureQueriesContext(connections[DEFAULT_DB_ALIAS]) as captured:
        read_version()
    assert [query["sql"] for query in captured] == [QUERY]


def test_where_there_is_no_row_there_is_no_number():
    connection = connections[DEFAULT_DB_ALIAS]
    assert straight.number(connection, f"{QUERY} AND id = 2") is None


def test_what_goes_wrong_is_said_in_djangos_words():
    with pytest.raises(DatabaseError):
        straight.number(connections[DEFAULT_DB_ALIAS], "SELECT number FROM no_such_table")


def test_inside_a_transaction_what_it_wrote_is_seen():
    bump_version()
    before = read_version()
    with transaction.atomic():
        bump_version()
        inside = read_version()
        transaction.set_rollback(True)
    assert inside != before
    assert read_version() == before
