"""The filters of the list of organisations. Unknown values are ignored."""

from functools import cached_property
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import pgettext

from network.models import Organisation
from network.vocabularies import OrganisationKind, OrganisationRole
from skills2work import countries, languages
from skills2work.asked import query_text, unknown
from skills2work.search.engine import matching


class Choice(NamedTuple):
    """One value of a select box."""

    value: str
    label: str
    selected: bool


class OrganisationFilter:
    """What the address asks for: words, one country, one kind, one role."""

    def __init__(self, query: QueryDict) -> None:
        self.words = query_text(query.get("q", ""))
        self.country = query.get("country", "")
        self.kind = query.get("kind", "")
        self.role = query.get("role", "")
        self.ignored = [
            unknown(name, value)
            for name, value, known in (
                ("country", self.country, countries.is_country(self.country)),
                ("kind", self.kind, self.kind in OrganisationKind.values),
                ("role", self.role, self.role in OrganisationRole.values),
            )
            if value and not known
        ]

    def records(self) -> Any:
        """Return the published organisations that are asked for."""
        found = Organisation.objects.published()
        if self.words.text:
            spoken = languages.spoken()
            found = found.filter(pk__in=matching(self.words.text, spoken, Organisation.section).everything)
        if countries.is_country(self.country):
            found = found.in_country(self.country)
        if self.kind in OrganisationKind.values:
            found = found.of_kind(self.kind)
        if self.role in OrganisationRole.values:
            found = found.with_role(self.role)
        return found

    def in_words(self) -> str:
        """Return what is asked for in words, e.g. "Country: Spain, Kind: University"; empty for everything."""
        chosen = [
            f"{select['label']}: {choice.label}"
            for select in self.selects
            for choice in select["choices"]
            if choice.selected and choice.value
        ]
        return ", ".join([*([f"“{self.words.text}”"] if self.words.text else []), *chosen])

    @cached_property
    def selects(self) -> list[dict[str, Any]]:
        """Return the select boxes: name, label, choices. One query for the countries there are."""
        spoken = languages.spoken()
        codes = sorted(Organisation.objects.published().order_by().values_list("country", flat=True).distinct())
        places = [(code, countries.name(code, spoken)) for code in countries.by_name(codes, spoken)]
        return [
            select("country", pgettext("filter", "Country"), places, self.country),
            select("kind", pgettext("filter", "Kind"), OrganisationKind.choices, self.kind),
            select("role", pgettext("filter", "Role"), OrganisationRole.choices, self.role),
        ]


def select(name: str, label: str, choices: Any, chosen: str) -> dict[str, Any]:
    """Return one select box with "all" at its top."""
    everything = Choice("", pgettext("filter", "All"), selected=not chosen)
    options = [Choice(value, str(text), selected=value == chosen) for value, text in choices]
    return {"name": name, "label": label, "choices": [everything, *options]}
