"""What holds for every test, wherever it stands."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _the_house_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test on this worker must not inherit it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
