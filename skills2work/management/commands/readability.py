"""Print how easy the texts of the directory are to read, the hardest first: for editors."""

from statistics import median
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from skills2work.readability import FORMULAS, reading_ease
from skills2work.translations import files
from skills2work.translations.fingerprints import texts
from skills2work.translations.models import label


class Command(BaseCommand):
    """Prints a line a record and language: the reading ease (60 and more is plain, below 40 hard), model and key."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="codes; default: all that have a formula")
        parser.add_argument("--worst", type=int, default=10, help="how many of each language (default: 10; 0: all)")

    def handle(self, **options: Any) -> None:
        for language in options["languages"] or FORMULAS:
            found = sorted(self.scores(language))
            if not found:
                self.stdout.write(f"{language}: no formula for this language, or no text long enough")
                continue
            middle = median(score for score, *_rest in found)
            self.stdout.write(f"{language}: {len(found)} texts, median {middle:.0f}")
            for score, name, key, field in found[: options["worst"] or None]:
                self.stdout.write(f"  {score:6.1f}  {name}  {key}  {field}")

    def scores(self, language: str) -> list[tuple[float, str, str, str]]:
        """Return score, model, key and field of every text that is long enough."""
        return [
            (score, label(model), files.key_of(record), field)
            for model in files.registered()
            for record in files.with_owners(model)
            for field, text in texts(record, language).items()
            if (score := reading_ease(text, language)) is not None
        ]
