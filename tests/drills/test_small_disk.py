"""A disk that is really full, with the database, the backups and the archive on it: clear words, nothing lost."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.browser import Browser, signed_in
from tests.drills.conftest import Place
from tests.drills.disk import Disk, small_disk
from tests.support.processes import served, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
OPENED = 36_864  # bytes that SQLite needs to open a database
SOME = 400_000  # bytes: room for some pages of an archive, not for all


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A small disk."""
    with small_disk(24) as made:
        yield made


@pytest.fixture
def small(place: Place, disk: Disk) -> Place:
    """A place whose database lies on the small disk, with a practice."""
    shutil.move(place.folder / "db.sqlite3", disk.folder)
    place.variables["DATABASE_URL"] = f"sqlite:///{disk.folder}/db.sqlite3"
    code, written = place.program("save", "make")
    assert code == 0, written
    return place


def empty_the_log_of(database: Path) -> None:
    """Take the room away that SQLite has in the file of what was written last."""
    with sqlite3.connect(database, timeout=20) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_staff_are_told_that_nothing_was_saved_and_reading_goes_on(small, disk):
    session = signed_in(small)
    before = small.state()
    with served(small.folder, **small.variables) as server:
        browser = Browser(server.origin, session)
        form = browser.filled_in(1, title_en="After", kinds=["work_placement"])
        empty_the_log_of(disk.folder / "db.sqlite3")
        disk.fill()
        refused = browser.save(1, form)
        assert refused.status_code == 507
        assert "Nothing was saved" in refused.text
        assert "The disk is full" in server.log
        assert "Before" in server.get("/en/practices/drill/").read().decode()
        assert "Before" in server.get("/en/practices/?anew").read().decode()
        assert "Before" in browser.get("/admin/practices/practice/1/change/")
        assert server.get("/readyz").status == 200
        assert small.state() == before
        disk.free()
        assert browser.save(1, form).status_code == 302
        assert "After" in server.get("/en/practices/drill/").read().decode()
    after = small.state()
    assert (after["practices"][0]["title_en"], after["disagreements"]) == ("After", [])


def test_staff_read_on_a_full_disk_although_it_cannot_be_noted_that_they_do(small, disk):
    session = signed_in(small, "5")
    with served(small.folder, **small.variables) as server:
        assert server.get("/en/practices/drill/").status == 200
        empty_the_log_of(disk.folder / "db.sqlite3")
        disk.fill()
        assert "Before" in Browser(server.origin, session).get("/admin/practices/practice/1/change/")


def test_a_server_that_starts_on_a_full_disk_says_so_and_goes_on_by_itself_when_there_is_room(small, disk):
    disk.fill()
    with served(small.folder, **small.variables) as server:
        assert server.get("/en/practices/drill/").status == server.get("/readyz").status == 503
        disk.free()
        wait_until(lambda: server.get("/en/practices/drill/").status == 200, "it did not go on")
        assert "Before" in server.get("/en/practices/drill/").read().decode()


def test_a_backup_for_which_there_is_no_room_says_so_and_leaves_nothing(small, disk):
    folder = disk.folder / "backups"
    code, written = small.manage("backup", str(folder))
    assert code == 0, written
    kept = list(folder.iterdir())
    disk.fill(but=OPENED + kept[0].stat().st_size // 2)
    code, written = small.manage("backup", str(folder), "--keep", "1")
    assert code == 1, written
    assert "No backup was made." in written
    assert "No space left on device" in written
    assert "Traceback" not in written
    assert list(folder.iterdir()) == kept
    assert small.manage("restore", "--check", str(kept[0]))[0] == 0
    disk.free()
    code, written = small.manage("backup", str(folder), "--keep", "1")
    assert code == 0, written
    assert len(list(folder.iterdir())) == 1


def test_an_archive_for_which_there_is_no_room_says_so_and_goes_on_when_there_is(small, disk):
    folder = disk.folder / "archive"
    disk.fill(but=SOME)
    code, written = small.manage("archive", str(folder), "--languages", "en", "--workers", "1")
    assert code == 1, written
    assert "No space left on device" in written
    assert "Traceback" not in written
    assert '"finished": false' in (folder / "archive.json").read_text(encoding="utf-8")
    pages = list(folder.rglob("*.html"))
    assert [page for page in pages if not page.read_text(encoding="utf-8").rstrip().endswith("</html>")] == []
    assert pages
    assert list(folder.rglob("*.new-*")) == []
    disk.free()
    code, written = small.manage("archive", str(folder), "--languages", "en", "--workers", "1")
    assert code == 0, written
    assert "pages are there already" in written
    assert "no dead link" in written
