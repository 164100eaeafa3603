"""The page cache is on here."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _pages_are_kept(settings: Any) -> None:
    """Switch the page cache on, and name static files without a hash."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.PAGE_CACHE = True
