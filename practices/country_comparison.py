"""Countries side by side: a row for each question, a cell for each country. Five kinds of rows, nine queries."""

from typing import NamedTuple

from practices.models import AccessToWork, CountryProfile, Practice, RecognitionArea
from practices.vocabularies import MATRIX_STATUSES, LegalStatus, PracticeKind, RecognitionAreaKind
from skills2work.querystrings import encode
from skills2work.texts import local_text


class AccessCell(NamedTuple):
    """The rule of one country for one legal status; None where it is not known."""

    code: str
    rule: AccessToWork | None


class AreaCell(NamedTuple):
    """The areas of one country that say something to a question."""

    code: str
    areas: list[RecognitionArea]


class CountCell(NamedTuple):
    """How many practices of a kind a country has, and the list of them."""

    code: str
    number: int
    query: str


class Comparison(NamedTuple):
    """Some countries side by side, each list in the order of the countries."""

    codes: list[str]
    access: list[tuple[LegalStatus, list[AccessCell]]]
    bodies: list[AreaCell]
    costs: list[AreaCell]
    durations: list[AreaCell]
    without_documents: list[AreaCell]
    validation: list[AreaCell]
    kinds: list[tuple[PracticeKind, list[CountCell]]]


def country_comparison(codes: list[str]) -> Comparison:
    """Return the comparison of some countries."""
    rules = {
        (rule.country, rule.status): rule
        for rule in AccessToWork.objects.published().in_country(*codes).in_matrix().with_sources()
    }
    profiles = {
        profile.country: profile for profile in CountryProfile.objects.published().for_page().in_country(*codes)
    }
    areas = {code: list(profiles[code].areas.all()) if code in profiles else [] for code in codes}
    validation = RecognitionAreaKind.VALIDATION
    return Comparison(
        codes,
        [(status, [AccessCell(code, rules.get((code, status.value))) for code in codes]) for status in MATRIX_STATUSES],
        [AreaCell(code, [area for area in areas[code] if area.bodies.all()]) for code in codes],
        saying(areas, "cost"),
        saying(areas, "duration"),
        saying(areas, "without_documents"),
        [AreaCell(code, [area for area in areas[code] if area.area == validation]) for code in codes],
        kinds_side_by_side(codes),
    )


def saying(areas: dict[str, list[RecognitionArea]], field: str) -> list[AreaCell]:
    """Return the areas of each country that have a text in a field."""
    return [AreaCell(code, [area for area in found if local_text(area, field).text]) for code, found in areas.items()]


def kinds_side_by_side(codes: list[str]) -> list[tuple[PracticeKind, list[CountCell]]]:
    """Return the kinds of practices that one of the countries has, with their numbers; one query."""
    counts = Practice.objects.published().in_country(*codes).count_by_kind_and_country()
    rows = []
    for kind in PracticeKind:
        cells = [
            CountCell(code, counts.get((kind.value, code), 0), encode([("country", code), ("kind", kind.value)]))
            for code in codes
        ]
        if any(cell.number for cell in cells):
            rows.append((kind, cells))
    return rows
