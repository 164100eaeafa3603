"""The overview of countries, and one country."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practices import structured
from practices.audiences import audience_words
from practices.coverage import coverage
from practices.models import AccessToWork, CountryProfile, Guidance, Practice, ProfessionRule, RegulatedProfession
from practices.models.guidance import AUDIENCE_PAGES
from practices.timeline import timeline
from skills2work import countries, languages
from skills2work.beside import shows_two_languages
from skills2work.map import drawn
from skills2work.navigation import trail
from skills2work.publishing import record_model


def overview(request: HttpRequest) -> HttpResponse:
    """List the nine countries and the European level with what there is about each."""
    counts = {
        section: record_model(section).objects.published().count_by_country()
        for section in ("practices", "organisations", "stories")
    }
    profiles = {profile.country: profile for profile in CountryProfile.objects.published()}
    rows = [
        {
            "code": code,
            "profile": profiles.get(code),
            "counts": {section: found.get(code, 0) for section, found in counts.items()},
        }
        for code in countries.by_name(list(countries.SLUGS), languages.spoken())
    ]
    return render(
        request,
        "practices/countries.html",
        {"rows": rows, "matrix": coverage(), "map": drawn(counts["practices"]), "trail": trail((_("Countries"), ""))},
    )


@shows_two_languages
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what holds in one country: right to work, recognition, practices, guidance, stories, organisations."""
    code = countries.CODES.get(slug)
    if code is None:
        raise Http404
    name = countries.name(code, languages.spoken())
    access = list(AccessToWork.objects.published().in_country(code).in_status_order().with_sources())
    guidance = list(Guidance.objects.published().in_country(code).in_topic_order().for_list())
    order = list(countries.by_name(list(countries.SLUGS), languages.spoken()))
    place = order.index(code)
    return render(
        request,
        "practices/country.html",
        {
            "code": code,
            "name": name,
            "slug": slug,
            "profile": CountryProfile.objects.published().for_page().in_country(code).first(),
            "access": access,
            "timeline": timeline(access),
            "practice_groups": Practice.objects.published().in_country(code).grouped_by_kind(),
            "practice_count": Practice.objects.published().in_country(code).count(),
            "professions": RegulatedProfession.objects.published().in_country(code).for_page(),
            "profession_rules": ProfessionRule.objects.published().in_country(code).with_sources(),
            "guidance": [
                {
                    "page": page,
                    "label": audience_words(audience).label,
                    "items": [item for item in guidance if item.audience == audience],
                }
                for audience, page in AUDIENCE_PAGES.items()
            ],
            "stories": record_model("stories").objects.published().in_country(code).for_list().by_title(),
            "organisations": record_model("organisations").objects.published().in_country(code).for_list().by_title(),
            "before": order[place - 1] if place else "",
            "after": order[place + 1] if place + 1 < len(order) else "",
            "trail": trail((_("Countries"), reverse("countries")), (name, "")),
            "data": structured.country(request, code, name),
        },
    )
