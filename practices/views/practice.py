"""The directory, and one practice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practices import structured
from practices.directory import Directory
from practices.models import Practice
from practices.panel import chips, facet_panels, sort_links
from skills2work import countries
from skills2work.asked import page_of
from skills2work.beside import shows_two_languages
from skills2work.gone import published_or_gone
from skills2work.navigation import trail
from skills2work.neighbours import neighbours
from skills2work.pages import page_links
from skills2work.structured import item_list

RELATED = 4


def directory(request: HttpRequest) -> HttpResponse:
    """List the published practices that the filters of the address keep."""
    asked = Directory(request.GET)
    filters = asked.filters
    found = page_of(asked, request.GET)
    panels = facet_panels(asked)
    context = {
        "filters": filters,
        "facets": panels,
        "chips": chips(filters, panels, request.GET),
        "sorts": sort_links(filters, request.GET),
        "corrected": asked.text.corrected if asked.text else "",
        "page": found.page,
        "page_was_missing": found.was_missing,
        "pages": page_links(found.page, request.GET),
        "trail": trail((_("Practices"), "")),
        "data": item_list(request, found.page),
        "query_string": f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else "",
    }
    return render(request, "practices/directory.html", context)


@shows_two_languages
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one practice."""
    record = published_or_gone(Practice.objects.for_page(), slug)
    before, after = neighbours(record, record.country)
    listed = Practice.objects.published().for_list()
    return render(
        request,
        "practices/practice.html",
        {
            "practice": record,
            "before": before,
            "after": after,
            "same_country": listed.related_to(record).in_country(record.country).by_title()[:RELATED],
            "elsewhere": listed.related_to(record).exclude(country=record.country).by_usefulness()[:RELATED],
            "trail": trail(
                (_("Practices"), reverse("practices")),
                (record.country_name, f"{reverse('practices')}?country={record.country}"),
                (record.local("title"), ""),
            ),
            "country_slug": countries.SLUGS[record.country],
            "data": structured.practice(request, record),
        },
    )
