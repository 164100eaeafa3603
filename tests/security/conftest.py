"""Static files by their plain names, and a browser in which a superuser has signed in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pages.conftest import static_files_as_they_lie
from tests.support.staff import sign_in

__all__ = ["static_files_as_they_lie"]


@pytest.fixture
def superuser(db: None) -> Client:
    client = Client()
    sign_in(client, User.objects.create(username="root", is_superuser=True, is_staff=True))
    return client
