"""Somebody of the staff with a password, and what her telephone shows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.support import PASSWORD, letters


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash; hash passwords fast where a test is not about that."""
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
