"""A file that is broken, cut off, from elsewhere or from another version is refused before anything is touched."""

import json
import shutil
import zipfile

import pytest
from django.core.management import CommandError

from skills2work.backups.content_hash import content_hash
from skills2work.models import Synonym

pytestmark = pytest.mark.django_db


@pytest.fixture
def backup(written, tmp_path):
    """A copy of a backup, to be broken."""
    return shutil.copy(written, tmp_path / "world.zip")


@pytest.fixture
def refused(db, restore):
    """Restore a file that must not be; returns what the command says about it. The database stays as it is."""
    Synonym.objects.create(name="work", terms="job")

    def run(path):
        before = content_hash()
        with pytest.raises(CommandError, match="Nothing was changed") as error:
            restore(path, "--replace")
        assert content_hash() == before
        return str(error.value)

    return run


@pytest.fixture
def rewritten(backup, tmp_path):
    """Write the backup again with some files in it changed by a function of name and content, or left out (None)."""

    def write(change):
        path = tmp_path / "changed.zip"
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = change(name, old.read(name))
                if content is not None:
                    new.writestr(name, content)
        return path

    return write


def with_manifest(**changes):
    def change(name, content):
        return json.dumps({**json.loads(content), **changes}) if name == "manifest.json" else content

    return change


def test_a_file_that_is_not_there(refused, tmp_path):
    assert "cannot be read" in refused(tmp_path / "nowhere.zip")


def test_a_file_that_is_something_else(refused, tmp_path):
    path = tmp_path / "letter.zip"
    path.write_text("Dear reader", encoding="utf-8")
    assert "not a backup" in refused(path)


def test_an_empty_file(refused, tmp_path):
    path = tmp_path / "empty.zip"
    path.touch()
    assert "not a backup" in refused(path)


def test_another_archive(refused, tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear reader")
    assert "does not say that it is a backup" in refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_that_is_cut_off(refused, backup, share):
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])
    assert "only a part of one" in refused(backup)


def test_a_byte_that_has_changed_on_the_disk(refused, backup):
    with zipfile.ZipFile(backup) as archive:
        part = archive.getinfo("rows/practices.practice.jsonl")
    broken = bytearray(backup.read_bytes())
    broken[part.header_offset + 200] ^= 0xFF
    backup.write_bytes(broken)
    assert "rows/practices.practice.jsonl" in refused(backup)


def test_a_row_that_somebody_has_changed(refused, rewritten):
    said = refused(rewritten(lambda _name, content: content.replace(b"First shift", b"Worst shift")))
    assert "checksum is another one" in said


def test_a_part_that_is_missing(refused, rewritten):
    said = refused(rewritten(lambda name, content: None if "auth.user.jsonl" in name else content))
    assert "rows/auth.user.jsonl is missing" in said


def test_a_form_that_this_version_does_not_know(refused, rewritten):
    assert "form 2" in refused(rewritten(with_manifest(format=2)))


def test_a_manifest_that_is_not_complete(refused, rewritten):
    assert "not complete" in refused(rewritten(with_manifest(parts=[{"model": "auth.user"}])))


def test_a_backup_from_before_a_migration(refused, rewritten, backup):
    with zipfile.ZipFile(backup) as archive:
        migrations = json.loads(archive.read("manifest.json"))["migrations"]
    newest = migrations["practices"].pop()
    said = refused(rewritten(with_manifest(migrations=migrations)))
    assert f"has {newest} besides" in said
    assert "Run the version of the site that made the backup" in said


def test_a_backup_from_after_a_migration(refused, rewritten, backup):
    with zipfile.ZipFile(backup) as archive:
        migrations = json.loads(archive.read("manifest.json"))["migrations"]
    migrations["practices"].append("9999_of_tomorrow")
    assert "lacks 9999_of_tomorrow" in refused(rewritten(with_manifest(migrations=migrations)))


def test_a_database_without_tables(refused, backup, monkeypatch):
    monkeypatch.setattr("skills2work.backups.reading.migrations_of", lambda _using: {})
    assert "run `manage.py migrate` first" in refused(backup)
