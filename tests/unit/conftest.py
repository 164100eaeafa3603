"""What every unit test may count on."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English, whatever language the test before it left active."""
    with translation.override("en"):
        yield
