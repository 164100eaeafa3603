"""Practices as data: their fields, the parameters of the directory, and their form as linked data."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.data import PUBLIC_BODIES
from practices import vocabularies as words
from practices.filters import VOCABULARIES, Sort
from practices.models import Practice
from practices.models.facets import Facet
from skills2work.data import DataKind, Parameter
from skills2work.data.fields import (
    Schema,
    code,
    codes,
    lines,
    number,
    own_page,
    parts,
    plain,
    ref,
    reference,
    references,
    text,
)
from skills2work.data.linked import Node, concept, concepts, described, how_to, mentioned, place, texts
from skills2work.data.records import COUNTRY
from skills2work.publishing import shown
from skills2work.sources import linkable
from skills2work.structured import without_empty
from skills2work.vocabularies import Audience, Sector

NACE = "http://data.europa.eu/ux2/nace2/"
ISCO = "http://data.europa.eu/esco/isco/C"
ISCO_CODE: Schema = {"type": "string", "pattern": "^[0-9]{1,4}$"}

FIELDS = (
    plain("local_title", "Its name in its own language"),
    codes("kinds", words.PracticeKind, "Which mechanism it is"),
    codes("stages", words.ValidationStage, "Which of the four stages of validation it covers"),
    codes("audiences", Audience, "Who uses the entry"),
    codes("eligible", words.LegalStatus, "For whom, by legal status. null: not known", null_when_empty=True),
    code("scope", words.Scope),
    text("place", "Region or town of a regional or local practice"),
    reference("lead", "The organisation that runs it, where it has an entry of its own"),
    plain("lead_name", "Who runs it, as the source names it"),
    references("partners"),
    lines("other_partners", "Partners without an entry of their own"),
    number("start_year"),
    number("end_year"),
    code("status", words.PracticeStatus, "Whether it still runs, as far as the newest source says"),
    number("as_of", "The year of the newest source that says so"),
    codes("languages_offered", None, "BCP 47. null: not known", null_when_empty=True),
    text("cost"),
    code("cost_kind", words.CostKind, "Whether the person who takes part pays. null: not known"),
    text("duration"),
    codes("sectors", Sector, "Sections of NACE Rev. 2. None: any sector"),
    codes("isco", None, "ISCO-08 codes of the groups of occupations that it names"),
    code("evidence", words.Evidence, "What speaks for it"),
    own_page("Its own page"),
    text("what", "What it is"),
    parts("steps", "text", "How it works, step by step. null: not known"),
    lines("results", "Published results, each with its year"),
    lines("lessons"),
    reference("successor", "What to look at instead of a practice that has ended"),
)

# The facets whose values are no closed vocabulary.
OPEN_FACETS: dict[str, tuple[str, Schema]] = {
    Facet.COUNTRY: ("ISO 3166-1 alpha-2, or EU", COUNTRY),
    Facet.LANGUAGE: ("A language it is offered in, BCP 47", {"type": "string"}),
    Facet.COST: ("Only what is free for those who take part", {"type": "string", "enum": ["free"]}),
    Facet.OCCUPATION: ("ISCO-08 code of one to four digits", ISCO_CODE),
}


def facet_parameter(facet: Facet) -> Parameter:
    """Return the parameter of one facet."""
    if facet in OPEN_FACETS:
        return Parameter(facet.value, *OPEN_FACETS[facet])
    return Parameter(facet.value, str(VOCABULARIES[facet].__doc__), ref(VOCABULARIES[facet].__name__))


def agent(record: Practice, site: str) -> Node | None:
    """Return who runs a practice: an organisation of the directory, else its name as the source has it."""
    named = {"@type": "org:Organization", "schema:name": record.lead_name} if record.lead_name else None
    return mentioned(record.lead, site) or named


def period(record: Practice) -> Node | None:
    """Return the years it ran, as far as they are known."""
    years = {"dcat:startDate": record.start_year, "dcat:endDate": record.end_year}
    known = {name: str(year) for name, year in years.items() if year}
    return {"@type": "dct:PeriodOfTime", **known} if known else None


def cost(record: Practice) -> Node | None:
    """Return what it costs, in the words of the source; None where that is not known."""
    words_of_it = texts(record, "cost")
    if not words_of_it:
        return None
    return {"@type": "cv:Cost", "dct:identifier": f"{record.slug}-cost", "dct:description": words_of_it}


def linked(record: Practice, site: str) -> Node:
    """Return a practice as linked data. A competent authority is named only where a public body runs it."""
    lead = shown(record.lead)
    is_public = lead is not None and lead.kind in PUBLIC_BODIES
    steps = how_to([texts(step, "text") for step in record.steps.all()])
    classified: list[Node] = [
        *concepts(site, words.PracticeKind, record.kinds),
        *concepts(site, words.ValidationStage, record.stages),
        *concepts(site, words.LegalStatus, record.eligible),
        *concepts(site, words.Scope, [record.scope]),
        *concepts(site, words.Evidence, [record.evidence]),
        *({"@id": f"{ISCO}{group}"} for group in record.isco),
    ]
    more: dict[str, Any] = {
        "dct__description": texts(record, "what"),
        "schema__alternateName": record.local_title,
        "schema__provider": agent(record, site),
        "cv__hasCompetentAuthority": mentioned(lead, site) if is_public else None,
        "dct__contributor": [found for one in record.partners.all() if (found := mentioned(one, site))],
        "cv__isClassifiedBy": classified,
        "dct__audience": concepts(site, Audience, record.audiences),
        "cv__sector": [{"@id": f"{NACE}{sector}"} for sector in record.sectors],
        "adms__status": concept(site, words.PracticeStatus, record.status),
        "dct__temporal": period(record),
        "cv__hasCost": cost(record),
        "schema__isAccessibleForFree": True if record.cost_kind == words.CostKind.FREE else None,
        "cv__processingTime": texts(record, "duration"),
        "schema__availableLanguage": record.languages_offered,
        "schema__areaServed": place(record.country),
        "schema__sameAs": linkable(record.url),
        "schema__subjectOf": {"@type": "schema:HowTo", "schema:step": steps} if steps else None,
        "dct__isReplacedBy": mentioned(record.successor, site),
    }
    return described(record, site, "cpsv:PublicService", "schema:Service", **without_empty(more))


PRACTICES = DataKind(
    section=Practice.section,
    schema="Practice",
    address="practices",
    title=_("Practices"),
    description="What helps skills to be seen, recognised or used, and how it works",
    records=lambda: Practice.objects.published().for_data().order_by("pk"),
    own=FIELDS,
    linked=linked,
    parameters=(
        Parameter("q", "Words to look for", {"type": "string", "maxLength": 200}, repeats=False),
        *(facet_parameter(facet) for facet in Facet),
        Parameter("sort", "The order of the list", {"type": "string", "enum": Sort.values}, repeats=False),
    ),
    list_fields={
        "facets": {
            "type": "object",
            "description": "For each filter and each of its values: the entries it would give under all other filters",
            "additionalProperties": False,
            "properties": {
                facet.value: {"type": "object", "additionalProperties": {"type": "integer"}} for facet in Facet
            },
        }
    },
)


def practice_row(record: Practice, request: HttpRequest) -> dict[str, Any]:
    """Return a practice as plain data. No query for practices that came with `for_data`."""
    return PRACTICES.row(record, request)
