"""The real content, loaded once for all tests of a run, and of the next run where nothing has changed since.

The tests of the browser serve it, those of the content look into it; whoever is first makes it. `make test` calls
`python -m tests.support.content_database` while one core still checks types.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tests.support.processes import BASE_DIR, manage

FOLDER = BASE_DIR / "var" / "test-content"
CODE = ("network", "practices", "skills2work", "stories")


@lru_cache(maxsize=1)
def version() -> str:
    """Return a name for all that the loaded content depends on: our code and the content itself."""
    known = hashlib.sha256()
    for top in [*CODE, "fixtures"]:
        for path in sorted((BASE_DIR / top).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                known.update(f"{path.relative_to(BASE_DIR)}\0".encode())
                known.update(path.read_bytes())
    known.update((BASE_DIR / "requirements.txt").read_bytes())
    return known.hexdigest()[:16]


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time into the folder."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def database() -> Path:
    """Return the file of a database with the real content; makes it where there is none. Raises RuntimeError."""
    target = FOLDER / f"{version()}.sqlite3"
    with alone():
        if not target.exists():
            for old in FOLDER.glob("*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                load(Path(folder)).replace(target)
    return target


def load(folder: Path) -> Path:
    """Make a database in a folder and load the content into it; some 25 seconds. Returns its file."""
    share_lemmas(folder)
    for command in ("migrate", "load_content"):
        code, written = manage(folder, command, "--verbosity", "0")
        if code:
            raise RuntimeError(f"The real content did not load:\n{written}")
    file = folder / "db.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # one file, not three
    return file


def share_lemmas(folder: Path) -> None:
    """Let a folder have the dictionaries that this checkout has made already."""
    lemmas = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var") / "lemmas"
    lemmas.mkdir(parents=True, exist_ok=True)
    (folder / "lemmas").symlink_to(lemmas)


def copy_to(folder: Path) -> None:
    """Put the database into the VAR_DIR of a site."""
    shutil.copy(database(), folder / "db.sqlite3")


if __name__ == "__main__":
    database()
