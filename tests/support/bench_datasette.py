"""Datasette for the comparison: an environment of its own, and a SQLite file with the rows of our database."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("datasette") / "requirements.txt"
LANGUAGES = ("en", "nl", "es", "ar", "uk")
LISTS = ("kind", "stage", "audience", "eligible", "sector")
COLUMNS = {"kind": "kinds", "stage": "stages", "audience": "audiences", "eligible": "eligible", "sector": "sectors"}
# What the page asks for: twenty rows as ours, six facets; the long text is searched but not shown, as ours.
ADDRESS = "/practices/practices?_size=20&_nocol=what&_facet=country" + "".join(
    f"&_facet_array={name}" for name in LISTS
)
# Limits raised so that facets are counted to the end; what Datasette need not do here is switched off.
SETTINGS = {"facet_time_limit_ms": "100000", "sql_time_limit_ms": "100000", "suggest_facets": "off"}


def python(folder: Path) -> Path:
    return folder / "datasette-venv" / "bin" / "python"


def install(folder: Path) -> None:
    """Make the environment from the pinned list, where it is not there or the list has changed."""
    home = folder / "datasette-venv"
    stamp = home / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == REQUIREMENTS.read_bytes():
        return
    print("Making Datasette's environment", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
    pip = [str(python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS)], check=True)
    shutil.copyfile(REQUIREMENTS, stamp)


def command(folder: Path) -> list[str]:
    """Return the command that serves the file; as immutable, which is the fastest it has."""
    options = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    program = [str(python(folder.parents[1])), "-m", "datasette", "serve", "--immutable", "practices.db"]
    return [*program, "--host", "127.0.0.1", "--port", "{port}", *options]


def fill(folder: Path) -> None:
    """Write the rows of the site's SQLite database into a file for Datasette, where it is not there yet."""
    target = folder / "practices.db"
    if target.exists():
        return
    unfinished = folder / "practices.unfinished"
    unfinished.unlink(missing_ok=True)
    joined = {
        field: " || ' ' || ".join(f"coalesce({field}_{code}, '')" for code in LANGUAGES)
        for field in ("title", "summary", "what")
    }
    wanted = ["id", "slug", "country", *COLUMNS.values(), *joined.values()]
    with closing(sqlite3.connect(folder / "db.sqlite3")) as source, closing(sqlite3.connect(unfinished)) as made:
        made.execute(
            "CREATE TABLE practices (id INTEGER PRIMARY KEY, slug TEXT, country TEXT, "
            f"{', '.join(f'{name} TEXT' for name in COLUMNS)}, title TEXT, summary TEXT, what TEXT)"
        )
        rows = source.execute(f"SELECT {', '.join(wanted)} FROM practices_practice WHERE state = 'published'")  # noqa: S608 names of our own
        made.executemany(f"INSERT INTO practices VALUES ({', '.join('?' * len(wanted))})", map(stripped, rows))  # noqa: S608
        made.execute("CREATE INDEX practices_country ON practices (country)")
        made.execute("CREATE VIRTUAL TABLE practices_fts USING fts5(title, summary, what, content='practices')")
        made.execute(
            "INSERT INTO practices_fts (rowid, title, summary, what) SELECT id, title, summary, what FROM practices"
        )
        made.execute("INSERT INTO practices_fts (practices_fts) VALUES ('optimize')")
        made.execute("ANALYZE")
        made.commit()
    unfinished.rename(target)


def stripped(row: tuple[object, ...]) -> list[object]:
    """Return a row with its texts without the blanks of languages that it has not, and its lists as JSON."""
    return [
        json.dumps(json.loads(value))
        if isinstance(value, str) and value[:1] == "["
        else value.strip()
        if isinstance(value, str)
        else value
        for value in row
    ]
