"""Compile locale/*/LC_MESSAGES/*.po with Babel: no GNU gettext needed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    """Compile every catalogue. Raises CommandError that names a catalogue which cannot be read."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compile_catalogue(source)


def compile_catalogue(source: Path) -> None:
    """Write the .mo file beside a .po file. Fuzzy entries are left out, as gettext does."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except Exception as error:
        raise CommandError(f"{source}: {error}") from error
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
