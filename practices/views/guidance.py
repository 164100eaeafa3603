"""Guidance: one landing page an audience, and one page for each of its countries."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from practices.audiences import audience_words
from practices.employer_questions import general_answers
from practices.models import AccessToWork, Guidance, Practice
from practices.models.guidance import AUDIENCE_PAGES
from practices.views import employers
from skills2work import countries, languages
from skills2work.beside import shows_two_languages
from skills2work.navigation import trail
from skills2work.vocabularies import Audience

AUDIENCES = {page: audience for audience, page in AUDIENCE_PAGES.items()}
SHOWN = 6


def landing(request: HttpRequest, page: str) -> HttpResponse:
    """Show what an audience finds here: its countries, what holds all over Europe, and practices for it."""
    audience = AUDIENCES[page]
    wording = audience_words(audience)
    items = Guidance.objects.published().for_audience(audience)
    counts = items.count_by_country()
    everywhere = list(items.in_country(countries.EU).in_topic_order().for_list())
    practices = Practice.objects.published().for_audience(audience).running().by_usefulness().for_list()
    return render(
        request,
        "practices/audience.html",
        {
            "audience": audience,
            "page_name": page,
            "wording": wording,
            "countries": [
                {"code": code, "count": counts.get(code, 0)}
                for code in countries.by_name(list(countries.SLUGS), languages.spoken())
            ],
            "everywhere": everywhere,
            "questions": general_answers(everywhere) if audience == Audience.EMPLOYERS else [],
            "own_template": f"practices/audience_{audience}.html",
            "practices": practices[:SHOWN],
            "trail": trail((wording.label, "")),
        },
    )


@shows_two_languages
def in_country(request: HttpRequest, page: str, slug: str) -> HttpResponse:
    """Show the guidance for an audience in one country, and what holds all over Europe below it."""
    code = countries.CODES.get(slug)
    if code is None:
        raise Http404
    audience = AUDIENCES[page]
    if audience == Audience.EMPLOYERS:
        return employers.in_country(request, slug)
    wording = audience_words(audience)
    name = countries.name(code, languages.spoken())
    items = Guidance.objects.published().for_audience(audience).in_topic_order().with_sources()
    return render(
        request,
        "practices/guidance.html",
        {
            "audience": audience,
            "page_name": page,
            "wording": wording,
            "code": code,
            "name": name,
            "slug": slug,
            "items": items.in_country(code),
            "everywhere": items.in_country(countries.EU) if code != countries.EU else [],
            "access": AccessToWork.objects.published().in_country(code).in_matrix().in_status_order(),
            "countries": countries.by_name(list(countries.SLUGS), languages.spoken()),
            "trail": trail((wording.label, reverse(page)), (name, "")),
        },
    )
