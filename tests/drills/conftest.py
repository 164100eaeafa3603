"""A database of its own for each drill, of the kind the tests run on, and programs that work in it."""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def a_place(folder: Path, like: Place | None = None, tablespace: str = "pg_default") -> Iterator[Place]:
    """Give a folder with a database: one that has no table, or a copy of another. PostgreSQL keeps it where told to."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        if like is not None:
            shutil.copy(like.folder / "db.sqlite3", folder)
        yield Place(folder, {})
        return
    name = f"drill_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        of = f"TEMPLATE {like.variables['DATABASE_URL'].rpartition('/')[2]}" if like is not None else ""
        server.execute(f"CREATE DATABASE {name} {of} TABLESPACE {tablespace}".encode())
        try:
            yield Place(folder, {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"})
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """A place whose database has no table."""
    with a_place(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def model_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The place that others are copies of, with all tables and no content: making the tables takes long."""
    with a_place(tmp_path_factory.mktemp("model")) as made:
        prepare(made.folder, **made.variables)
        yield made


@pytest.fixture
def place(model_place: Place, tmp_path: Path) -> Iterator[Place]:
    """A place with all tables and no content."""
    with a_place(tmp_path, model_place) as made:
        (made.folder / "static").symlink_to((model_place.folder / "static").resolve())
        yield made


@pytest.fixture
def another_place(model_place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One more such place, to compare with."""
    with a_place(tmp_path_factory.mktemp("another"), model_place) as made:
        yield made
