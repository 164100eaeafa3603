"""Guidance as data."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.models import Guidance
from practices.models.guidance import AUDIENCE_PAGES
from practices.vocabularies import GuidanceTopic
from skills2work import countries, languages
from skills2work.data import Asked, Chosen, DataKind, Parameter
from skills2work.data.fields import code, lines, number, ref
from skills2work.data.linked import Node, concept, described, how_to, lines_in_languages
from skills2work.data.records import COUNTRY
from skills2work.vocabularies import Audience, labels


def linked(record: Guidance, site: str) -> Node:
    """Return a piece of guidance as linked data."""
    return described(
        record,
        site,
        "schema:HowTo",
        dct__audience=concept(site, Audience, record.audience),
        schema__about=concept(site, GuidanceTopic, record.topic),
        schema__step=how_to(lines_in_languages(record, "points")),
        schema__temporalCoverage=str(record.as_of) if record.as_of else None,
    )


GUIDANCE = DataKind(
    section=Guidance.section,
    schema="Guidance",
    address="guidance",
    title=_("Guidance"),
    description="Points on one topic that an audience can act on, in one country or for Europe",
    records=lambda: Guidance.objects.published().for_data().order_by("pk"),
    own=(
        code("audience", Audience),
        code("topic", GuidanceTopic),
        lines("points", "Each can be checked or done"),
        number("as_of", "The year of the source"),
    ),
    linked=linked,
    parameters=(
        Parameter("audience", "For whom", ref("Audience")),
        Parameter("country", "Where; EU for what holds all over Europe", COUNTRY),
        Parameter("topic", "About what", ref("GuidanceTopic")),
    ),
)


def chosen_from(query: QueryDict) -> Chosen:
    """Return what an address asks for."""
    return Chosen(
        query,
        {
            "audience": lambda value: value in Audience.values,
            "country": lambda value: value in countries.SLUGS,
            "topic": lambda value: value in GuidanceTopic.values,
        },
    )


def asked(query: QueryDict) -> Asked:
    """Return the guidance that an address asks for."""
    chosen = chosen_from(query)
    records = Guidance.objects.published().for_data().order_by("audience", "country", "topic", "pk")
    if chosen["audience"]:
        records = records.for_audience(*chosen["audience"])
    if chosen["country"]:
        records = records.in_country(*chosen["country"])
    if chosen["topic"]:
        records = records.on_topic(*chosen["topic"])
    spoken = languages.spoken()
    words = [
        *labels(Audience, chosen["audience"]),
        *(countries.name(code, spoken) for code in chosen["country"]),
        *labels(GuidanceTopic, chosen["topic"]),
    ]
    return Asked(records, chosen.ignored, words)


def page(query: QueryDict) -> str:
    """Return where readers find it: the page of an audience, of one country if only one is asked for; else home."""
    chosen = chosen_from(query)
    pages = [AUDIENCE_PAGES[Audience(one)] for one in chosen["audience"] if Audience(one) in AUDIENCE_PAGES]
    if len(pages) != 1:
        return reverse("home")
    if len(chosen["country"]) == 1:
        return reverse(f"{pages[0]}-country", args=[countries.SLUGS[chosen["country"][0]]])
    return reverse(pages[0])
