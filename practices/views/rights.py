"""Rights at work and where to get help, for people who look for work; and how good a practice is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from practices.audiences import audience_words
from practices.models import Practice
from practices.models.facets import Facet
from practices.safety import rights_by_country
from practices.vocabularies import Evidence
from skills2work import countries, languages
from skills2work.navigation import trail
from skills2work.vocabularies import Audience


def safety(request: HttpRequest) -> HttpResponse:
    """Show rights at work and where to get help, country by country, the European level last."""
    order = countries.by_name(list(countries.SLUGS), languages.spoken())
    return render(
        request,
        "practices/safety.html",
        {
            "rows": rights_by_country(order),
            "trail": trail(
                (audience_words(Audience.REFUGEES).label, reverse("refugees")),
                (pgettext("page", "Rights at work, and help"), ""),
            ),
        },
    )


def quality(request: HttpRequest) -> HttpResponse:
    """Explain the levels of evidence, and what would count for each."""
    counts = Practice.objects.published().counts_of(Facet.EVIDENCE)
    return render(
        request,
        "practices/quality.html",
        {
            "levels": [{"evidence": level, "count": counts.get(level.value, 0)} for level in Evidence],
            "trail": trail(
                (audience_words(Audience.SERVICE_PROVIDERS).label, reverse("service-providers")),
                (pgettext("page", "How good is a practice?"), ""),
            ),
        },
    )
