"""An editor who may do everything."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.support.staff import sign_in


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash: nothing needs to be collected for these tests."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.fixture(autouse=True)
def _signed_in_with_both_factors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `client.force_login(user)` give the second factor as well: without it the admin answers nobody."""
    monkeypatch.setattr(Client, "force_login", sign_in)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """A browser in which a superuser has signed in."""
    client.force_login(User.objects.create(username="editor", is_superuser=True, is_staff=True))
    return client
