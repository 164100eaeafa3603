"""The archive's own pages: the language, the search, all titles, and what it means that this is a copy."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skills2work import languages
from skills2work.archive.dump import NAME as CONTENT
from skills2work.archive.rendering import ArchiveRequest
from skills2work.collation import sort_key
from skills2work.gone import Gone
from skills2work.navigation import Link, trail
from skills2work.publishing import record_models


def choose_language(request: ArchiveRequest) -> HttpResponse:
    """Show the languages of the archive."""
    links = [Link(languages.own_name(code), f"/{code}/", language=code) for code in request.archive.languages]
    return render(request, "archive/languages.html", {"links": links})


def search(request: HttpRequest) -> HttpResponse:
    """Show the page that a script searches on; it fills in what was asked and what was meant."""
    places = {name: format_html('<bdi id="{}"></bdi>', name) for name in ("asked", "corrected")}
    return render(
        request,
        "archive/search.html",
        {
            "asked_here": places["asked"],
            "corrected_here": places["corrected"],
            "trail": trail((_("Search"), "")),
        },
    )


def titles(request: HttpRequest) -> HttpResponse:
    """List the titles of all records by first letter: a search for those without script."""
    records = [record for model in record_models() if model.has_page for record in model.objects.published()]
    spoken = languages.spoken()
    rows = [(record.local("title"), record) for record in records]
    ordered = sorted(rows, key=lambda row: (sort_key(row[0].text, spoken), row[1].slug))
    return render(
        request,
        "archive/titles.html",
        {
            "letters": [
                (letter, [record for _title, record in part]) for letter, part in groupby(ordered, first_letter)
            ],
            "trail": trail(
                (_("Search"), "/" + spoken + "/search/"), (pgettext("archive", "All titles from A to Z"), "")
            ),
        },
    )


def first_letter(row: tuple[Any, Any]) -> str:
    """Return the letter that a title stands under."""
    letters = [letter for letter in row[0].text if letter.isalnum()]
    return letters[0].upper() if letters else "#"


def about(request: HttpRequest) -> HttpResponse:
    """Say that this is a copy, what does not work in it any more, and what to do instead."""
    return render(
        request,
        "archive/about.html",
        {"content": f"/{CONTENT}", "trail": trail((pgettext("archive", "A copy of this site"), ""))},
    )


def missing(request: HttpRequest) -> HttpResponse:
    """Answer as for a page that does not exist."""
    raise Http404


def gone(request: HttpRequest) -> HttpResponse:
    """Answer as for a record that was taken down."""
    raise Gone
