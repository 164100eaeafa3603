"""The whole content, loaded once for all tests of this folder and taken away after them."""

import pytest
from django.db import transaction
from django.utils import translation

from tests.content import dossier as files
from tests.support.content_rows import copy_rows


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of one test here that it needs the test database: without any such test in a run there would be none."""
    here = [item for item in items if "tests/content/" in item.nodeid]
    for item in here:
        if "content" in getattr(item, "fixturenames", ()):
            item.add_marker("django_db")


@pytest.fixture(scope="package")
def content(django_db_setup, django_db_blocker):
    """The content of fixtures/ in the database. Tests that use it change nothing: it is the same for all of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        copy_rows()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English, whatever language the test before it left active."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def dossier():
    """A function that reads a file of the dossier by its name."""
    if files.folder() is None:
        pytest.skip(files.WHY_NOT)
    return files.read
