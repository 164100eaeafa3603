"""The filters of the directory, bound to the address. The address is the state: it can be sent to a friend."""

from typing import Any

import django_filters
from django import forms
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from practices import vocabularies as words
from practices.models import Practice, PracticeFacet
from practices.models.facets import Facet
from skills2work import countries, languages
from skills2work.asked import query_text
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
    """Return the languages in which any practice is offered, by name; one query."""
    spoken = get_language() or languages.SOURCE_LANGUAGE
    codes = PracticeFacet.objects.filter(facet=Facet.LANGUAGE).values_list("value", flat=True).distinct()
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
        return queryset.matching(self.words.text) if self.words.text else queryset

    @property
    def form(self) -> forms.Form:
        """Return the bound form, its choices asked for once only: those of languages cost a query."""
        form = super().form
        for field in form.fields.values():
            if isinstance(field, KnownValuesField):
                choices: Any = field.choices
                field.choices = list(choices)
        return form

    @property
    def words(self) -> Any:
        """Return what was typed, made safe."""
        return query_text(self.data.get("q", ""))

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Return the chosen values of every facet that has some."""
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: values for name, values in cleaned.items() if isinstance(values, list) and values}

    @property
    def ignored(self) -> list[str]:
        """Return what the address asked for that does not exist, e.g. "kind: nonsense"; cut to what fits a page."""
        self.form.is_valid()
        found = [
            f"{name}: {query_text(value).text[:40]}"
            for name, field in self.form.fields.items()
            for value in getattr(field, "ignored", [])
        ]
        asked = self.data.get("sort", "")
        return [*found, *([f"sort: {query_text(asked).text[:40]}"] if asked and asked not in Sort.values else [])][:10]

    @property
    def sort(self) -> str:
        """Return the order that the address asks for."""
        asked = self.data.get("sort", "")
        return asked if asked in Sort.values else Sort.RELEVANCE.value
