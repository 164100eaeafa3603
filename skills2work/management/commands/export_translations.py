"""Write the texts of a country in one language as a file for translation programs (XLIFF 2.0)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from skills2work import countries, languages
from skills2work.staff.translation_files import exported


class Command(BaseCommand):
    help = "Write the texts of a country, with their translations into a language, as XLIFF 2.0."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take language, country and file."""
        parser.add_argument("language", choices=languages.LANGUAGE_CODES)
        parser.add_argument("--country", required=True, choices=sorted(countries.SLUGS))
        parser.add_argument(
            "--source",
            default=languages.SOURCE_LANGUAGE,
            choices=languages.LANGUAGE_CODES,
            help="the language that the entries were written in",
        )
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        options["file"].write_bytes(exported(options["language"], options["country"], options["source"]))
        self.stdout.write(f"{options['file']}: written")
