"""Write everything in the database into one file."""

import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from skills2work.backups.manifest import BackupError
from skills2work.backups.reading import opened
from skills2work.backups.writing import forget_old, target, write_backup


def one_or_more(text: str) -> int:
    """Return a number of backups to keep: never none."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a number from 1 upwards")
    return int(text)


class Command(BaseCommand):
    """Writes everything but sessions, caches and network addresses into one compressed file with checksums.

    It is one moment of the database, and others go on writing meanwhile. The file is read once more before the command
    says that it is there. It holds accounts and letters: whoever has it has all of them. `restore` makes the database
    from it again, on SQLite and PostgreSQL alike.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "where", nargs="?", type=Path, metavar="DIR|FILE", help="a folder, or a file that ends in .zip"
        )
        parser.add_argument("--keep", type=one_or_more, metavar="N", help="delete all but the newest N in the folder")

    def handle(self, **options: Any) -> None:
        path = target(options["where"] or settings.VAR_DIR / "backups")
        started = time.monotonic()
        try:
            manifest = write_backup(path, self.stdout)
            with opened(path) as backup:
                backup.check(self.stdout)
        except BackupError as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(
            f"{path}: {manifest.rows} rows, {path.stat().st_size / 1e6:.1f} MB, {time.monotonic() - started:.1f} s\n"
            f"Content hash {manifest.content_hash}"
        )
        if options["keep"]:
            for old in forget_old(path.parent, options["keep"]):
                self.stdout.write(f"Deleted {old}")
