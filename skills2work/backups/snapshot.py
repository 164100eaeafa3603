"""One moment of the database: everything read inside belongs together, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction


@contextmanager
def snapshot(using: str) -> Iterator[None]:
    """Read one state of the database. Inside a transaction already open it is the caller who has chosen one."""
    connection: Any = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=using):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with reading_only(connection), transaction.atomic(using=using):
            yield


@contextmanager
def reading_only(connection: Any) -> Iterator[None]:
    """Begin transactions of SQLite without its lock for writing, which would keep editors waiting.

    With WAL the first reading chooses the state that all later ones see.
    """
    connection.ensure_connection()
    before, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = before
