"""Parameters of tests: what is asked on each change, and what a night adds to it (`make nightly`)."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet

COLLECTED = pytest.StashKey[list[pytest.Item]]()  # all tests of a run, before any are left out


def at_night_unless(
    by_day: Callable[..., Any], values: Iterable[Any], *, name: Callable[..., str] | None = None
) -> list[ParameterSet]:
    """Return values for `parametrize`, those that are not asked by day marked `slow`. A tuple has many parameters."""
    found = []
    for value in values:
        parameters = value if type(value) is tuple else (value,)
        marks = () if by_day(*parameters) else (pytest.mark.slow,)
        found.append(pytest.param(*parameters, id=name(*parameters) if name else None, marks=marks))
    return found
