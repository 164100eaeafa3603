"""A small site, and its archive, made once for the tests that only look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test.utils import override_settings

from tests.archive.support import archived, make_site, short_pathway
from tests.pages.conftest import passing_records


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "archive" in getattr(item, "fixturenames", ()) and "tests/archive/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("archive"))  # one worker writes it, not each of them


@pytest.fixture(scope="session", autouse=True)
def static_files_as_they_lie() -> Iterator[None]:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture
def site(db: None) -> None:
    """The site that the archive was made of."""
    make_site()


@pytest.fixture(scope="session")
def archive(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a site that is not there any more."""
    folder = tmp_path_factory.mktemp("archive") / "written"
    with passing_records(django_db_blocker), short_pathway():
        make_site()
        archived(folder)
    return folder


@pytest.fixture
def text_of(archive: Path):
    return lambda name: (archive / name).read_text(encoding="utf-8")
