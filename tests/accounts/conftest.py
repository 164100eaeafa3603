"""Somebody of the staff with a password, and what her telephone shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.support import PASSWORD, letters


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.fixture
def mira(db: None) -> User:
    """Somebody of the staff without a second factor."""
    return User.objects.create_superuser("mira", "mira@example.org", PASSWORD)


@pytest.fixture
def give_password(client: Client, mira: User) -> Callable[..., Any]:
    """What types name and password into the login."""

    def typed(password: str = PASSWORD, username: str = "mira", **extra: Any) -> Any:
        return client.post(reverse("admin:login"), {"username": username, "password": password}, **extra)

    return typed


@pytest.fixture
def outbox() -> Callable[[], list[Any]]:
    """What has been sent, once the background has sent it."""
    return lambda: letters(mail)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that sets the clock to some time after the beginning of the test."""
    start = timezone.now()

    def set_to(**span: float) -> None:
        now = start + timedelta(**span)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to
