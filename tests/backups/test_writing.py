"""A backup is one moment of the database, in a file that only its owner can read; old ones make room."""

import errno
import io
import json
import os
import sqlite3
import stat
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections, models

from skills2work.backups.kept import LEFT_OUT
from skills2work.backups.progress import Progress
from skills2work.backups.snapshot import snapshot
from skills2work.backups.writing import forget_old
from skills2work.models import Sending, Synonym
from skills2work.version import content_version


def run(*arguments):
    out = io.StringIO()
    call_command("backup", *map(str, arguments), stdout=out)
    return out.getvalue()


def text_of(path):
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist()).decode()


@pytest.mark.django_db
def test_only_its_owner_can_read_a_backup(world, tmp_path):
    run(tmp_path / "new" / "world.zip")
    assert stat.S_IMODE((tmp_path / "new" / "world.zip").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.django_db
def test_a_folder_gets_a_file_named_after_the_moment(world, tmp_path):
    said = run(tmp_path)
    [path] = tmp_path.iterdir()
    assert path.name.startswith("skills2work-20")
    assert str(path) in said


@pytest.mark.django_db
def test_without_a_place_it_goes_into_the_folder_of_the_site(world, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    run()
    assert len(list((tmp_path / "backups").iterdir())) == 1


@pytest.mark.django_db
def test_a_backup_says_what_it_is(world, tmp_path):
    run(tmp_path / "world.zip")
    with zipfile.ZipFile(tmp_path / "world.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["what"], manifest["format"]) == ("fromskills2work backup", 1)
    assert manifest["content_version"] == content_version()
    assert manifest["database"] == connection.vendor
    assert "0001_initial" in manifest["migrations"]["practices"]
    assert manifest["left_out"] == LEFT_OUT
    assert all(len(part["sha256"]) == 64 for part in manifest["parts"])


@pytest.mark.django_db
def test_what_may_be_kept_for_a_day_only_is_in_no_backup(world, tmp_path):
    Sending.objects.create(sender="a-network-in-disguise")
    run(tmp_path / "world.zip")
    text = text_of(tmp_path / "world.zip")
    assert "First shift" in text
    assert "a-network-in-disguise" not in text


@pytest.mark.django_db
def test_the_newest_backups_are_kept(world, tmp_path):
    for day in range(1, 6):
        (tmp_path / f"skills2work-2026110{day}T030000000000Z.backup.zip").touch()
    (tmp_path / "holiday.zip").touch()
    run(tmp_path, "--keep", "3")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [name for name in names if "2026110" in name] == [
        "skills2work-20261104T030000000000Z.backup.zip",
        "skills2work-20261105T030000000000Z.backup.zip",
    ]
    assert len(names) == 4
    assert "holiday.zip" in names


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "-1", "all"])
def test_nobody_keeps_fewer_than_one(number, tmp_path):
    with pytest.raises(CommandError, match="a number from 1 upwards"):
        run(tmp_path, "--keep", number)


def test_keeping_more_than_there_are_deletes_none(tmp_path):
    (tmp_path / "skills2work-20261101T030000000000Z.backup.zip").touch()
    assert forget_old(tmp_path, 14) == []
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_process_left_unfinished_is_deleted_after_a_day(tmp_path):
    left, begun = (tmp_path / f".skills2work-{number}.backup.zip.1.unfinished" for number in (1, 2))
    for path in (left, begun):
        path.touch()
    os.utime(left, (1, 1))
    assert forget_old(tmp_path, 14) == [left]
    assert list(tmp_path.iterdir()) == [begun]


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_file_and_no_old_one_deleted(world, tmp_path, monkeypatch):
    old = tmp_path / "skills2work-20261101T030000000000Z.backup.zip"
    old.touch()

    def full(_number):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("skills2work.backups.writing.os.fsync", full)
    with pytest.raises(CommandError, match=r"No backup was made.*No space left"):
        run(tmp_path, "--keep", "1")
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.django_db
def test_a_database_that_goes_away_leaves_no_half_file(world, tmp_path, monkeypatch):
    def gone(_model, _using):
        raise OperationalError("server closed the connection\nunexpectedly")

    monkeypatch.setattr("skills2work.backups.writing.lines_of", gone)
    with pytest.raises(CommandError, match=r"No backup was made.*closed the connection unexpectedly"):
        run(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def file_database(tmp_path, django_db_blocker):
    """A second connection, to a SQLite file with the site's own settings."""
    path = tmp_path / "file.sqlite3"
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 1,
        "init_command": "PRAGMA journal_mode=WAL;",
    }
    connections.settings["file"] = connections.configure_settings(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}}
    )["default"]
    try:
        with django_db_blocker.unblock():
            with connections["file"].schema_editor() as editor:
                editor.create_model(Synonym)
            yield path
            connections["file"].close()
    finally:
        del connections.settings["file"]
        del connections["file"]


def test_on_sqlite_others_write_while_a_backup_reads_one_moment(file_database):
    synonyms = models.QuerySet(Synonym, using="file")
    with sqlite3.connect(file_database, timeout=1) as other, snapshot("file"):
        assert synonyms.count() == 0
        other.execute("INSERT INTO skills2work_synonym (name, terms) VALUES ('work', 'job')")
        other.commit()
        assert synonyms.count() == 0
    assert synonyms.count() == 1
    assert connections["file"].transaction_mode == "IMMEDIATE"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has its own test")
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_others_write_while_a_backup_reads_one_moment():
    other = connection.copy()
    try:
        with snapshot("default"):
            assert Synonym.objects.count() == 0
            with other.cursor() as cursor:
                cursor.execute("INSERT INTO skills2work_synonym (name, terms) VALUES ('work', 'job')")
            assert Synonym.objects.count() == 0
        assert Synonym.objects.count() == 1
    finally:
        other.close()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_somebody_who_looks_sees_one_line_that_counts_on():
    out = Terminal()
    progress = Progress(out, "Rows written", 3)
    progress.add(3)
    assert out.getvalue() == "\rRows written: 3/3 (100 %)\n"


def test_a_log_gets_no_more_than_ten_lines():
    out = io.StringIO()
    progress = Progress(out, "Rows written", 1000)
    for _row in range(1000):
        progress.add()
    assert len(out.getvalue().splitlines()) == 10
