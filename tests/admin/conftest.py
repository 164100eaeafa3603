"""An editor who may do everything."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash: nothing needs to be collected for these tests."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """A browser in which a superuser has signed in."""
    client.force_login(User.objects.create(username="editor", is_superuser=True, is_staff=True))
    return client
