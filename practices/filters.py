"""The filters of the directory, bound to the address. The address is the state: it can be sent to a friend."""

from functools import cached_property, lru_cache
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from practices import vocabularies as words
from practices.facet_index import facet_index
from practices.models.facets import Facet
from practices.models.practice import is_isco_code
from skills2work import countries, languages
from skills2work.asked import query_text, unknown
from skills2work.collation import sort_key
from skills2work.vocabularies import Audience, Sector

VOCABULARIES: dict[str, type[models.TextChoices]] = {
    Facet.KIND: words.PracticeKind,
    Facet.STAGE: words.ValidationStage,
    Facet.AUDIENCE: Audience,
    Facet.ELIGIBLE: words.LegalStatus,
    Facet.SCOPE: words.Scope,
    Facet.SECTOR: Sector,
    Facet.STATUS: words.PracticeStatus,
    Facet.EVIDENCE: words.Evidence,
}
# The facets in the order of the panel.
PANEL = (
    Facet.COUNTRY,
    Facet.KIND,
    Facet.ELIGIBLE,
    Facet.AUDIENCE,
    Facet.STAGE,
    Facet.SECTOR,
    Facet.SCOPE,
    Facet.LANGUAGE,
    Facet.STATUS,
    Facet.EVIDENCE,
    Facet.COST,
)


class Sort(models.TextChoices):
    """The orders of the list."""

    RELEVANCE = "relevance", pgettext_lazy("sort", "Most useful first")
    VERIFIED = "verified", pgettext_lazy("sort", "Checked last")
    TITLE = "title", pgettext_lazy("sort", "Title")
    COUNTRY = "country", pgettext_lazy("sort", "Country")


def country_choices() -> list[tuple[str, str]]:
    """Return the countries by their names in the reader's language."""
    spoken = languages.spoken()
    return [(code, countries.name(code, spoken)) for code in countries.by_name(list(countries.SLUGS), spoken)]


def language_choices() -> list[tuple[str, str]]:
    """Return the languages in which any practice is offered, by name."""
    spoken = languages.spoken()
    codes = [code for code, practices in facet_index().values[Facet.LANGUAGE].items() if practices]
    return sorted(((code, languages.name(code, spoken)) for code in codes), key=lambda pair: sort_key(pair[1], spoken))


def choices_of(facet: str) -> Any:
    """Return the choices of a facet; a function where they depend on the reader's language or on the data."""
    if facet == Facet.COUNTRY:
        return country_choices
    if facet == Facet.LANGUAGE:
        return language_choices
    if facet == Facet.COST:
        return [(words.CostKind.FREE.value, words.CostKind.FREE.label)]
    return VOCABULARIES[facet].choices


@lru_cache(maxsize=512)
def options_in(facet: Facet, language: str, version: int) -> tuple[tuple[str, str], ...]:
    """Return the values of a facet with their labels in the page's language; kept until the content changes."""
    choices = choices_of(facet)
    return tuple((str(code), str(label)) for code, label in (choices() if callable(choices) else choices))


class PracticeFilter:
    """All filters: OR within one, AND between them. Unknown values are ignored and remembered. Raises nothing."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.words = query_text(query.get("q", ""))
        self.language = languages.spoken()

    @cached_property
    def options(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the values of every facet with their labels, in the order of the panel."""
        version = facet_index().version
        return {facet.value: options_in(facet, self.language, version) for facet in PANEL}

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """Return the chosen values of every facet that has some, in the order of the vocabulary."""
        asked = {name: set(self.query.getlist(name)) for name in self.options if name in self.query}
        found = {
            name: [code for code, _label in self.options[name] if code in values] for name, values in asked.items()
        }
        return {name: values for name, values in found.items() if values}

    @property
    def occupation(self) -> list[str]:
        """Return the ISCO-08 codes that the address asks for, of one to four digits."""
        return [code for code in self.query.getlist("occupation") if is_isco_code(code)]

    @property
    def ignored(self) -> list[str]:
        """Return what the address asked for that does not exist, e.g. "kind: nonsense"; cut to what fits a page."""
        found = [
            unknown(name, value)
            for name, options in self.options.items()
            if name in self.query
            for value in dict.fromkeys(self.query.getlist(name))
            if value and value not in {code for code, _label in options}
        ]
        found += [
            unknown("occupation", code) for code in self.query.getlist("occupation") if code and not is_isco_code(code)
        ]
        asked = self.query.get("sort", "")
        return [*found, *([unknown("sort", asked)] if asked and asked not in Sort.values else [])][:10]

    @property
    def sort(self) -> str:
        """Return the order that the address asks for."""
        asked = self.query.get("sort", "")
        return asked if asked in Sort.values else Sort.RELEVANCE.value
