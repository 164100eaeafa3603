"""The browser, the server it visits, and fixtures that open pages in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import SiteServer, Visitor, launch

# Playwright's synchronous interface keeps an event loop in this thread, and Django would refuse to use the database here.
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


@pytest.fixture
def open_page(browser: Browser, live_server: SiteServer) -> Iterator[Visitor]:
    """A function open_page(path, width=..., scheme=..., javascript=..., status=...) that returns the page.

    The test fails at its end when a page of it had a script error, wrote an error to the console or asked another host.
    """
    visitor = Visitor(browser, live_server.url)
    yield visitor
    complaints = visitor.leave()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_page: Visitor) -> Page:
    """An empty page in a fresh context: go where the test needs with page.goto("/en/")."""
    return open_page.blank()
