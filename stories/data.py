"""Stories as data. A story whose basis was withdrawn is gone from here at once."""

from typing import Any

from django.http import QueryDict
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from practices.vocabularies import PracticeKind
from skills2work import countries, languages
from skills2work.data import Asked, Chosen, DataKind, Parameter, addresses, register
from skills2work.data.fields import code, codes, field, lines, number, plain, ref, reference, text
from skills2work.data.linked import described, mentioned, place, texts
from skills2work.data.records import COUNTRY
from skills2work.vocabularies import Sector, labels
from stories.models import Story, StoryBasis


def linked(record: Story, site: str) -> dict[str, Any]:
    """Return a story as linked data."""
    return described(
        record,
        site,
        "schema:Article",
        schema__headline=texts(record, "title"),
        schema__articleBody=texts(record, "path"),
        schema__about={"@type": "schema:Person", "schema:name": record.person} if record.person else None,
        schema__mentions=mentioned(record.employer, site),
        schema__contentLocation=place(record.country),
    )


STORIES = DataKind(
    section=Story.section,
    schema="Story",
    address="stories",
    title=_("Stories"),
    description="How one person's skills were seen and used, as an organisation has published it",
    records=lambda: Story.objects.published().for_data().order_by("pk"),
    own=(
        plain("person", "As published: often the first name only"),
        field(
            "origin",
            {**COUNTRY, "type": ["string", "null"], "description": "Country of origin, ISO 3166-1 alpha-2"},
            lambda record, _site: record.origin or None,
        ),
        text("occupation_before"),
        text("occupation_now", "When the story was published"),
        reference("employer"),
        text("employer_name", "The employer as the source names it"),
        code("sector", Sector, "Section of NACE Rev. 2"),
        lines("path", "How the skills were seen and used, step by step"),
        codes(
            "kinds", PracticeKind, "Kinds of practices on the path. null: the source names none", null_when_empty=True
        ),
        lines("advice"),
        number("year", "Of the published source"),
        code("basis", StoryBasis, "Why the story may be told"),
    ),
    linked=linked,
    parameters=(
        Parameter("country", "Where the story happened", COUNTRY),
        Parameter("kind", "A kind of practice on the path", ref("PracticeKind")),
    ),
)


def asked(query: QueryDict) -> Asked:
    """Return the stories of the countries and kinds of practices that are asked for."""
    chosen = Chosen(query, {"country": countries.is_country, "kind": PracticeKind.values.__contains__})
    records = Story.objects.published().for_data().by_title()
    if chosen["country"]:
        records = records.in_country(*chosen["country"])
    if chosen["kind"]:
        records = records.of_kind(*chosen["kind"])
    spoken = languages.spoken()
    places = [countries.name(code, spoken) for code in chosen["country"]]
    return Asked(records, chosen.ignored, [*places, *labels(PracticeKind, chosen["kind"])])


def data_addresses() -> list[URLPattern]:
    """Return the addresses of stories as data."""
    return addresses(STORIES, asked, lambda _query: reverse("stories"))


def register_all() -> None:
    """Give the data of this app away."""
    register(STORIES)
