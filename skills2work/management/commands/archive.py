"""Write the whole public site as files that any web host can serve, or check such files."""

import os
import time
from pathlib import Path
from typing import Any, TextIO, cast
from urllib.parse import urlsplit

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from skills2work import languages
from skills2work.archive.building import Building
from skills2work.archive.checking import check
from skills2work.archive.helpers import Helpers, helpers
from skills2work.archive.journal import JOURNAL, ArchiveError, State, state_in
from skills2work.caching.stamps import code_mark
from skills2work.version import read_version


class Command(BaseCommand):
    """Goes on where an earlier run was stopped, unless the content or the code has changed since: then it begins anew.

    At the end it reads all pages again and fails with a list when a link leads nowhere.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--languages", default="", help="for example en,ar; without it all; English is always there"
        )
        parser.add_argument("--base-url", default="", help="where it will lie, for example https://example.org/archive")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that write pages")
        parser.add_argument("--check", action="store_true", help="only look for dead links in an archive")

    def handle(self, **options: Any) -> None:
        folder: Path = options["folder"]
        began = time.monotonic()
        try:
            if not options["check"]:
                state = self.state(folder, asked_languages(options["languages"]), base_url(options["base_url"]))
                with helpers(options["workers"]) as others:
                    files = Building(folder, state, cast("TextIO", self.stdout)).run(others)
                size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
                self.stdout.write(
                    f"{files} files, {size / 1_000_000:.1f} MB, {(time.monotonic() - began) / 60:.1f} minutes\n"
                )
            with helpers(options["workers"]) as others:
                self.check_links(folder, others)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror or error}") from error

    def state(self, folder: Path, codes: list[str], base: str) -> State:
        """Return of what this run is an archive; what another one left in the folder is taken up or begun anew."""
        wanted = State(timezone.localdate().isoformat(), codes, base, read_version(), code_mark())
        before = state_in(folder)
        if before is None and folder.exists() and any(folder.iterdir()):
            raise ArchiveError(f"{folder} is not empty and no archive of this site. Name a new folder.")
        folder.mkdir(parents=True, exist_ok=True)
        if before is not None and before.is_of(wanted):
            before.finished = False
            return before
        if before is not None:
            self.stdout.write("The content, the code or the options are others than those of the files there: anew.\n")
        (folder / JOURNAL).unlink(missing_ok=True)
        wanted.save(folder)
        return wanted

    def check_links(self, folder: Path, others: Helpers) -> None:
        """Say that no link is dead. Raises ArchiveError with a list of those that are."""
        state = state_in(folder)
        if state is None:
            raise ArchiveError(f"{folder} holds no archive of this site.")
        pages, dead = check(folder, state.base, others)
        if dead:
            more = f"\n... and {len(dead) - 100} more" if len(dead) > 100 else ""
            raise ArchiveError(f"{len(dead)} links lead nowhere:\n" + "\n".join(dead[:100]) + more)
        self.stdout.write(f"{pages} pages, no dead link\n")


def asked_languages(text: str) -> list[str]:
    """Return the languages of the archive. Raises ArchiveError for one that the site does not speak."""
    asked = [code.strip() for code in text.split(",") if code.strip()]
    unknown = [code for code in asked if code not in languages.LANGUAGE_CODES]
    if unknown:
        raise ArchiveError(
            f"The site does not speak {', '.join(unknown)}. It speaks {', '.join(languages.LANGUAGE_CODES)}."
        )
    wanted = {languages.SOURCE_LANGUAGE, *asked} if asked else set(languages.LANGUAGE_CODES)
    return [code for code in languages.LANGUAGE_CODES if code in wanted]


def base_url(text: str) -> str:
    """Return where the archive will lie. Raises ArchiveError for what is no address of the web."""
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
        raise ArchiveError(f"{text!r} is no address: write it as https://example.org/archive")
    return text.rstrip("/")
