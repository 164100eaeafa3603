"""What a backup says about itself: of which form it is, from when and from which code, and a checksum for each part."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

WHAT = "fromskills2work backup"
FORMAT = 1
NAME = "manifest.json"


class BackupError(Exception):
    """Why a backup cannot be made or used, in words for the person at the keyboard."""


@dataclass
class Part:
    """The rows of one model: a file in the backup."""

    model: str
    columns: list[str]
    rows: int = 0
    bytes: int = 0
    sha256: str = ""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return f"rows/{self.model}.jsonl"


@dataclass
class Manifest:
    """Everything about a backup but its rows."""

    made_at: str
    content_version: int
    content_hash: str
    database: str
    migrations: dict[str, list[str]]
    left_out: dict[str, str]
    parts: list[Part] = field(default_factory=list)
    what: str = WHAT
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Return how many rows there are in all parts."""
        return sum(part.rows for part in self.parts)

    def as_data(self) -> dict[str, Any]:
        """Return the manifest as JSON has it."""
        return asdict(self)

    @classmethod
    def of_data(cls, data: Any) -> Self:
        """Return the manifest that some JSON is. Raises BackupError for any other."""
        if not isinstance(data, dict) or data.get("what") != WHAT:
            raise BackupError("It does not say that it is a backup of this site.")
        if data.get("format") != FORMAT:
            raise BackupError(f"It has the form {data.get('format')!r}; this version of the site knows form {FORMAT}.")
        try:
            return cls(**{**data, "parts": [Part(**part) for part in data["parts"]]})
        except (KeyError, TypeError) as error:
            raise BackupError(f"What it says about itself is not complete ({error}).") from error


def migrations_of(using: str) -> dict[str, list[str]]:
    """Return which migrations a database has, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connections[using]).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found
