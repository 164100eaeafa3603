"""Print one number for everything that a backup holds."""

from typing import Any

from django.core.management import BaseCommand

from skills2work.backups.content_hash import content_hash


class Command(BaseCommand):
    """Prints a hash over all rows but sessions and caches: two databases with the same content print the same."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        self.stdout.write(content_hash())
