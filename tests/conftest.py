"""What holds for every test, wherever it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what a database can change: not what asks none, nor what only looks at words and markup."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    kept = [item for item in items if asks_the_database(item) and not item.get_closest_marker("one_database")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


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
