"""Records that tests in a row look at: made once for all of them, and gone after the last.

Each test runs in a transaction of its own inside that of the records: what it changes is back for the next.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation

from tests.factories import indexed_once


class World:
    """The records that are there now, and who comes next."""

    make: Callable[[], Any] | None = None
    value: Any = None
    undo = ExitStack()
    next_test: pytest.Item | None = None


def kept(make: Callable[[], Any]) -> Any:
    """Return a fixture with what `make` returns. A module has as many of them as it likes, a test asks for one."""

    def records(db: None) -> Any:
        return World.value

    records.makes = make  # type: ignore[attr-defined]
    return pytest.fixture(records)


def wanted_by(test: pytest.Item | None) -> Callable[[], Any] | None:
    """Return what makes the records that a test asks for."""
    if not isinstance(test, pytest.Function):
        return None
    makers = {getattr(known[-1].func, "makes", None) for known in test._fixtureinfo.name2fixturedefs.values()}
    return next(iter(makers - {None}), None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    World.next_test = nextitem


def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """Make the records just before a test begins its transaction; after its end see whether the next wants them."""
    if fixturedef.argname != "_django_db_helper":
        return
    make = wanted_by(request.node)
    blocker = request.getfixturevalue("django_db_blocker")
    if make is not None and World.make is None:
        with blocker.unblock():
            begin(make)

    def end_with_the_last() -> None:
        if World.make is not None and wanted_by(World.next_test) is not World.make:
            with blocker.unblock():
                end()

    fixturedef.addfinalizer(end_with_the_last)


def begin(make: Callable[[], Any]) -> None:
    with ExitStack() as undo:
        undo.enter_context(transaction.atomic())
        undo.callback(transaction.set_rollback, True)
        with translation.override(settings.LANGUAGE_CODE), indexed_once():
            World.value = make()
        World.make, World.undo = make, undo.pop_all()


def end() -> None:
    World.make, World.value = None, None
    World.undo.close()
