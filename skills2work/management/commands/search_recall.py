"""Measure whether readers find what they look for: a table of queries, each with the entries that answer it."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from skills2work.publishing import record_models
from skills2work.search.engine import find

FIRST = 3


class Row(NamedTuple):
    """One query of the table: any of the expected entries, as section/slug, answers it."""

    language: str
    query: str
    kind: str
    set: str
    expected: frozenset[str]


class Outcome(NamedTuple):
    """What came first for a query."""

    row: Row
    first: list[str]
    corrected: str

    @property
    def hit(self) -> bool:
        """Say whether an expected entry is among the first."""
        return not self.row.expected.isdisjoint(self.first[:FIRST])


def table() -> Path:
    """Return the table that comes with the site."""
    return Path(settings.FIXTURE_DIRS[0]) / "search" / "recall.csv"


def rows(path: Path) -> list[Row]:
    """Return the queries of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(line["language"], line["query"], line["kind"], line["set"], frozenset(line["expected"].split("|")))
            for line in csv.DictReader(file)
        ]


def first_of(text: str, language: str, most: int) -> tuple[list[str], str]:
    """Return the first entries for a text over all sections, as section/slug, and what was looked for instead of it."""
    models = {model.section: model for model in record_models()}
    answer = find(text, language, list(models))
    hits = answer.found[:most]
    slugs = {
        section: dict(models[section].objects.filter(pk__in=[hit.record_id for hit in hits]).values_list("pk", "slug"))
        for section in {hit.section for hit in hits}
    }
    return [f"{hit.section}/{slugs[hit.section][hit.record_id]}" for hit in hits], answer.corrected


def measured(table_rows: Iterable[Row]) -> list[Outcome]:
    """Return the outcome of each query."""
    return [Outcome(row, *first_of(row.query, row.language, FIRST)) for row in table_rows]


def recall(outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """Return how many queries found an expected entry, and how many there are."""
    hits = [outcome.hit for outcome in outcomes]
    return sum(hits), len(hits)


def figures(outcomes: Iterable[Outcome]) -> list[str]:
    """Return a line for each language, kind of query and set, and one for all."""
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        row = outcome.row
        for name in (f"language {row.language}", f"kind {row.kind}", f"set {row.set}", "overall"):
            parts[name].append(outcome)
    lines = []
    for name in sorted(parts, key=lambda name: (name == "overall", name)):
        tune, hold = (
            recall(outcome for outcome in parts[name] if outcome.row.set == kind) for kind in ("tune", "hold")
        )
        hits, total = recall(parts[name])
        lines.append(
            f"{name:18} {hits:4}/{total:<4} {hits / total:7.1%}   "
            f"tune {tune[0]:3}/{tune[1]:<3}   hold {hold[0]:3}/{hold[1]:<3}"
        )
    return lines


def misses(outcomes: Iterable[Outcome]) -> list[str]:
    """Return a paragraph for each query that found none of the expected entries."""
    lines = []
    for outcome in outcomes:
        if outcome.hit:
            continue
        row = outcome.row
        said = f"  (looked for: {outcome.corrected})" if outcome.corrected else ""
        lines.append(f"MISS {row.language} {row.kind} {row.set}: {row.query}{said}")
        lines += [f"    came      {entry}" for entry in outcome.first or ["nothing"]]
        lines += [f"    expected  {entry}" for entry in sorted(row.expected)]
    return lines


class Command(BaseCommand):
    """Prints how many queries of fixtures/search/recall.csv find an expected entry in the first three.

    The order is that of all sections together. `--verbose` lists the queries that do not.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verbose", action="store_true", help="list the queries that find none, and what came")

    def handle(self, **options: Any) -> None:
        outcomes = measured(rows(table()))
        lines = figures(outcomes)
        if options["verbose"]:
            lines = [*misses(outcomes), "", *lines]
        for line in lines:
            self.stdout.write(line)
