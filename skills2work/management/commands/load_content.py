"""Load the directory's content from fixtures/ into the database."""

from typing import Any

from django.core.management import BaseCommand, call_command
from django.core.management.base import CommandParser
from django.db import transaction

from skills2work.content import fixture_files, reference_commands
from skills2work.models import Source
from skills2work.publishing import record_models
from skills2work.search import indexing
from skills2work.translations import files as translation_files
from skills2work.version import bump_version


class Command(BaseCommand):
    """Loads everything and overwrites what has the same address; `--if-empty` only fills an empty database.

    All or nothing: a file that does not load leaves the database as it was.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the database holds any record")

    def handle(self, **options: Any) -> None:
        if options["if_empty"] and holds_records():
            for command in reference_commands():  # a newer version of the site may have brought some
                call_command(command, if_empty=True, stdout=self.stdout)
            return
        files, translated = fixture_files(), translation_files.files()
        self.stdout.write(f"Loading the content ({len(files)} files, and {len(translated)} of translations)")
        with transaction.atomic():
            with indexing.paused():
                call_command("loaddata", *files, verbosity=0)
                for command in reference_commands():
                    call_command(command, stdout=self.stdout)
                translation_files.load(translated)
            self.stdout.write("Writing the search index")
            indexing.rebuild()
            bump_version()
        for model in record_models():
            self.stdout.write(f"  {model.objects.count():5} {model._meta.verbose_name_plural}")


def holds_records() -> bool:
    """Say whether the database holds any content at all: an editor may have deleted some kinds of it."""
    return Source.objects.exists() or any(model.objects.exists() for model in record_models())
