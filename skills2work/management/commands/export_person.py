"""Write all that is kept of a person as JSON: her account and what hangs on it, what she sent, entries about her."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from skills2work.privacy.asked import add_person, person_of
from skills2work.privacy.erasing import copy_of


class Command(BaseCommand):
    """Passwords, keys of telephones and sessions are left out: they are secrets of the site."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--output", type=Path, help="the file to write, for your eyes only; else it is printed")

    def handle(self, *args: Any, **options: Any) -> None:
        copy = copy_of(person_of(options))
        if not copy["kept"] and not copy["entries"] and not copy["named_in"]:
            raise CommandError(f"Nothing is kept of {options['person']}.")
        text = json.dumps(copy, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if options["output"] is None:
            self.stdout.write(text)
            return
        options["output"].touch(mode=0o600)
        options["output"].write_text(text + "\n", encoding="utf-8")
        self.stdout.write(f"{options['output']} holds all that is kept of {options['person']}.")
