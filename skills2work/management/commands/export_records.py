"""Write records into a file that `import_records` and the admin read again."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from skills2work.staff import exchange_files as files
from skills2work.staff.exchange_kinds import kinds, resource_class
from skills2work.staff.exchange_sheet import workbook


class Command(BaseCommand):
    """Writes all practices, organisations or stories as CSV, XLSX or JSON, with or without translations."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=kinds())
        parser.add_argument("file", type=Path, help="its ending says which format: .csv, .xlsx or .json")
        parser.add_argument("--translations", action="store_true", help="with a column for each text in each language")

    def handle(self, **options: Any) -> None:
        resource = resource_class(options["kind"])(translated=options["translations"])
        table = resource.export()
        try:
            kind = files.kind_of(options["file"].name)
            content = workbook(resource, table) if kind == files.XLSX else files.written(table, kind)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        options["file"].write_bytes(content)
        self.stdout.write(f"{len(table)} {options['kind']} are in {options['file']}")
