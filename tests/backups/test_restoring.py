"""A database that is lost comes back from its backup, the same by its content hash, on either database."""

import io

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from practices.models import Practice
from skills2work.backups.content_hash import content_hash
from skills2work.backups.kept import LEFT_OUT, all_models, kept_models
from skills2work.backups.restoring import empty, holding
from skills2work.backups.writing import write_backup
from skills2work.models import SearchDocument
from skills2work.version import content_version
from tests import factories

pytestmark = pytest.mark.django_db

PROMISED = {
    "auth.user",
    "contenttypes.contenttype",
    "network.proposal",
    "otp_totp.totpdevice",
    "practices.practice",
    "practices.practice_partners",
    "practices.practice_sources",
    "practices.practicefacet",
    "practices.practicestep",
    "reversion.revision",
    "reversion.version",
    "skills2work.assignment",
    "skills2work.link",
    "skills2work.linkcheck",
    "skills2work.recoverycodes",
    "skills2work.report",
    "skills2work.source",
    "skills2work.translation",
    "stories.story",
}


def lose():
    empty("default")


def test_the_world_of_these_tests_holds_what_a_backup_promises(world):
    assert set(holding()) | {"contenttypes.contenttype"} >= PROMISED
    assert {model._meta.label_lower for model in kept_models()} >= PROMISED


def test_every_model_is_in_a_backup_or_left_out_for_a_reason():
    labels = {model._meta.label_lower for model in all_models()}
    assert set(LEFT_OUT) <= labels
    assert {model._meta.label_lower for model in kept_models()} == labels - set(LEFT_OUT)


def test_a_lost_database_comes_back_the_same(backup, restore):
    before = content_hash()
    lose()
    assert content_hash() != before
    assert before in restore(backup)
    assert content_hash() == before


def test_a_database_moves_to_the_other_kind_is_lost_there_and_comes_back(backup, other, tmp_path, restore):
    """On the stage of PostgreSQL: to SQLite, from SQLite to SQLite, and back to PostgreSQL."""
    before = content_hash()
    again = str(tmp_path / "again.zip")
    once = (["restore", str(backup)], ["content_hash"], ["backup", again])
    after_loss = (["lose"], ["content_hash"], ["restore", again], ["content_hash"])
    hashes = [line for line in other.run(*once, *after_loss).splitlines() if len(line) == 64]
    assert hashes[0] == before
    assert hashes[1] != before
    assert hashes[2] == before
    lose()
    restore(again)
    assert content_hash() == before


def test_who_is_restored_logs_in_with_her_old_password(backup, restore):
    lose()
    restore(backup)
    assert User.objects.get(username="mira").check_password("long enough a password")


def test_new_rows_get_new_keys_after_restoring(backup, restore):
    known = set(Practice.objects.values_list("pk", flat=True))
    lose()
    restore(backup)
    assert factories.PracticeFactory(slug="after-restoring").pk not in known


def test_what_was_restored_is_found_by_search_and_has_another_version(backup, restore):
    version, documents = content_version(), SearchDocument.objects.count()
    lose()
    assert SearchDocument.objects.count() == 0
    restore(backup)
    assert content_version() != version
    assert SearchDocument.objects.count() == documents > 0


def test_the_database_must_be_empty(backup, restore):
    before = content_hash()
    with pytest.raises(CommandError, match=r"not empty: .*--replace.*Nothing was changed"):
        restore(backup)
    assert content_hash() == before


def test_a_database_is_replaced_when_that_is_said(backup, restore):
    before = content_hash()
    Practice.objects.all().delete()
    factories.PracticeFactory(slug="made-since")
    restore(backup, "--replace")
    assert content_hash() == before
    assert not Practice.objects.filter(slug="made-since").exists()


def test_nobody_stays_logged_in_as_somebody_else(backup, restore):
    session = SessionStore()
    session.save()
    restore(backup, "--replace")
    assert Session.objects.count() == 0


def test_a_row_that_the_database_refuses_leaves_everything_as_it_was(world, tmp_path, restore, monkeypatch):
    path = tmp_path / "world.zip"
    connection.check_constraints()
    monkeypatch.setattr("skills2work.backups.writing.kept_models", lambda: [m for m in kept_models() if m is not User])
    write_backup(path, io.StringIO())
    monkeypatch.setattr("skills2work.backups.reading.kept_models", lambda: [m for m in kept_models() if m is not User])
    before = content_hash()
    with pytest.raises(CommandError, match=r"did not take it.*Nothing was changed"):
        restore(path, "--replace")
    assert content_hash() == before


def test_a_difference_after_restoring_takes_everything_back(backup, restore, monkeypatch):
    before = content_hash()
    monkeypatch.setattr("skills2work.backups.restoring.content_hash", lambda **_options: "another")
    with pytest.raises(CommandError, match="not what the backup holds"):
        restore(backup, "--replace")
    assert content_hash() == before


def test_a_look_at_a_backup_changes_nothing(backup, restore):
    before = content_hash()
    assert "whole and fits" in restore(backup, "--check")
    assert content_hash() == before


def test_the_command_prints_the_hash(world):
    out = io.StringIO()
    call_command("content_hash", stdout=out)
    assert out.getvalue().strip() == content_hash()


def test_one_letter_makes_another_hash(world):
    before = content_hash()
    Practice.objects.filter(title_en="First shift").update(title_ar="أول نوبه")
    assert content_hash() != before


def test_some_models_have_a_hash_of_their_own(world):
    before = content_hash([Practice])
    User.objects.update(email="another@example.org")
    assert content_hash([Practice]) == before
    Practice.objects.update(place_en="Utrecht")
    assert content_hash([Practice]) != before
