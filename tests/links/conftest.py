"""A faulty server, and a visitor that may call it: it is on this machine."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from skills2work.links.visiting import Manners, Visit, visits
from tests.links.server import FaultyServer, serving


@pytest.fixture(autouse=True, scope="module")
def no_loop_of_the_browser_tests() -> Iterator[None]:
    """Playwright leaves an event loop running in the process: the visits make their own.

    For the module, and so before a test begins its transaction: with a loop the thread has another connection.
    """
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with serving() as running:
        yield running


@pytest.fixture
def visit() -> Callable[..., Visit]:
    """Return a function that visits one address, on this machine too unless it is told not to."""

    def one(url: str, *, allow_private: bool = True, limit: float = 10.0) -> Visit:
        manners = Manners(agent="Test", pause=0, limit=limit, allow_private=allow_private)
        (found,) = visits([url], manners)
        return found

    return one


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash: nothing needs to be collected for these tests."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
