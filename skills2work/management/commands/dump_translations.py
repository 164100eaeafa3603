"""Write the translations of the directory as files, to be reviewed and kept with the content."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from skills2work import languages
from skills2work.translations import files


class Command(BaseCommand):
    """Writes `COUNTRY/translations/LANGUAGE.yaml` for each country and language that has any, over what is there."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="codes; default: all")
        parser.add_argument(
            "--to", type=Path, default=Path(settings.FIXTURE_DIRS[0]), help="folder; default: fixtures/"
        )

    def handle(self, **options: Any) -> None:
        written = files.dump(options["to"], options["languages"] or languages.LANGUAGE_CODES)
        self.stdout.write(f"{len(written)} files written to {options['to']}")
