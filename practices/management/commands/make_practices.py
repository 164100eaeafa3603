"""Make synthetic practices, to measure with: never for readers."""

import multiprocessing
import os
from collections.abc import Iterator
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.utils import timezone

from practices.management.synthetic import FIELDS, Made, Maker
from practices.models import Practice, PracticeFacet
from skills2work.batches import in_batches
from skills2work.management.commands.load_content import holds_records
from skills2work.models import Source
from skills2work.search import indexing
from skills2work.version import bump_version

CHUNK = 500
SEVERAL_PROCESSES_FROM = 5000
PRACTICES_A_SOURCE = 40
PARAMETERS = 30_000  # in one statement: SQLite takes 32,766

PRACTICES = (Practice._meta.db_table, [str(field.column) for field in FIELDS])
FACETS = (PracticeFacet._meta.db_table, ["practice_id", "facet", "value"])
OF_SOURCES = (Practice.sources.through._meta.db_table, ["practice_id", "source_id"])

_maker: Maker | None = None


class Command(BaseCommand):
    """Makes N published practices with facets, sources and search rows, by chance from a seed; all or nothing.

    Refuses a database that holds any content already, unless forced.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="N", help="how many")
        parser.add_argument("--seed", type=int, default=1, help="the same practices for the same seed (default: 1)")
        parser.add_argument("--force", action="store_true", help="beside what the database holds already")

    def handle(self, **options: Any) -> None:
        number, seed = options["number"], options["seed"]
        if number < 1:
            raise CommandError("Make at least one.")
        if not options["force"] and holds_records():
            raise CommandError("This database holds content. Use another, or --force to add synthetic practices to it.")
        if Practice.objects.filter(slug__startswith=f"synthetic-{seed}-").exists():
            raise CommandError("This database holds synthetic practices of this seed already.")
        if number >= SEVERAL_PROCESSES_FROM:
            connections.close_all()  # the processes must not share one
        with transaction.atomic():
            sources = make_sources(seed, max(4, number // PRACTICES_A_SOURCE))
            first_id = (Practice.objects.aggregate(models.Max("pk"))["pk__max"] or 0) + 1
            for made in chunks(number, (seed, first_id, sources)):
                write(made)
            go_on_counting()
            bump_version()
        if options["verbosity"]:
            self.stdout.write(f"  {number} synthetic practices")


def chunks(number: int, told: tuple[int, int, list[int]]) -> Iterator[list[Made]]:
    """Return all practices, some hundred at a time; made by several processes where there are many."""
    starts = range(1, number + 1, CHUNK)
    tasks = [range(start, min(start + CHUNK, number + 1)) for start in starts]
    if number < SEVERAL_PROCESSES_FROM:
        prepare(*told)
        yield from map(make, tasks)
        return
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), prepare, told) as pool:
        yield from pool.imap(make, tasks)


def prepare(seed: int, first_id: int, sources: list[int]) -> None:
    """Get ready to make practices in this process."""
    global _maker  # noqa: PLW0603 one a process
    _maker = Maker(seed, first_id, sources)


def make(numbers: range) -> list[Made]:
    """Make the practices with some numbers."""
    return list(_maker.make(numbers)) if _maker else []


def make_sources(seed: int, number: int) -> list[int]:
    """Write sources and return their ids."""
    rows = [
        Source(
            url=f"https://synthetic-{seed}.example/page-{place}",
            title=f"Page {place}",
            publisher=f"Publisher {place % 97}",
            year=timezone.localdate().year - place % 5,
            read_on=timezone.localdate(),
        )
        for place in range(number)
    ]
    return [source.pk for source in Source.objects.bulk_create(rows, CHUNK)]


def write(made: list[Made]) -> None:
    """Write some practices and all that belongs to them, past the models, which would take far longer."""
    with connection.cursor() as cursor:
        insert(cursor, *PRACTICES, [each.row for each in made])
        insert(cursor, *FACETS, [row for each in made for row in each.facets])
        insert(cursor, *OF_SOURCES, [row for each in made for row in each.sources])
    indexing.write(document for each in made for document in each.documents)


def insert(cursor: Any, table: str, columns: list[str], rows: list[Any]) -> None:
    """Write rows into a table of ours, many with one statement.

    Each statement gives the content another version. PostgreSQL keeps those of one transaction until its end and walks
    through them for the next: a statement for each of two million rows took 24 minutes.
    """
    place = f"({', '.join(['%s'] * len(columns))})"
    for some in in_batches(rows, PARAMETERS // len(columns)):
        values = ", ".join([place] * len(some))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 names of our own
        cursor.execute(statement, [value for row in some for value in row])


def go_on_counting() -> None:
    """Let the database give out ids after those that were chosen here; SQLite does so by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Practice]):
            cursor.execute(statement)
