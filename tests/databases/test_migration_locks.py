"""Migrations that lock a table or break the release that still runs are found before anybody runs them."""

import io

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from skills2work.databases.migration_locks import risks
from skills2work.management.commands import check_migrations
from skills2work.operations import AlterLengths

OLD = models.CharField(max_length=50)
# Of each of our apps the newest migration of the last release. None has been released yet: what they change is new.
RELEASED: dict[str, str] = {}


@pytest.fixture
def found():
    """What is said about operations on a model `entry` that was there before."""

    def look(*operations, excuse=""):
        state = ProjectState()
        fields = [("id", models.BigAutoField(primary_key=True)), ("title", OLD), ("title_nl", OLD.clone())]
        state.add_model(ModelState("practices", "Entry", fields))
        migration = migrations.Migration("0002_next", "practices")
        migration.operations = list(operations)
        if excuse:
            migration.locks_are_fine = excuse
        return [risk.reason for risk in risks([migration], state)]

    return look


def add(field):
    return migrations.AddField("entry", "more", field)


def alter(field):
    return migrations.AlterField("entry", "title", field)


INDEX = models.Index(fields=["title"], name="by_title")
ONCE = models.UniqueConstraint(fields=["title"], name="once")
SHORT = models.CheckConstraint(condition=~models.Q(title=""), name="has_title")
NEW = migrations.CreateModel("New", [("id", models.BigAutoField(primary_key=True))])


@pytest.mark.parametrize(
    ("operation", "word"),
    [
        (add(models.TextField(default="")), "db_default"),
        (add(models.TextField(null=True, unique=True)), "AddIndexConcurrently"),
        (add(models.TextField(null=True, db_index=True)), "AddIndexConcurrently"),
        (migrations.RemoveField("entry", "title"), "a release later"),
        (migrations.RenameField("entry", "title", "name"), "old name"),
        (migrations.RenameModel("Entry", "Item"), "old name"),
        (migrations.DeleteModel("Entry"), "a release later"),
        (migrations.AddIndex("entry", INDEX), "AddIndexConcurrently"),
        (migrations.AddConstraint("entry", ONCE), "AddConstraintNotValid"),
        (migrations.RunSQL("VACUUM FULL"), "locks"),
        (migrations.RunPython(lambda _apps, _editor: None), "rows at a time"),
        (alter(models.TextField()), "anew"),
        (alter(models.CharField(max_length=20)), "anew"),
        (alter(models.CharField(max_length=50, null=True)), "anew"),
        (AlterLengths(20, {"entry": ["title"]}, ["nl"]), "shorter"),
        (
            migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("entry", "title")]),
            "a release later",
        ),
    ],
)
def test_what_keeps_others_waiting_is_found(found, operation, word):
    [reason] = found(operation)
    assert word in reason


@pytest.mark.parametrize(
    "operation",
    [
        NEW,
        add(models.TextField(null=True)),
        add(models.TextField(db_default="")),
        add(models.ManyToManyField("practices.Entry")),
        alter(models.CharField(max_length=80)),
        alter(models.CharField("title", max_length=50, help_text="shown first", choices=[("a", "A")])),
        AddIndexConcurrently("entry", INDEX),
        AddConstraintNotValid("entry", SHORT),
        AlterLengths(80, {"entry": ["title"]}, ["nl"]),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("entry", "title")]),
        migrations.AlterModelOptions("entry", {"ordering": ["title"]}),
    ],
)
def test_what_keeps_nobody_waiting_may_be_done(found, operation):
    assert found(operation) == []


def test_a_table_that_comes_with_the_same_update_is_nobodys_yet(found):
    field = models.TextField(default="", db_index=True)
    assert found(NEW, migrations.AddField("new", "more", field)) == []


def test_a_migration_may_say_why_it_is_fine(found):
    assert found(migrations.AddIndex("entry", INDEX), excuse="twenty rows") == []


@pytest.mark.django_db
def test_the_command_finds_nothing_where_everything_is_done():
    out = io.StringIO()
    call_command("check_migrations", stdout=out)
    assert out.getvalue().startswith("0 migrations to run")


@pytest.mark.django_db
def test_the_command_ends_with_an_error_for_a_risk(monkeypatch):
    risk = ("practices.0099_next", "Create index by_title", "nobody can write")
    monkeypatch.setattr(check_migrations, "risks", lambda _plan, _state: [check_migrations.Risk(*risk)])
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of these"):
        call_command("check_migrations", stdout=out)
    assert "practices.0099_next: Create index by_title\n    nobody can write" in out.getvalue()


def test_no_migration_since_the_release_keeps_anybody_waiting():
    loader = MigrationLoader(None)
    apps = {"skills2work", "network", "practices", "stories"}
    released = list(RELEASED.items())
    state = loader.project_state(released) if released else ProjectState()
    done = {key for node in released for key in loader.graph.forwards_plan(node)}
    plan = [key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)]
    coming = [loader.get_migration(*key) for key in dict.fromkeys(plan) if key not in done]
    assert [risk for risk in risks(coming, state) if risk.migration.split(".")[0] in apps] == []
