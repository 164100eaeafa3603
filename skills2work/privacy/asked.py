"""What `export_person` and `erase_person` are told: whom they are about."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from skills2work.privacy.people import Person, person
from skills2work.publishing import record_model


def add_person(parser: ArgumentParser) -> None:
    """Take a person, and entries that are about her."""
    parser.add_argument("person", help="an email address, or the name of an account")
    parser.add_argument(
        "--entry", action="append", default=[], help="an entry about her, such as experts/SLUG; more than once for more"
    )


def person_of(options: dict[str, Any]) -> Person:
    """Return who is meant. Raises CommandError for an entry that there is not."""
    records = []
    for name in options["entry"]:
        section, _slash, slug = name.partition("/")
        try:
            found = record_model(section).objects.filter(slug=slug).first()
        except LookupError:
            found = None
        if found is None:
            raise CommandError(f"There is no entry {name!r}. It is named like experts/SLUG or stories/SLUG.")
        records.append(found)
    return person(options["person"], records)
