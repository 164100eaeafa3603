"""A migration and the note that it is done come together or not at all."""

import pytest
from django.core.management import get_commands
from django.core.management.commands import migrate
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from skills2work.databases.migrating import Executor
from skills2work.management.commands import migrate as ours

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """Stands for the end of the process."""


def migration():
    """Return a migration with an index that Django makes at the end."""
    made = migrations.Migration("a_drill", "practices")
    made.operations = [
        migrations.CreateModel(
            "Drilled", [("id", models.AutoField(primary_key=True)), ("name", models.CharField(db_index=True))]
        )
    ]
    return made


def is_there():
    return "practices_drilled" in connection.introspection.table_names()


@pytest.fixture
def executor():
    made = Executor(connection)
    yield made
    made.recorder.record_unapplied("practices", "a_drill")
    if is_there():
        with connection.schema_editor() as editor:
            editor.execute("DROP TABLE practices_drilled")


def noted(executor):
    return ("practices", "a_drill") in executor.recorder.applied_migrations()


def test_a_migration_is_made_with_its_indexes_and_noted(executor):
    executor.apply_migration(ProjectState(), migration())
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, "practices_drilled").values()
    assert is_there()
    assert noted(executor)
    assert any(index["index"] and index["columns"] == ["name"] for index in indexes)


def test_a_migration_that_ends_before_its_note_leaves_nothing(executor, monkeypatch):
    def end(*_migration):
        raise Killed

    monkeypatch.setattr(executor, "record_migration", end)
    with pytest.raises(Killed):
        executor.apply_migration(ProjectState(), migration())
    assert not is_there()
    assert not noted(executor)


def test_the_command_of_the_site_is_the_one_that_does_so():
    assert get_commands()["migrate"] == "skills2work"
    assert issubclass(ours.Command, migrate.Command)
    assert migrate.MigrationExecutor is Executor
