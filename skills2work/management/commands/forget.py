"""Delete everything that has been kept long enough. Run it once a day; the periods are in privacy/retention.py."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from skills2work.privacy.retention import RULES


class Command(BaseCommand):
    """Each rule by itself: one that fails keeps none of the others from being obeyed."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="say what is kept for how long, and delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for rule in RULES:
            if options["list"]:
                self.stdout.write(f"{rule.name}: {rule.period}")
                continue
            try:
                self.stdout.write(f"{rule.name}: {rule.apply()} older than {rule.period}")
            except Error as error:
                failed.append(rule.name)
                self.stderr.write(f"{rule.name}: {error}")
        if failed:
            raise CommandError(f"Not everything was forgotten: {', '.join(failed)}. The next run tries again.")
