"""What holds for every test, wherever it stands."""

import gc
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from _pytest.nodeid import NodeId
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.support.by_day import COLLECTED
from tests.support.worlds import pytest_fixture_setup, pytest_runtest_protocol

__all__ = ["pytest_fixture_setup", "pytest_runtest_protocol"]

# The last two are the drills': programs in a database of their own, of the same kind.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "empty_place", "model_place"}

CASES_BY_DAY = 3
cases: Counter[str] = Counter()

# Thousands of tests are objects for the whole run: looked through for garbage at every turn they take a tenth of it.
gc.set_threshold(50_000, 20, 50)

# Argon2 as in production, but not as dear: what a guess costs is nothing that a test looks at.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

look_for_files = WhiteNoiseMiddleware.update_files_dictionary
files_found: dict[tuple[Any, ...], dict[str, Any]] = {}


def look_once(self: Any, root: str, prefix: str) -> None:
    """Look for the static files once a process: every test has a client with a whitenoise of its own."""
    key = (root, prefix, self.max_age, self.allow_all_origins, settings.STORAGES["staticfiles"]["BACKEND"])
    if key not in files_found:
        look_for_files(self, root, prefix)
        files_found[key] = self.files
    self.files = {**self.files, **files_found[key]}


WhiteNoiseMiddleware.update_files_dictionary = look_once


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def on_postgresql() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


def pytest_itemcollected(item: pytest.Item) -> None:
    item.config.stash.setdefault(COLLECTED, []).append(item)
    if on_postgresql() and not is_for_postgresql_by_day(item):
        item.add_marker("slow")


def is_for_postgresql_by_day(item: pytest.Item) -> bool:
    """Say whether a test runs on PostgreSQL on each change: of the cases of one test the first three are enough."""
    test = item.nodeid.partition("[")[0]
    cases[test] += 1
    if item.get_closest_marker("sqlite_by_day"):
        return False
    return cases[test] <= CASES_BY_DAY or item.get_closest_marker("every_case") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what a database can change: not what asks none, nor what only looks at words and markup."""
    if config.getoption("loadgroup", default=False):
        keep_groups_together(items)
    if not on_postgresql():
        return
    kept = [item for item in items if asks_the_database(item) and not item.get_closest_marker("one_database")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def keep_groups_together(items: list[pytest.Item]) -> None:
    """Write the group of a test behind its name, where xdist reads it: on pytest 9.2 what it writes itself is lost.

    See https://github.com/pytest-dev/pytest-xdist/issues/1386.
    """
    for item in items:
        group = item.get_closest_marker("xdist_group")
        if group and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")


def asks_the_database(item: pytest.Item) -> bool:
    """Say whether a test may use the test database at all."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


settings.PAGE_CACHE = False  # tests look at pages as views make them; those of tests/caching switch it on


@pytest.fixture(autouse=True)
def _the_house_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test on this worker must not inherit it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _pages_are_not_counted(settings: Any) -> None:
    """Counts are written after an answer, in a thread of its own: in the middle of some test to come."""
    settings.READS_EVERY = 0
