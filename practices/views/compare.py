"""Two to four practices side by side, and two to four countries. What is compared stands in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from practices.audiences import audience_words
from practices.chosen import Chosen, asked_values, chosen, query_of
from practices.country_comparison import country_comparison
from practices.models import Practice
from skills2work import countries
from skills2work.asked import query_text
from skills2work.languages import spoken
from skills2work.navigation import trail
from skills2work.search.engine import matching
from skills2work.vocabularies import Audience

PRACTICE, COUNTRY = "compare", "country"
SUGGESTED = 6


def practices(request: HttpRequest) -> HttpResponse:
    """Show the practices that `compare` names side by side, and what else could be added."""
    asked = asked_values(request.GET, PRACTICE)
    known = {found.slug: found for found in Practice.objects.published().for_page().with_slugs(*asked)}
    picked = chosen(request.GET, PRACTICE, known)
    records = [known[slug] for slug in picked.values]
    text = query_text(request.GET.get("q", ""))
    return render(
        request,
        "practices/compare_practices.html",
        {
            "chosen": picked,
            "left_out": [known[slug] for slug in picked.too_many],
            "practices": [(record, query_of(PRACTICE, without(picked, record.slug))) for record in records],
            "words": text,
            "suggestions": [
                (record, query_of(PRACTICE, [*picked.values, record.slug]))
                for record in suggestions(records, picked, text.text)
            ],
            "trail": trail(
                (audience_words(Audience.SERVICE_PROVIDERS).label, reverse("service-providers")),
                (pgettext("page", "Compare practices"), ""),
            ),
        },
    )


def without(picked: Chosen, value: str) -> list[str]:
    """Return the other values."""
    return [other for other in picked.values if other != value]


def suggestions(records: list[Practice], picked: Chosen, text: str) -> list[Practice]:
    """Return practices that could be added: those that hold the words, else those of the kind of the first one."""
    listed = Practice.objects.published().for_list()
    if picked.is_full:
        return []
    if text:
        best = [pk for pk in matching(text, spoken(), Practice.section).best if pk not in {one.pk for one in records}]
        rows = listed.in_bulk(best[:SUGGESTED])
        return [rows[pk] for pk in best[:SUGGESTED] if pk in rows]
    if not records:
        return []
    similar = listed.related_to(records[0]).exclude(slug__in=picked.values)
    return list(similar.by_usefulness()[:SUGGESTED])


def compare_countries(request: HttpRequest) -> HttpResponse:
    """Show the countries that `country` names side by side."""
    picked = chosen(request.GET, COUNTRY, countries.SLUGS)
    order = countries.by_name(list(countries.SLUGS), spoken())
    return render(
        request,
        "practices/compare_countries.html",
        {
            "chosen": picked,
            "left_out": [countries.name(code, spoken()) for code in picked.too_many],
            "comparison": country_comparison(picked.values),
            "choices": [{"code": code, "selected": code in picked.values} for code in order],
            "names": [countries.name(code, spoken()) for code in picked.values],
            "trail": trail((_("Countries"), reverse("countries")), (pgettext("page", "Compare countries"), "")),
        },
    )
