"""Forget a person: her account and what hangs on it, what she sent, entries about her, and how all that was before."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from skills2work.privacy.asked import add_person, person_of
from skills2work.privacy.erasing import copy_of, erase, mentions
from skills2work.privacy.people import person


class Command(BaseCommand):
    """All or nothing. Asks first, unless told not to. Backups are not touched: see docs/data-protection.md."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        whose = person_of(options)
        copy = copy_of(whose)
        if not copy["kept"] and not copy["entries"] and not copy["named_in"]:
            raise CommandError(f"Nothing is kept of {options['person']}.")
        for record in whose.records:
            self.stdout.write(f"The entry goes: {record} ({record._meta.verbose_name})")
        for model, rows in copy["kept"].items():
            self.stdout.write(f"  {len(rows):5} {model}")
        if not options["yes"] and input("This cannot be taken back. Type yes: ") != "yes":
            raise CommandError("Nothing was changed.")
        for name, number in erase(whose).items():
            self.stdout.write(f"  {number:5} {name}: done")
        left = list(mentions(person(options["person"]) if "@" in options["person"] else whose))
        for model, key, name in left:
            self.stderr.write(f"{model} {key} still holds the address, in {name}: look at it in the admin.")
        if left:
            raise CommandError("Not everything could be erased without changing what others wrote.")
        self.stdout.write(f"Nothing is kept of {options['person']} any more.")
