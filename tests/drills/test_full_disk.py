"""The disk is full: a clear message, nothing half saved, and reading goes on."""

import resource
import subprocess
import sys

import psycopg
import pytest
from django.db import OperationalError

from skills2work.letters.models import Report
from skills2work.running.no_room import is_no_room
from tests.drills.conftest import Place
from tests.pages.forms import send as send_form
from tests.support.processes import BASE_DIR, environment


@pytest.fixture
def send(client, monkeypatch, db):
    """Return a function that sends a report while the database answers with an error."""
    client.raise_request_exception = False

    def sent(text):
        def fail(*args, **kwargs):
            raise OperationalError(text)

        monkeypatch.setattr(Report, "save", fail)
        return send_form(client, monkeypatch, "/en/report/", text="The number is wrong.")

    return sent


@pytest.mark.parametrize("text", ["database or disk is full", "disk I/O error"])
def test_whoever_saves_is_told_that_nothing_was_saved(send, client, text):
    answer = send(text)
    assert answer.status_code == 507
    assert "Nothing was saved" in answer.content.decode()
    assert client.get("/en/report/").status_code == 200


def test_another_failure_of_the_database_is_not_taken_for_a_full_disk(send):
    assert send("database is locked").status_code == 500


def test_the_words_of_both_databases_are_known():
    of_postgresql = OperationalError("could not extend file")
    of_postgresql.__cause__ = psycopg.errors.DiskFull("could not extend file")
    assert is_no_room(of_postgresql)
    assert is_no_room(OperationalError("disk I/O error"))
    assert not is_no_room(ValueError("database or disk is full"))


def with_little_room(place: Place, room: int, *command: str) -> tuple[int, str]:
    """Run a program that may write no file larger than some bytes: SQLite finds that the disk is full."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [sys.executable, *command],
        cwd=BASE_DIR,
        env=environment(place.folder, PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def on_sqlite(place):
    """A place on SQLite: what PostgreSQL does on a full disk happens on its own machine."""
    if place.variables:
        pytest.skip("the files of PostgreSQL are not written by the site")
    return place


@pytest.mark.slow
def test_an_import_on_a_full_disk_says_so_and_leaves_nothing(on_sqlite):
    before = on_sqlite.state()
    size = (on_sqlite.folder / "db.sqlite3").stat().st_size
    code, written = with_little_room(on_sqlite, size + 200_000, "manage.py", "load_content")
    assert code == 1
    assert "Nothing was loaded: the database is as it was before." in written
    assert "Traceback" not in written
    assert any(sign in written for sign in ("disk I/O error", "database or disk is full"))
    assert on_sqlite.state() == before


@pytest.mark.slow
def test_a_save_on_a_full_disk_leaves_everything_as_it_was_and_reading_goes_on(on_sqlite):
    assert on_sqlite.program("save", "make")[0] == 0
    before = on_sqlite.state()
    code, written = with_little_room(on_sqlite, 40_000, "-m", "tests.drills.save", "change")
    assert code != 0
    assert any(sign in written for sign in ("disk I/O error", "database or disk is full")), written
    assert on_sqlite.state() == before
    code, written = with_little_room(on_sqlite, 40_000, "-m", "tests.drills.state")
    assert code == 0, written
    assert '"Before"' in written
    assert on_sqlite.program("save", "change")[0] == 0
    assert on_sqlite.state()["practices"][0]["title_en"] == "After"
