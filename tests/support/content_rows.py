"""The real content in the test database: the rows of the database that is made once, copied."""

import contextlib
import sqlite3

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.backends.utils import CursorWrapper

from skills2work.search import backends
from tests.support.content_database import CODE, database

FULL_TEXT = "skills2work_searchdocument_fts"  # triggers fill its tables


def copy_rows() -> None:
    """Write all rows of the content into the test database, of either kind, in the transaction that is open.

    Its tables are those of the present migrations, and empty but for what migrations write.
    """
    address = f"file:{database()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as source, connection.cursor() as to:
        here = set(connection.introspection.table_names(to))
        names = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name in here and name.partition("_")[0] in CODE and not name.startswith(FULL_TEXT):
                copy_table(source, to, name)
        backends._owners.clear()  # the ids of the index begin anew
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            to.execute(statement)


def copy_table(source: sqlite3.Connection, to: CursorWrapper, name: str) -> None:
    """Write the rows of one table in the place of those that are there."""
    found = source.execute(f'SELECT * FROM "{name}"')  # noqa: S608 a table of ours
    columns = ", ".join(f'"{column[0]}"' for column in found.description)
    to.execute(f'DELETE FROM "{name}"')  # noqa: S608
    if connection.vendor == "postgresql":
        with to.copy(f'COPY "{name}" ({columns}) FROM STDIN') as stream:
            for row in found:
                stream.write_row(tuple(None if value is None else str(value) for value in row))
        return
    marks = ", ".join("?" * len(found.description))
    connection.connection.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', found)  # noqa: S608
