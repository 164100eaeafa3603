"""Delete the addresses that readers gave for an answer after 90 days, and counts of sent forms after a day."""

from typing import Any

from django.core.management import BaseCommand

from skills2work.letters.forgetting import forget_answers, forget_sendings


class Command(BaseCommand):
    """Run it once a day. It deletes nothing else: what readers wrote stays."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        answers, sendings = forget_answers(), forget_sendings()
        self.stdout.write(f"{answers} addresses to answer to and {sendings} counts of sent forms are deleted")
