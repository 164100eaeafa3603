"""Hiring: the eight answers of a country, the checklist to print, and what it is worth."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext

from network.models import Organisation
from practices.audiences import audience_words
from practices.employer_questions import employer_page
from practices.figures import reported
from practices.models import AccessToWork, Guidance, Practice
from practices.models.facets import Facet
from practices.vocabularies import Evidence, GuidanceTopic
from skills2work import countries
from skills2work.asked import page_of
from skills2work.languages import spoken
from skills2work.navigation import trail
from skills2work.pages import page_links
from skills2work.vocabularies import Audience, Sector, labels

SHOWN = 4
SHOWN_EMPLOYERS = 12
CHECKED_TOPICS = (
    GuidanceTopic.RIGHT_TO_WORK,
    GuidanceTopic.DOCUMENTS,
    GuidanceTopic.RECOGNITION,
    GuidanceTopic.INCENTIVES,
    GuidanceTopic.ONBOARDING,
)
GAINS = (GuidanceTopic.INCENTIVES, GuidanceTopic.RETENTION)


def in_country(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the eight questions for a country, and show who has done it. Raises Http404 for an unknown country."""
    code = country_code(slug)
    name = countries.name(code, spoken())
    wording = audience_words(Audience.EMPLOYERS)
    practices = Practice.objects.published().in_country(code).for_audience(Audience.EMPLOYERS)
    sectors = practices.counts_of(Facet.SECTOR)
    return render(
        request,
        "practices/employers_country.html",
        {
            "wording": wording,
            "code": code,
            "name": name,
            "slug": slug,
            "page": employer_page(code),
            "practices": practices.running().by_usefulness().for_list()[:SHOWN],
            "sectors": [
                {"value": sector.value, "label": sector.label, "count": sectors[sector.value]}
                for sector in Sector
                if sector.value in sectors
            ],
            "employers": employers_with_sectors(code),
            "everywhere": european_guidance() if code != countries.EU else [],
            "countries": countries.by_name(list(countries.SLUGS), spoken()),
            "trail": trail((wording.label, reverse("employers")), (name, "")),
        },
    )


def country_code(slug: str) -> str:
    """Return the code of a country. Raises Http404 where there is none."""
    if slug not in countries.CODES:
        raise Http404
    return countries.CODES[slug]


def european_guidance() -> Any:
    """Return what holds for employers all over Europe."""
    return Guidance.objects.published().for_audience(Audience.EMPLOYERS).in_country(countries.EU).in_topic_order()


def employers_with_sectors(code: str) -> list[dict[str, Any]]:
    """Return organisations of a country that hired, each with the sectors of the practices it leads; two queries."""
    employers = list(Organisation.objects.published().in_country(code).employers().for_list().by_title())
    shown = employers[:SHOWN_EMPLOYERS]
    sectors: dict[int | None, list[str]] = {}
    for lead, values in Practice.objects.published().led_by(shown).order_by().values_list("lead", "sectors"):
        sectors.setdefault(lead, []).extend(values)
    return [{"record": found, "sectors": labels(Sector, sectors.get(found.pk, []))} for found in shown]


def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the checklist of a country: one sheet of paper. Raises Http404 for an unknown country."""
    code = country_code(slug)
    name = countries.name(code, spoken())
    label = pgettext("page", "Checklist")
    guidance = Guidance.objects.published().for_audience(Audience.EMPLOYERS).in_country(code)
    return render(
        request,
        "practices/checklist.html",
        {
            "code": code,
            "name": name,
            "slug": slug,
            "items": guidance.on_topic(*CHECKED_TOPICS).in_topic_order().with_sources(),
            "rules": AccessToWork.objects.published().in_country(code).in_matrix().in_status_order(),
            "today": timezone.localdate(),
            "trail": trail(
                (audience_words(Audience.EMPLOYERS).label, reverse("employers")),
                (name, reverse("employers-country", args=[slug])),
                (label, ""),
            ),
        },
    )


def worth(request: HttpRequest) -> HttpResponse:
    """Show what hiring refugees is worth: guidance of the European level, and results with a figure. Nothing else."""
    practices = Practice.objects.published().for_audience(Audience.EMPLOYERS).with_evidence_from(Evidence.MONITORED)
    found = page_of(practices.reporting_results().by_usefulness(), request.GET)
    wording = audience_words(Audience.EMPLOYERS)
    return render(
        request,
        "practices/worth.html",
        {
            "items": european_guidance().on_topic(*GAINS).with_sources(),
            "reported": reported(list(found.page.object_list)),
            "page": found.page,
            "page_was_missing": found.was_missing,
            "pages": page_links(found.page, request.GET),
            "trail": trail((wording.label, reverse("employers")), (pgettext("page", "What it is worth"), "")),
        },
    )
