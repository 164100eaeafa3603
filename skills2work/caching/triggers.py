"""Triggers that give the content another version with every change of a table that readers see, whoever makes it.

The signals see what goes through `save`. The triggers see the rest too: `update()` and `bulk_create()` of query sets,
statements of commands, and an administrator at the database's own prompt. They are made after each `migrate`. Before
one that changes anything SQLite's are taken away, because it cannot rename a table that a trigger names.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

from skills2work.parts import is_part
from skills2work.publishing import Published
from skills2work.search.models import Synonym
from skills2work.sources import Source
from skills2work.translations.models import Translation
from skills2work.version import ContentVersion

NAME = "new_content_version"
EVENTS = ("INSERT", "UPDATE", "DELETE")
VERSION = ContentVersion._meta.db_table
# A new number as `bump_version` draws it; 53 bits is what PostgreSQL's random() has.
RANDOM = {"sqlite": "(random() & 4611686018427387903)", "postgresql": "floor(random() * 9007199254740992)::bigint"}


def renewal(vendor: str) -> str:
    """Return the statement that draws another number."""
    return (
        f"INSERT INTO {VERSION} (id, number) VALUES (1, {RANDOM[vendor]}) "  # noqa: S608 names of ours
        "ON CONFLICT (id) DO UPDATE SET number = excluded.number"
    )


def is_shown(model: type[models.Model]) -> bool:
    """Say whether readers see rows of a model: records, their parts, and what has `is_shown_to_readers`."""
    return (
        issubclass(model, (Published, Source, Synonym, Translation))
        or is_part(model)
        or getattr(model, "is_shown_to_readers", False)
    )


def tables() -> list[str]:
    """Return the tables that readers see, those of relations between records included."""
    shown = [model for model in apps.get_models() if is_shown(model)]
    between: list[Any] = [field.remote_field.through for model in shown for field in model._meta.local_many_to_many]
    found = [model for model in (*shown, *between) if not model._meta.proxy and model._meta.managed]
    return sorted({model._meta.db_table for model in found})


def present(using: str) -> set[str]:
    """Return the tables of a database that have their triggers."""
    connection = connections[using]
    question = {
        "sqlite": f"SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{NAME}_insert_%'",  # noqa: S608
        "postgresql": f"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = '{NAME}'",  # noqa: S608
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0].strip('"') for row in cursor.fetchall()}


def statements(vendor: str, table: str) -> Iterator[str]:
    """Return what makes the triggers of one table."""
    if vendor == "sqlite":
        for event in EVENTS:
            yield (
                f"CREATE TRIGGER {NAME}_{event.lower()}_{table} AFTER {event} ON {table} BEGIN {renewal(vendor)}; END"
            )
        return
    events = " OR ".join((*EVENTS, "TRUNCATE"))
    yield f"CREATE TRIGGER {NAME} AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {NAME}()"


FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {renewal("postgresql")};
        RETURN NULL;
    END $$
"""


def make(using: str = "default") -> None:
    """Make the triggers that are missing."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    if VERSION not in there:
        return
    missing = [table for table in tables() if table in there - present(using)]
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table in missing:
            for statement in statements(connection.vendor, table):
                cursor.execute(statement)


def drop(using: str = "default") -> None:
    """Take the triggers of SQLite away."""
    with connections[using].cursor() as cursor:
        for table in present(using):
            for event in EVENTS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event.lower()}_{table}")


def before_migrate(using: str, plan: Any, **_kwargs: Any) -> None:
    """Make way for migrations, if there are any to do."""
    if plan and connections[using].vendor == "sqlite":
        drop(using)


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Make what is missing."""
    make(using)
