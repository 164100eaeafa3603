"""Write what the search reads from disk, before the first reader waits for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management import BaseCommand

from skills2work.search import analysis, stems
from skills2work.translations.files import LOADER


class Command(BaseCommand):
    """Writes the dictionaries of all languages and the stems of our synonyms into VAR_DIR, where they are not there.

    For machines and images that have never loaded the content themselves: otherwise each of them makes them for its
    first search, which takes 20 seconds and more. Needs no database.
    """

    help = __doc__

    def handle(self, **options: Any) -> None:
        analysis.prepare()
        stems.stems_of(words(Path(settings.FIXTURE_DIRS[0]) / "common" / "synonyms.yaml"))
        if options["verbosity"] > 1:
            self.stdout.write(f"The dictionaries are in {stems.path().parent}")


def words(path: Path) -> Iterator[str]:
    """Return the words of the synonyms in a file of the content, if there is one."""
    if not path.exists():
        return
    for row in yaml.load(path.read_text(encoding="utf-8"), LOADER):  # noqa: S506 a safe one
        for text in row["fields"]["terms"].splitlines():
            yield from analysis.raw_words(text)
