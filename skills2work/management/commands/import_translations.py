"""Save the translations of a file from a translation program (XLIFF 2.0); what cannot be taken is named."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from skills2work.staff.translation_files import TranslationImportError, imported
from skills2work.vocabularies import TranslationState


class Command(BaseCommand):
    help = "Save the translations of an XLIFF 2.0 file that export_translations made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and who translated."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--machine", action="store_true", help="a machine translated, and nobody has reviewed it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Save, and list what was refused. Raises CommandError for a file that is none."""
        state = TranslationState.MACHINE if options["machine"] else TranslationState.PERSON
        try:
            outcome = imported(options["file"].read_bytes(), state=state)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from error
        except TranslationImportError as error:
            raise CommandError(str(error)) from error
        for text, reason in outcome.refused:
            self.stderr.write(f"{text}: {reason}")
        self.stdout.write(f"saved {outcome.saved}, unchanged {outcome.unchanged}, refused {len(outcome.refused)}")
