"""What an archive remembers of itself, so that a run that was killed can be taken up: one line a page."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from skills2work.archive.files import write
from skills2work.archive.pages import Written
from skills2work.archive.rendering import Copy

STATE, JOURNAL = "archive.json", "archive-journal.jsonl"
FORMAT = 1


class ArchiveError(Exception):
    """Why an archive cannot be made or used, in words for the person at the keyboard."""


@dataclass
class State:
    """Of what an archive is one: another version of the content or of the code makes another archive."""

    made_on: str
    languages: list[str]
    base: str
    content_version: int
    code: str
    finished: bool = False
    format: int = FORMAT

    def is_of(self, other: Self) -> bool:
        """Say whether pages written for one may stay in the other; the day is that of the first run."""
        return {**asdict(self), "made_on": "", "finished": False} == {
            **asdict(other),
            "made_on": "",
            "finished": False,
        }

    @property
    def copy(self) -> Copy:
        """Return what pages know of it."""
        return Copy(date.fromisoformat(self.made_on), tuple(self.languages), self.base)

    def save(self, folder: Path) -> None:
        write(folder, STATE, json.dumps(asdict(self), indent=2).encode() + b"\n")


def state_in(folder: Path) -> State | None:
    """Return the state of the archive in a folder; None where there is none. Raises ArchiveError for a strange file."""
    try:
        return State(**json.loads((folder / STATE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, TypeError, ValueError) as error:
        raise ArchiveError(f"{folder / STATE} is not what an archive says of itself ({error}).") from error


class Journal:
    """The pages that were written, with what each led to that nobody had led to before."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL
        self.done: dict[str, str] = {}  # file by address
        self.found: dict[str, None] = {}  # every address, in the order in which they were found
        self.statics: set[str] = set()

    def read(self, folder: Path) -> None:
        """Take up what an earlier run has written; a line that was cut off counts for nothing."""
        if not self.path.exists():
            return
        for line in self.path.read_bytes().splitlines():
            try:
                entry: dict[str, Any] = json.loads(line)
            except ValueError:
                continue
            if (folder / entry["file"]).is_file():
                self.done[entry["page"]] = entry["file"]
            self.found.update(dict.fromkeys([entry["page"], *entry["pages"]]))
            self.statics.update(entry["statics"])

    def note(self, written: Iterable[Written]) -> list[str]:
        """Write down pages. Returns the addresses that are new."""
        fresh: list[str] = []
        with self.path.open("ab") as file:
            for one in written:
                new = [page for page in sorted(one.pages) if page not in self.found]
                statics = sorted(one.statics - self.statics)
                self.found.update(dict.fromkeys([one.address, *new]))
                self.statics.update(statics)
                self.done[one.address] = one.file
                fresh += new
                entry = {"page": one.address, "file": one.file, "pages": new, "statics": statics}
                file.write(b"\n" + json.dumps(entry, separators=(",", ":")).encode())
        return fresh
