"""Which migrations would keep readers waiting, or break the release that still runs while they are made.

Rules, the same as those of docs/deploy.md: what is new may be empty or has a default of the database; what is old goes
a release after nothing uses it; an index on a large table is made while others write. A table that comes with the same
update is nobody's yet: everything is allowed there.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED

from skills2work.operations import AlterLengths

# A migration that is fine although it looks otherwise says why: `locks_are_fine = "twenty rows"`.
EXCUSE = "locks_are_fine"
HARMLESS = (
    operations.CreateModel,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.AlterModelTableComment,
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
STILL_USED = (
    "the release that still runs uses it: take it out of the code first, and out of the database a release later"
)
OLD_NAME = (
    "the release that still runs knows the old name: add the new one, copy, and remove the old one a release later"
)
LOCKED = "the table is locked while every row is looked at"
REASONS: dict[type[Operation], str] = {
    operations.RemoveField: STILL_USED,
    operations.DeleteModel: STILL_USED,
    operations.RenameField: OLD_NAME,
    operations.RenameModel: OLD_NAME,
    operations.AlterModelTable: OLD_NAME,
    operations.AddIndex: "nobody can write to the table while the index is made: AddIndexConcurrently",
    operations.RemoveIndex: "the table is locked for a moment: RemoveIndexConcurrently",
    operations.AddConstraint: f"{LOCKED}: AddConstraintNotValid, and ValidateConstraint in a migration after it",
    operations.AlterUniqueTogether: f"{LOCKED}: AddIndexConcurrently, then a constraint that uses the index",
    operations.RunSQL: "nobody can tell what it locks",
    operations.RunPython: "nobody can tell how long it takes: a few rows at a time, in a migration with atomic = False",
}


class Risk(NamedTuple):
    """One operation that should not be run while the site is in use, and why."""

    migration: str
    operation: str
    reason: str


def columns_differ(old: Any, new: Any) -> bool:
    """Say whether changing a field changes anything in the database that takes time."""
    before, after = old.deconstruct(), new.deconstruct()
    ignored = {*new.non_db_attrs, "default", "max_length"}
    kept = [{key: value for key, value in kwargs.items() if key not in ignored} for *_rest, kwargs in (before, after)]
    shorter = (new.max_length or 0) < (old.max_length or 0)
    return before[1] != after[1] or kept[0] != kept[1] or shorter


def reason_against(operation: Operation, app: str, state: ProjectState) -> str:
    """Return why an operation should not be run on a state while the site is in use; empty where it may."""
    if isinstance(operation, operations.AddField):
        field: Any = operation.field
        if field.unique or field.db_index:
            return "the table is locked while an index is made: add the column without it, then AddIndexConcurrently"
        if not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED):
            return "the release that still runs writes rows without it: null=True or db_default"
        return ""
    if isinstance(operation, operations.AlterField):
        old = state.models[app, operation.model_name.lower()].fields[operation.name]
        return f"{LOCKED} or written anew" if columns_differ(old, operation.field) else ""
    if isinstance(operation, AlterLengths):
        shorter = any(
            (state.models[app, model].fields[column].max_length or 0) > operation.length
            for model, column in operation.columns()
        )
        return "every row is looked at: it becomes shorter" if shorter else ""
    return next((reason for kind, reason in REASONS.items() if type(operation) is kind), "")


def table_of(operation: Operation) -> str:
    """Return the model that an operation changes, in small letters; empty where it does not say."""
    name = getattr(operation, "model_name", None) or getattr(operation, "name", None) or ""
    return str(name).lower()


def flat(found: Iterable[Operation]) -> Iterator[Operation]:
    """Yield operations and, in place of one made of two halves, those for the database."""
    for operation in found:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from flat(operation.database_operations)
        else:
            yield operation


def risks(migrations: Iterable[Migration], state: ProjectState) -> Iterator[Risk]:
    """Yield the risks of migrations that would be run one after the other, from a state on."""
    state = state.clone()
    made: set[tuple[str, str]] = set()
    for migration in migrations:
        for operation in migration.operations:
            for part in flat([operation]):
                place = (migration.app_label, table_of(part))
                if isinstance(part, operations.CreateModel):
                    made.add(place)
                if place in made or isinstance(part, HARMLESS) or hasattr(migration, EXCUSE):
                    continue
                reason = reason_against(part, migration.app_label, state)
                if reason:
                    yield Risk(f"{migration.app_label}.{migration.name}", part.describe(), reason)
            operation.state_forwards(migration.app_label, state)
