"""One visit to every type of page in every language, made once a test process; and counts of queries, made once too."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from skills2work.languages import LANGUAGE_CODES
from tests.pages.support import Page
from tests.pages.world import PAGES, SITEMAPS, add_rows, make_world

FEW, MANY = 2, 20
MADE_ONCE = {"tour", "queries", "parts", "queries_of_guides"}  # what takes seconds to make, and is the same for all


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of tests that look at the tour or the queries that they need the test database, or there would be none."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if {"tour", "queries", "parts"} & asked:
            item.add_marker("django_db")
        for name in MADE_ONCE & asked:
            item.add_marker(pytest.mark.xdist_group(name))  # one worker takes the tour, not each of them


@pytest.fixture(scope="session", autouse=True)
def static_files_as_they_lie() -> Iterator[None]:
    """Pages here need no collected static files: `test_frame` looks for what they link to where it is written."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@contextmanager
def passing_records(django_db_blocker: Any) -> Iterator[None]:
    """Let a session's fixture make records in the test database, and take them back."""
    with django_db_blocker.unblock(), transaction.atomic():
        name = str(connection.settings_dict["NAME"])
        assert "test" in name or "memory" in name, f"{name} is no test database"
        yield
        transaction.set_rollback(True)


class Visit:
    """What one address answered. The page is read only when a test asks for it."""

    def __init__(self, client: Client, path: str) -> None:
        self.response: Any = client.get(path)
        self.status = self.response.status_code
        self.headers = dict(self.response.items())
        self.cookies = list(self.response.cookies)

    @cached_property
    def page(self) -> Page:
        return Page(self.response)


@pytest.fixture(scope="session")
def tour(static_files_as_they_lie: None, django_db_setup: None, django_db_blocker: Any) -> dict[tuple[str, str], Visit]:
    """Every type of page in every language, by name of the page and language. Leaves the database as it was."""
    with passing_records(django_db_blocker):
        make_world()
        client = Client()
        found = {
            (name, code): Visit(client, f"/{code}/{rest}") for name, rest in PAGES.items() for code in LANGUAGE_CODES
        }
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="session")
def queries(
    static_files_as_they_lie: None, django_db_setup: None, django_db_blocker: Any
) -> dict[str, tuple[list[str], list[str]]]:
    """The queries of every page, with FEW and with MANY rows of everything. Leaves the database as it was."""
    paths = {**{name: f"/en/{rest}" for name, rest in PAGES.items()}, **{name: f"/{name}" for name in SITEMAPS}}

    def run() -> Iterator[tuple[str, list[str]]]:
        client = Client()
        for name, path in paths.items():
            client.get(path)  # what a process reads once a version of the content is not what a page costs
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            yield name, [query["sql"] for query in captured.captured_queries]

    with passing_records(django_db_blocker):
        make_world()
        add_rows(range(FEW))
        few = dict(run())
        add_rows(range(FEW, MANY))
        many = dict(run())
    return {name: (few[name], many[name]) for name in paths}
