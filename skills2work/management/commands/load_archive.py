"""Make the directory again from an archive: a folder that `archive` wrote, or its data file."""

from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from skills2work.archive.journal import ArchiveError
from skills2work.archive.loading import load


class Command(BaseCommand):
    """Loads into an empty database, all or nothing, and compares what is there then with the archive."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("given", type=Path, metavar="DIR|FILE")

    def handle(self, **options: Any) -> None:
        try:
            found = load(options["given"], cast("TextIO", self.stdout))
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The directory is there again. Content hash: {found}\n")
