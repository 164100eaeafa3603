"""Load the directory's content from fixtures/ into the database."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.base import CommandParser
from django.core.serializers.base import DeserializationError
from django.db import Error, transaction
from yaml import YAMLError

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
            call_command("prepare_search")  # another machine may have loaded it
            return
        files, translated = fixture_files(), translation_files.files()
        for path in [*files, *translated]:
            refuse_cut_off(path)
        self.stdout.write(f"Loading the content ({len(files)} files, and {len(translated)} of translations)")
        try:
            self.load(files, translated)
        except (DeserializationError, Error, OSError, YAMLError, translation_files.TranslationFileError) as error:
            raise CommandError(f"{told(error)}\nNothing was loaded: the database is as it was before.") from error
        for model in record_models():
            self.stdout.write(f"  {model.objects.count():5} {model._meta.verbose_name_plural}")

    def load(self, files: list[Path], translated: list[Path]) -> None:
        """Load all files, or nothing."""
        with transaction.atomic():
            with indexing.paused():
                call_command("loaddata", *files, verbosity=0)
                for command in reference_commands():
                    call_command(command, stdout=self.stdout)
                translation_files.load(translated)
            self.stdout.write("Writing the search index")
            indexing.rebuild()
            bump_version()


def refuse_cut_off(path: Path) -> None:
    """Refuse a file that ends in the middle of a line, as one does that was not copied to its end."""
    text = path.read_bytes()
    if not text.endswith(b"\n"):
        line = text.count(b"\n") + 1
        raise CommandError(f"{path}, line {line}: the file ends in the middle of a line. Nothing was loaded.")


def told(error: BaseException) -> str:
    """Return an error with those that brought it about: the last one knows the line."""
    texts = [str(error)]
    while error.__cause__ is not None:
        error = error.__cause__
        if str(error) not in texts[-1]:
            texts.append(str(error))
    return "\n".join(texts)


def holds_records() -> bool:
    """Say whether the database holds any content at all: an editor may have deleted some kinds of it."""
    return Source.objects.exists() or any(model.objects.exists() for model in record_models())
