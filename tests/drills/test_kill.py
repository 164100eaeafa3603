"""Killed in the middle (SIGKILL: no chance to clean up), a save, a load and a migration leave nothing half done."""

import signal
import time

import pytest

from tests.drills.conftest import Place
from tests.support.processes import start

pytestmark = pytest.mark.slow
STEPS = ["row", "translations", "search", "version"]
LOADING = ["records", "some of the index", "the index", "everything"]
CONTENT = ("content", "search", "facets", "translations", "records")


def killed_at(place: Place, sign: str, *command: str, times: int = 1, later: float = 0) -> str:
    """Start a program, kill it when it has written a sign so many times; return what it wrote until then."""
    program = start(place.folder, *command, PYTHONUNBUFFERED="1", **place.variables)
    written = ""
    assert program.stdout is not None
    while written.count(sign) < times and (character := program.stdout.read(1)):
        written += character
    time.sleep(later)
    assert program.poll() is None, f"it had ended before it was killed:\n{written}"
    program.send_signal(signal.SIGKILL)
    program.communicate()
    return written


def test_a_save_that_is_killed_leaves_everything_as_it_was(place):
    code, written = place.program("save", "make")
    assert code == 0, written
    before = place.state()
    assert before["practices"][0]["title_en"] == "Before"
    for step in STEPS:
        killed_at(place, "now", "-m", "tests.drills.save", "change", step)
        assert place.state() == before, step
    code, written = place.program("save", "change")
    assert code == 0, written
    after = place.state()
    assert (after["practices"][0]["title_en"], after["facets"], after["versions"]) == (
        "After",
        ["language"],
        ["Before", "After"],
    )
    assert [row["title"] for row in after["search"]] != [row["title"] for row in before["search"]]
    assert after["content_version"] != before["content_version"]
    assert after["disagreements"] == []


def test_a_load_of_the_content_that_is_killed_leaves_nothing_and_succeeds_the_next_time(place, another_place):
    code, written = another_place.program("load")
    assert code == 0, written
    undisturbed = another_place.state()
    before = place.state()
    assert before["content"] != undisturbed["content"]
    for step in LOADING:
        killed_at(place, "now", "-m", "tests.drills.load", step)
        assert place.state() == before, step
    code, written = place.program("load")
    assert code == 0, written
    loaded = place.state()
    assert (loaded["records"]["Practice"], loaded["disagreements"]) == (31, [])
    assert {name: loaded[name] for name in CONTENT} == {name: undisturbed[name] for name in CONTENT}


def test_a_load_that_is_killed_leaves_the_content_of_before_as_it_was(place):
    for program, *told in (("save", "make"), ("load",)):
        code, written = place.program(program, *told)
        assert code == 0, written
    before = place.state()
    killed_at(place, "now", "-m", "tests.drills.load", "some of the index")
    assert place.state() == before
    assert before["disagreements"] == []
    assert len(before["search"]) >= before["records"]["Practice"] == 32


def test_a_migration_that_is_killed_is_finished_by_the_next_run(empty_place):
    for times in (1, 12, 8, 9):  # each goes on where the one before was killed, and is killed in the middle of a step
        killed_at(empty_place, "Applying", "manage.py", "migrate", times=times, later=0.02)
    code, written = empty_place.manage("migrate")
    assert code == 0, written
    assert empty_place.manage("migrate", "--check")[0] == 0
    code, written = empty_place.program("save", "make")
    assert code == 0, written
    assert empty_place.state()["practices"][0]["title_en"] == "Before"
