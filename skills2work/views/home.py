"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from skills2work import countries
from skills2work.publishing import record_model

NEWEST = 3


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
                for code in countries.by_name(list(countries.SLUGS), get_language() or "en")
            ],
            "practices": practices.newest().for_list()[:NEWEST],
            "stories": record_model("stories").objects.published().newest().for_list()[:NEWEST],
            "total": sum(counts.values()),
        },
    )
