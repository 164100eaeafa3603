"""A worker, or the whole server, is killed while it answers the staff: all or nothing, and the work can go on."""

import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.admin.tables import NEW, table
from tests.drills.browser import Browser, go_on, stopped_at
from tests.drills.conftest import Place
from tests.support.processes import served, wait_until

pytestmark = pytest.mark.slow
STEPS = ["row", "translations", "search", "version"]
ROWS = 20


def is_running(process: int) -> bool:
    """Say whether a process lives; one that has ended and that nobody has asked after does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def session(place: Place) -> str:
    """The key of a session of the staff, beside one practice."""
    for program in (("save", "make"), ("staff",)):
        code, written = place.program(*program)
        assert code == 0, written
    return written.splitlines()[-1]


def test_a_save_in_the_admin_whose_worker_is_killed_leaves_everything_as_it_was(place, session):
    before = place.state()
    with served(place.folder, "tests.drills.stopping_wsgi", workers=2, **place.variables) as server:
        browser = Browser(server.origin, session)
        for step in STEPS:
            form = browser.filled_in(1, title_en="After", title_nl="Daarna", kinds=["work_placement"])
            with stopped_at(place.folder, step, lambda form=form: browser.save(1, form)) as (worker, answer):
                assert worker in server.workers()
                os.kill(worker, signal.SIGKILL)
                with pytest.raises(httpx.TransportError):
                    answer.result()
            wait_until(
                lambda gone=worker: len(server.workers()) == 2 and gone not in server.workers(), "no new worker came"
            )
            assert "Before" in server.get("/en/practices/drill/").read().decode()
            assert place.state() == before, step
        assert browser.save(1, form).status_code == 302
        assert "After" in server.get("/en/practices/drill/").read().decode()
    after = place.state()
    assert (after["practices"][0]["title_en"], after["facets"], after["disagreements"]) == (
        "After",
        ["work_placement"],
        [],
    )
    assert after["versions"][-1] == "After"


ADDED = table(*({**NEW, "slug": f"shift-{number}", "title": f"Shift {number}"} for number in range(ROWS)))


@pytest.mark.parametrize(("step", "times"), [("a row of a table", ROWS // 2), ("a whole table", 1)])
def test_an_import_whose_server_is_killed_leaves_nothing_and_can_be_agreed_to_again(place, session, step, times):
    before = place.state()
    with served(place.folder, "tests.drills.stopping_wsgi", **place.variables) as server:
        browser = Browser(server.origin, session)
        address = browser.choose(ADDED)
        with stopped_at(place.folder, step, lambda: browser.agree(address), times) as (_worker, answer):
            workers = server.workers()
            for process in (server.master.pid, *workers):
                os.kill(process, signal.SIGKILL)
            with pytest.raises(httpx.TransportError):
                answer.result()
        wait_until(lambda: not any(is_running(worker) for worker in workers), "a worker is left")
    assert place.state() == before
    with served(place.folder, **place.variables) as server:
        browser = Browser(server.origin, session)
        assert f'href="{address}"' in browser.get("/admin/practices/practice/import/")
        assert f"{ROWS} new entries" in browser.agree(address)
    after = place.state()
    assert (len(after["practices"]), after["disagreements"]) == (1 + ROWS, [])
    assert after["content_version"] != before["content_version"]


def test_an_import_goes_on_to_its_end_where_only_the_first_process_of_the_server_is_killed(place, session):
    with served(place.folder, "tests.drills.stopping_wsgi", **place.variables) as server:
        browser = Browser(server.origin, session)
        address = browser.choose(ADDED)
        with stopped_at(place.folder, "a row of a table", lambda: browser.agree(address), 2) as (worker, answer):
            server.master.kill()
            server.master.wait()
            go_on(place.folder)
            assert f"{ROWS} new entries" in answer.result()
        wait_until(lambda: not is_running(worker), "the worker is left")
    after = place.state()
    assert (len(after["practices"]), after["disagreements"]) == (1 + ROWS, [])
