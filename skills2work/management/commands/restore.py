"""Make the database from a backup."""

import time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from skills2work.backups.manifest import BackupError
from skills2work.backups.reading import opened
from skills2work.backups.restoring import restore


class Command(BaseCommand):
    """Makes the database what it was when the backup was written, whichever database that was. All or nothing.

    A file that is broken, cut off or of another version is refused before anything is touched. Run `migrate` first
    where the database is new. Everybody has to log in again.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="delete everything that the database holds now")
        parser.add_argument("--check", action="store_true", help="only look whether the file could be restored here")

    def handle(self, **options: Any) -> None:
        started = time.monotonic()
        try:
            with opened(options["file"]) as backup:
                self.stdout.write(f"Backup of {backup.manifest.made_at}, from {backup.manifest.database}")
                if options["check"]:
                    backup.check_fits()
                    backup.check(self.stdout)
                    self.stdout.write("The file is whole and fits this database.")
                    return
                restore(backup, self.stdout, replace=options["replace"])
        except BackupError as error:
            raise CommandError(f"{options['file']}: {error} Nothing was changed.") from error
        self.stdout.write(
            f"{backup.manifest.rows} rows restored in {time.monotonic() - started:.1f} s\n"
            f"Content hash {backup.manifest.content_hash}"
        )
