"""The one question that every request asks, asked straight of the driver: a tenth of the time that a cursor takes."""

import sqlite3
from typing import Any
from zlib import crc32

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Error as PsycopgError
from psycopg.pq import ExecStatus


def number(connection: BaseDatabaseWrapper, query: str) -> int | None:
    """Return the number that a query without parameters finds; None where there is no row.

    Each connection to PostgreSQL prepares a query once. Whatever is in the way of asking straight (no connection yet, a
    transaction, somebody who counts queries, an error) leaves it to a cursor of Django, which raises what it always
    raises.
    """
    if connection.connection is not None and not is_watched(connection):
        found = straight(connection, query)
        if found is not None:
            return found
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


def is_watched(connection: BaseDatabaseWrapper) -> bool:
    """Say whether somebody wants to see each query, or a transaction must be begun before it."""
    return bool(connection.queries_logged or connection.execute_wrappers or connection.in_atomic_block)


def straight(connection: Any, query: str) -> int | None:
    """Ask the driver; None for anything but a number."""
    if connection.vendor == "sqlite":
        return from_sqlite(connection.connection, query)
    if connection.vendor == "postgresql" and connection.get_autocommit():
        return from_postgresql(connection.connection.pgconn, query.encode())
    return None


def from_sqlite(raw: sqlite3.Connection, query: str) -> int | None:
    try:
        row = sqlite3.Connection.execute(raw, query).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def from_postgresql(raw: Any, query: bytes) -> int | None:
    name = b"number_%x" % crc32(query)
    try:
        answer = raw.exec_prepared(name, ())
        if answer.status != ExecStatus.TUPLES_OK:  # a connection that has not been asked yet
            raw.prepare(name, query)
            answer = raw.exec_prepared(name, ())
        value = answer.get_value(0, 0) if answer.status == ExecStatus.TUPLES_OK and answer.ntuples else None
    except PsycopgError:
        return None
    return int(value) if value is not None else None
