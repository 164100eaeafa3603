"""The browser, the servers it visits, and fixtures that open pages in it.

`read`, `open_page` and `page` visit the site with its real content; it is only ever read, so all tests share it. A test
that writes needs a database that is emptied after it: it asks for `live_server` and opens its pages there.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import Reader, SiteServer, Visitor, launch
from tests.support.real_site import fill, serve

# Playwright's synchronous interface keeps an event loop in this thread, and Django would refuse to use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for each process of the test run."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[SiteServer]:
    """The site as in production: static files come from the collected ones. Takes the place of pytest-django's."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        pytest.fail("Static files are not collected: run `make var/stamps/static` first", pytrace=False)
    server = SiteServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with the real content; the first process of the test run fills it, the others wait."""
    top = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        top = top.parent
    folder, filled = top / "real-site", top / "real-site-is-filled"
    with (top / "real-site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            folder.mkdir()
            fill(folder)
            filled.touch()
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the site with its real content."""
    with serve(site_folder) as origin:
        yield origin


@pytest.fixture(scope="session")
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    reader = Reader(browser, site)
    yield reader
    reader.visitor.leave()


@pytest.fixture
def read(reader: Reader) -> Iterator[Reader]:
    """What opens pages in windows that are kept from test to test.

    Call it as read(page_type, language=..., width=..., scheme=..., javascript=...); it returns the page. The test
    fails at its end when a page had a script error, wrote an error to the console, asked another host or set a cookie.
    """
    yield reader
    complaints = reader.complaints()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Visitor]:
    """What opens pages in fresh contexts.

    Call it as open_page(path, width=..., scheme=..., javascript=..., status=...); it returns the page. The test fails
    at its end when a page of it did one of the things that `read` does not allow.
    """
    visitor = Visitor(browser, site)
    yield visitor
    cookies = visitor.cookies()
    complaints = visitor.leave()
    assert not cookies
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_page: Visitor) -> Page:
    """An empty page in a fresh context: go where the test needs with page.goto("/en/")."""
    return open_page.blank()
