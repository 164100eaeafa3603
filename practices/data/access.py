"""The right to work as data: the rule of each country for each legal status."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.models import AccessToWork
from practices.vocabularies import LegalStatus, WorkAnswer
from skills2work import countries, languages
from skills2work.data import Asked, Chosen, DataKind, Parameter
from skills2work.data.fields import code, number, ref, text
from skills2work.data.linked import Node, concept, concepts, described, texts
from skills2work.data.records import COUNTRY
from skills2work.vocabularies import labels


def linked(record: AccessToWork, site: str) -> Node:
    """Return a rule as linked data."""
    return described(
        record,
        site,
        "cpsv:Rule",
        dct__description=texts(record, "rule"),
        dct__audience=concept(site, LegalStatus, record.status),
        dct__type=concepts(site, WorkAnswer, [record.answer]),
        schema__temporalCoverage=str(record.as_of) if record.as_of else None,
    )


ACCESS = DataKind(
    section=AccessToWork.section,
    schema="AccessToWork",
    address="right-to-work",
    title=_("Right to work"),
    description="When, and how, people of a legal status may work in a country",
    records=lambda: AccessToWork.objects.published().for_data().order_by("pk"),
    own=(
        code("status", LegalStatus),
        code("answer", WorkAnswer, "The short answer"),
        number("waiting_months", "0: none. null: not known"),
        text("rule"),
        text("document", "The paper that shows it: what an employer may ask to see"),
        text("limits", "Limits to some jobs"),
        number("as_of", "The year of the source"),
    ),
    linked=linked,
    parameters=(
        Parameter("country", "One of the nine countries", COUNTRY),
        Parameter("status", "Legal status", ref("LegalStatus")),
    ),
)


def chosen_from(query: QueryDict) -> Chosen:
    """Return what an address asks for."""
    return Chosen(
        query,
        {
            "country": lambda value: value in countries.NINE,
            "status": lambda value: value in LegalStatus.values,
        },
    )


def asked(query: QueryDict) -> Asked:
    """Return the rules that an address asks for."""
    chosen = chosen_from(query)
    records = AccessToWork.objects.published().for_data().in_status_order()
    if chosen["country"]:
        records = records.in_country(*chosen["country"])
    if chosen["status"]:
        records = records.for_status(*chosen["status"])
    spoken = languages.spoken()
    words = [countries.name(code, spoken) for code in chosen["country"]]
    return Asked(records, chosen.ignored, [*words, *labels(LegalStatus, chosen["status"])])


def page(query: QueryDict) -> str:
    """Return where readers find it: the page of a country if only one is asked for, else that of all countries."""
    asked_for = chosen_from(query)["country"]
    if len(asked_for) == 1:
        return reverse("right-to-work-country", args=[countries.SLUGS[asked_for[0]]])
    return reverse("right-to-work")
