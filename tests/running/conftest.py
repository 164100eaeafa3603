"""What the tests of running the site share."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash: nothing needs to be collected for these tests."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
