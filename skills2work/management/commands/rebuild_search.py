"""Write the search index of all records anew: after an update that changed how words are read, or when in doubt."""

from typing import Any

from django.core.management import BaseCommand

from skills2work.search import indexing
from skills2work.search.documents import kinds


class Command(BaseCommand):
    """Rewrites the index kind by kind, in one transaction: readers find by the old one until it is whole.

    Changes nothing else. With the real content it takes about 40 seconds.
    """

    help = __doc__

    def handle(self, **options: Any) -> None:
        total = sum(indexing.rebuild(told=self.tell).values())
        self.stdout.write(f"The index is new: {total} rows of {len(kinds())} kinds")

    def tell(self, section: str, rows: int) -> None:
        """Say how far it is."""
        self.stdout.write(f"  {rows:6} {section}")
        self.stdout.flush()
