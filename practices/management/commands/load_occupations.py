"""Load ESCO's occupations and the groups of ISCO-08 from fixtures/esco/ into the database."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.db import transaction

from practices.models import IscoGroup, Occupation
from skills2work.languages import LANGUAGE_CODES
from skills2work.search import indexing
from skills2work.version import bump_version

BATCH = 500
# Where the files of this folder are described: fixtures/esco/README.md.
FOLDER = "esco"


class Command(BaseCommand):
    """Brings groups and occupations to what the files hold: adds, changes, and removes what is in them no more."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are occupations already")

    def handle(self, **options: Any) -> None:
        if options["if_empty"] and Occupation.objects.exists():
            return
        folder = Path(settings.FIXTURE_DIRS[0]) / FOLDER
        if not folder.exists():
            self.stderr.write(f"No reference data in {folder}: occupations stay as they are")
            return
        with transaction.atomic():
            groups = list(read_groups(folder / "isco_groups.csv", folder / "isco_names.csv"))
            occupations = list(read_occupations(folder / "occupations.csv.gz"))
            write(IscoGroup, groups, key="code", fields=["labels", "names"])
            write(Occupation, occupations, key="uri", fields=["group", "code", "regulation", "labels", "names"])
            Occupation.objects.exclude(uri__in=[row.uri for row in occupations]).delete()
            IscoGroup.objects.exclude(code__in=[row.code for row in groups]).delete()
            if not indexing.is_paused():  # who has paused it rebuilds it
                indexing.rebuild(["occupations"])
                bump_version()
        if options["verbosity"]:
            self.stdout.write(f"  {len(occupations):5} occupations in {len(groups)} groups")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Return the rows of a table by column; the file may be packed."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def by_language(row: dict[str, str], column: str) -> dict[str, str]:
    """Return what stands in the columns of one thing, by language, without empty ones."""
    return {code: text for code in LANGUAGE_CODES if (text := row.get(f"{column}_{code}", "").strip())}


def listed(row: dict[str, str], column: str) -> dict[str, list[str]]:
    """Return the names that stand in the columns of one thing, by language, each name once."""
    return {
        code: list(dict.fromkeys(name for part in text.split("|") if (name := " ".join(part.split()))))
        for code, text in by_language(row, column).items()
    }


def read_groups(labels: Path, names: Path) -> Iterator[IscoGroup]:
    """Return the groups with their labels and everyday names."""
    known = {row["code"]: listed(row, "names") for row in rows_of(names)}
    for row in rows_of(labels):
        yield IscoGroup(code=row["code"], labels=by_language(row, "label"), names=known.get(row["code"], {}))


def read_occupations(path: Path) -> Iterator[Occupation]:
    """Return the occupations."""
    for row in rows_of(path):
        yield Occupation(
            uri=row["uri"],
            group_id=row["isco"],
            code=row["code"],
            regulation=row["regulation"],
            labels=by_language(row, "label"),
            names=listed(row, "alt"),
        )


def write(model: Any, rows: list[Any], *, key: str, fields: list[str]) -> None:
    """Add rows, or change those that are there by their key."""
    model.objects.bulk_create(rows, BATCH, update_conflicts=True, unique_fields=[key], update_fields=fields)
