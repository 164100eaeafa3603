"""Read records from a file that `export_records` or the admin wrote."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from skills2work.staff import exchange_files as files
from skills2work.staff.exchange_kinds import kinds, resource_class

EVERY = 100


class Command(BaseCommand):
    """Saves practices, organisations or stories from CSV, XLSX or JSON: all or none. Says what each row changes."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=kinds())
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what it would change, and save nothing")

    def handle(self, **options: Any) -> None:
        file = options["file"]
        try:
            table = files.read(file.read_bytes(), files.kind_of(file.name))
        except (ValidationError, OSError) as problem:
            words = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
            raise CommandError(" ".join(words)) from problem
        resource = resource_class(options["kind"])()
        steps = resource.look(table) if options["dry_run"] else resource.save(table, f"Import of {file.name}")
        for done in steps:
            if done % EVERY == 0:
                self.stdout.write(f"{done} of {len(table)} rows")
        outcome = resource.outcome
        for row in [*outcome.of_kind("new"), *outcome.of_kind("changed")]:
            self.stdout.write(
                f"Row {row.number}, {row.kind}: {row.slug} ({', '.join(one.column for one in row.changes)})"
            )
        wrong = [*outcome.problems, *(told for row in outcome.rows for told in row.told)]
        if wrong:
            raise CommandError("\n".join([*wrong, "Nothing is saved."]))
        told = ", ".join(f"{count} {kind}" for kind, count in outcome.counts.items() if kind != "error")
        self.stdout.write(f"{told}. {'Everything is saved.' if outcome.saved else 'Nothing is saved.'}")
