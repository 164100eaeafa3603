"""The rows of a model as lines of text: the same line for the same row, whichever database it stands in."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, models

from skills2work.batches import in_batches

ROWS_AT_ONCE = 1000


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the columns of a model, by the names of its fields."""
    return [field.attname for field in model._meta.concrete_fields]


def plain(value: Any) -> Any:
    """Return the value of a field as JSON has it. Raises TypeError for a kind of value that no field here has."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    raise TypeError(f"A backup does not know how to write {type(value).__name__}")


def line_of(values: Iterable[Any]) -> bytes:
    """Return a row as a line: its values in a JSON list, keys in order, letters as they are."""
    text = json.dumps([plain(value) for value in values], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode() + b"\n"


def lines_of(model: type[models.Model], using: str) -> Iterator[bytes]:
    """Yield all rows of a model as lines, by primary key, a few in memory at a time."""
    # Past the model's own manager: modeltranslation would read "title" as the title in the language of the moment.
    rows: Any = models.QuerySet(model, using=using).order_by("pk").values_list(*columns_of(model))
    yield from map(line_of, rows.iterator(chunk_size=ROWS_AT_ONCE))


def stored(field: Any, value: Any, connection: Any) -> Any:
    """Return what a database takes for the value of a line."""
    if isinstance(field, models.JSONField):
        # The empty value of JSON is not the empty value of SQL, and the field would write the latter.
        empty = value is None and not field.null
        return field.get_db_prep_value(None, connection) if empty else field.get_db_prep_save(value, connection)
    return field.get_db_prep_save(field.to_python(value), connection)


def delete_all(model: type[models.Model], using: str) -> None:
    """Delete all rows of a model, without a word to anybody: relations are checked at the end of the transaction."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 a name of ours


def insert(model: type[models.Model], lines: Iterable[bytes], using: str) -> Iterator[int]:
    """Write rows past models and signals, keys and dates as they were. Yields how many, a batch at a time."""
    connection = connections[using]
    fields = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        for batch in in_batches(lines, ROWS_AT_ONCE):
            rows = [
                [stored(field, value, connection) for field, value in zip(fields, json.loads(line), strict=True)]
                for line in batch
            ]
            cursor.executemany(statement, rows)
            yield len(rows)
