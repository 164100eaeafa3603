"""The first page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skills2work import countries, languages
from skills2work.map import drawn
from skills2work.publishing import record_model

NEWEST = 3
LOOKED_THROUGH = 60


def from_different_countries(records: QuerySet[Any]) -> list[Any]:
    """Return the first records of an ordered query set, no two from one country while there are others; two queries."""
    found: list[int] = []
    rest: list[int] = []
    seen: set[str] = set()
    for pk, country in records.values_list("pk", "country")[:LOOKED_THROUGH]:
        (rest if country in seen else found).append(pk)
        seen.add(country)
    chosen = [*found, *rest][:NEWEST]
    rows = records.order_by().in_bulk(chosen)
    return [rows[pk] for pk in chosen if pk in rows]


def home(request: HttpRequest) -> HttpResponse:
    """Show the three doors, the countries with their number of practices, and what was verified last."""
    practices = record_model("practices").objects.published()
    counts = practices.count_by_country()
    return render(
        request,
        "home.html",
        {
            "countries": [
                {"code": code, "count": counts.get(code, 0)}
                for code in countries.by_name(list(countries.SLUGS), languages.spoken())
            ],
            "map": drawn(counts),
            "practices": from_different_countries(practices.running().newest().for_list()),
            "stories": from_different_countries(record_model("stories").objects.published().newest().for_list()),
            "total": sum(counts.values()),
        },
    )
