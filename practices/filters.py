"""The filters of the directory, bound to the address. The address is the state: it can be sent to a friend."""

from functools import cached_property, lru_cache
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from practices import vocabularies as words
from practices.facet_index import facet_index
from practices.models import Practice
from practices.models.facets import Facet
from practices.models.practice import is_isco_code
from skills2work import countries, languages
from skills2work.asked import query_text
from skills2work.search.engine import matching
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


class Sort(models.TextChoices):
    """The orders of the list."""

    RELEVANCE = "relevance", pgettext_lazy("sort", "Most useful first")
    VERIFIED = "verified", pgettext_lazy("sort", "Checked last")
    TITLE = "title", pgettext_lazy("sort", "Title")
    COUNTRY = "country", pgettext_lazy("sort", "Country")


class KnownValuesField(forms.MultipleChoiceField):
    """Takes the values it knows and remembers the others, so that the page can say which it ignored."""

    ignored: list[str]

    def clean(self, value: Any) -> list[str]:
        """Return the known values in the order of the vocabulary. Raises nothing."""
        chosen = list(dict.fromkeys(item for item in value or [] if item))
        choices: Any = self.choices
        known = [str(code) for code, _label in choices]
        self.ignored = [item for item in chosen if item not in known]
        return [code for code in known if code in chosen]


class WordsField(forms.CharField):
    """Takes any text and makes it safe to look for. Raises nothing."""

    def clean(self, value: Any) -> str:
        """Return the text without control characters, cut to what can be looked for."""
        return query_text(value or "").text


class WordsFilter(django_filters.CharFilter):
    """A filter by words."""

    field_class = WordsField


class FacetFilter(django_filters.MultipleChoiceFilter):
    """Keeps practices that have one of the chosen values."""

    field_class = KnownValuesField

    def filter(self, qs: Any, value: list[str]) -> Any:
        """Ask the facet table; nothing chosen keeps everything."""
        return qs.with_facet(self.field_name, value) if value else qs


def country_choices() -> list[tuple[str, str]]:
    """Return the countries by their names in the reader's language."""
    spoken = get_language() or languages.SOURCE_LANGUAGE
    return [(code, countries.name(code, spoken)) for code in countries.by_name(list(countries.SLUGS), spoken)]


def language_choices() -> list[tuple[str, str]]:
    """Return the languages in which any practice is offered, by name."""
    spoken = get_language() or languages.SOURCE_LANGUAGE
    codes = [code for code, practices in facet_index().values[Facet.LANGUAGE].items() if practices]
    return sorted(((code, languages.name(code, spoken)) for code in codes), key=lambda pair: pair[1].casefold())


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


def facet_filter(facet: Facet) -> FacetFilter:
    """Return the filter of one facet."""
    return FacetFilter(field_name=facet.value, label=facet.label, choices=choices_of(facet), required=False)


class PracticeFilter(django_filters.FilterSet):
    """All filters: OR within one, AND between them. Unknown values are ignored and remembered."""

    q = WordsFilter(method="filter_text", label=_("Words"))
    country = facet_filter(Facet.COUNTRY)
    kind = facet_filter(Facet.KIND)
    eligible = facet_filter(Facet.ELIGIBLE)
    audience = facet_filter(Facet.AUDIENCE)
    stage = facet_filter(Facet.STAGE)
    sector = facet_filter(Facet.SECTOR)
    scope = facet_filter(Facet.SCOPE)
    language = facet_filter(Facet.LANGUAGE)
    status = facet_filter(Facet.STATUS)
    evidence = facet_filter(Facet.EVIDENCE)
    cost = facet_filter(Facet.COST)

    class Meta:
        model = Practice
        fields: list[str] = []

    def filter_text(self, queryset: Any, name: str, value: str) -> Any:
        """Keep practices that hold the words."""
        found = matching(self.words.text, get_language() or languages.SOURCE_LANGUAGE, Practice.section)
        return queryset.filter(pk__in=found.everything) if self.words.text else queryset

    @property
    def form(self) -> forms.Form:
        """Return the bound form, its choices made once only."""
        if not hasattr(self, "_form"):
            for field in super().form.fields.values():
                if isinstance(field, KnownValuesField):
                    choices: Any = field.choices
                    field.choices = list(choices)
        return super().form

    @property
    def words(self) -> Any:
        """Return what was typed, made safe."""
        return query_text(self.data.get("q", ""))

    @cached_property
    def options(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the values of every facet with their labels, in the order of the panel."""
        spoken, version = get_language() or languages.SOURCE_LANGUAGE, facet_index().version
        return {name: options_in(Facet(name), spoken, version) for name in self.base_filters if name in Facet.values}

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """Return the chosen values of every facet that has some, in the order of the vocabulary, as the form says it.

        Past the form, whose fields would be made anew for each page.
        """
        asked = {name: set(self.data.getlist(name)) for name in self.options if name in self.data}
        found = {
            name: [code for code, _label in self.options[name] if code in values] for name, values in asked.items()
        }
        return {name: values for name, values in found.items() if values}

    @property
    def occupation(self) -> list[str]:
        """Return the ISCO-08 codes that the address asks for, of one to four digits."""
        return [code for code in self.data.getlist("occupation") if is_isco_code(code)]

    @property
    def ignored(self) -> list[str]:
        """Return what the address asked for that does not exist, e.g. "kind: nonsense"; cut to what fits a page."""
        found = [
            f"{name}: {query_text(value).text[:40]}"
            for name, options in self.options.items()
            if name in self.data
            for value in dict.fromkeys(self.data.getlist(name))
            if value and value not in {code for code, _label in options}
        ]
        found += [
            f"occupation: {query_text(code).text[:40]}"
            for code in self.data.getlist("occupation")
            if code and not is_isco_code(code)
        ]
        asked = self.data.get("sort", "")
        return [*found, *([f"sort: {query_text(asked).text[:40]}"] if asked and asked not in Sort.values else [])][:10]

    @property
    def sort(self) -> str:
        """Return the order that the address asks for."""
        asked = self.data.get("sort", "")
        return asked if asked in Sort.values else Sort.RELEVANCE.value
