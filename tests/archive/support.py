"""A small site and its archive in two languages. As a command it makes both in a folder: the browser tests look there.

python -m tests.archive.support FOLDER
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skills2work.settings")
    django.setup()

from skills2work.archive.kept import Kept, keep, kept_of
from skills2work.archive.places import places_in
from skills2work.search import indexing
from skills2work.search.models import Synonym
from tests import factories
from tests.pages.world import make_world

TAKEN_DOWN = "taken-down"
DRAFT = "not-for-readers-yet"


def archived(folder: Path, *options: str, workers: int = 1) -> str:
    """Write an archive in English and Arabic in this process, unless there are more. Returns what the command says."""
    out = StringIO()
    call_command("archive", str(folder), "--languages", "en,ar", "--workers", str(workers), *options, stdout=out)
    return out.getvalue()


@contextmanager
def short_pathway() -> Iterator[None]:
    """Let the archive hold the first two questions of the pathway only: all answers are half of a small archive."""
    whole = kept_of("pathway")
    keep("pathway", Kept(chain=("country",)))
    places_in.cache_clear()
    yield
    keep("pathway", whole)
    places_in.cache_clear()


def make_site() -> None:
    """Make records of all kinds, one that was taken down, and one that is a draft."""
    make_world()
    factories.PracticeFactory(slug=TAKEN_DOWN, title_en="Taken down", state="archived")
    factories.PracticeFactory(slug=DRAFT, title_en="Secret draft", state="draft")
    factories.PracticeFactory(
        slug="arabic", title_en="A course for nurses", title_ar="دورة للممرضات", summary_ar="دورة في هولندا."
    )
    Synonym.objects.create(name="nurse", terms="nurses\ncaregiver\nممرضات\nتمريض")
    Synonym.objects.create(name="loan", terms="small loan\nmicrocredit")
    factories.PracticeFactory(slug="loan", title_en="Microcredit for a shop", summary_en="Money to begin with.")
    indexing.rebuild()


def main() -> None:
    call_command("migrate", verbosity=0)
    make_site()
    with short_pathway():
        archived(Path(sys.argv[1]), workers=2)


if __name__ == "__main__":
    main()
