"""The disk of PostgreSQL is really full: clear words, nothing lost, and it goes on when there is room."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.drills.browser import Browser, signed_in
from tests.drills.conftest import Place, a_place
from tests.drills.disk import Disk, small_disk
from tests.support.processes import served

pytestmark = pytest.mark.slow
TRIES = 60  # a save may find room in the files there are; not so many


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A small disk that PostgreSQL may write on, known to it as the tablespace "small"."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("the tests run on SQLite")
    with psycopg.connect(url, autocommit=True) as server:
        found = server.execute("SHOW data_directory").fetchone()
        if not found or not Path(found[0]).exists():
            pytest.skip("this PostgreSQL runs on another machine")
        with small_disk(96, Path(found[0]).stat().st_uid) as made:
            server.execute(f"CREATE TABLESPACE small LOCATION '{made.folder}'".encode())
            try:
                yield made
            finally:
                server.execute("DROP TABLESPACE small")


@pytest.fixture
def small(disk: Disk, model_place: Place, tmp_path: Path) -> Iterator[Place]:
    """A place whose database lies on the small disk, with a practice."""
    with a_place(tmp_path, model_place, "small") as made:
        (made.folder / "static").symlink_to((model_place.folder / "static").resolve())
        code, written = made.program("save", "make")
        assert code == 0, written
        yield made
        disk.free()


def test_staff_are_told_that_nothing_was_saved_and_reading_goes_on(small, disk):
    session, saved = signed_in(small), "Before"
    with served(small.folder, **small.variables) as server:
        browser = Browser(server.origin, session)
        disk.fill()
        for number in range(TRIES):
            form = browser.filled_in(1, title_en=f"After {number}")
            answer = browser.save(1, form)
            if answer.status_code != 302:
                break
            saved = form["title_en"]
        assert answer.status_code == 507
        assert "Nothing was saved" in answer.text
        assert "The disk is full" in server.log
        assert saved in server.get("/en/practices/drill/").read().decode()
        full = small.state()
        assert (full["practices"][0]["title_en"], full["disagreements"]) == (saved, [])
        assert full["versions"][-1:] in ([], [saved])  # none where not even the first was saved
        disk.free()
        assert browser.save(1, form).status_code == 302
        assert form["title_en"] in server.get("/en/practices/drill/").read().decode()
    after = small.state()
    assert (after["practices"][0]["title_en"], after["disagreements"]) == (form["title_en"], [])
