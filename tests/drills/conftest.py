"""A database of its own for each drill, of the kind the tests run on, and programs that work in it."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support.processes import manage, prepare, run


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files without a hash: nothing needs to be collected for these tests."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


class Place:
    """A folder and a database."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.folder, self.variables = folder, variables

    def manage(self, *arguments: str, **more: str) -> tuple[int, str]:
        """Run a command of manage.py."""
        return manage(self.folder, *arguments, **{**self.variables, **more})

    def program(self, name: str, *arguments: str) -> tuple[int, str]:
        """Run one of the programs that stand beside the drills."""
        return run(self.folder, "-m", f"tests.drills.{name}", *arguments, **self.variables)

    def state(self) -> Any:
        """Return what the database holds of the drill's practice, and how much there is of everything."""
        code, written = self.program("state")
        assert code == 0, written
        return json.loads(written.splitlines()[-1])


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """A place whose database has no table."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield Place(tmp_path, {})
        return
    name = f"drill_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield Place(tmp_path, {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"})
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A place with all tables and no content."""
    prepare(empty_place.folder, **empty_place.variables)
    return empty_place
