"""What the pages of occupations gather: is it regulated, where and by whom; which practices are for it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from practices.models import IscoGroup, Practice, PracticeFacet, ProfessionRule, RegulatedProfession
from practices.models.facets import Facet
from practices.models.professions import groups_around
from practices.occupation_sectors import sector_of
from practices.vocabularies import ProfessionRuleKind
from skills2work import countries, languages
from skills2work.caching.remembering import while_unchanged
from skills2work.vocabularies import Sector

SHOWN = 4
GROUPS_REMEMBERED = 128  # in one language each, some 20 KB
LISTS_REMEMBERED = 128  # the same, a few practices each


class InCountries(NamedTuple):
    """Where the professions of a group are regulated by our list, and where not; codes of countries, by name."""

    regulated: list[str]
    not_regulated: list[str]

    @property
    def regulated_names(self) -> list[str]:
        """Return the names of the first on the page."""
        return names(self.regulated)

    @property
    def not_regulated_names(self) -> list[str]:
        """Return the names of the others on the page."""
        return names(self.not_regulated)


def names(codes: Iterable[str]) -> list[str]:
    """Return the names of countries on the page."""
    return [countries.name(code, languages.spoken()) for code in codes]


def by_name(codes: Iterable[str]) -> list[str]:
    """Return codes of countries in the order of their names on the page."""
    return countries.by_name(sorted(codes), languages.spoken())


def chains(codes: Iterable[str]) -> dict[str, list[IscoGroup]]:
    """Return for each group what it stands in, the widest first, itself last; one query for all."""
    codes = sorted(set(codes))
    known = {group.code: group for group in IscoGroup.objects.around(*codes)}
    return {code: [known[around] for around in reversed(groups_around(code)) if around in known] for code in codes}


def countries_of_list(codes: Iterable[str]) -> dict[str, InCountries]:
    """Return for each group in which countries our list has it; one query for all."""
    codes = sorted(set(codes))
    rows = RegulatedProfession.objects.published().for_isco(*codes).values_list("isco", "country", "regulated")
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for isco, country, regulated in rows:
        found[isco].append((country, regulated))
    answers = {}
    for code in codes:
        pairs = [pair for around in groups_around(code) for pair in found[around]]
        yes = {country for country, regulated in pairs if regulated}
        answers[code] = InCountries(by_name(yes), by_name({country for country, _yes in pairs} - yes))
    return answers


class Regulation(NamedTuple):
    """What our list says about a group: its professions by country, where it is silent, and the rules above."""

    countries: list[tuple[str, list[RegulatedProfession]]]
    silent: list[str]
    rules: list[ProfessionRule]
    automatic: bool
    conditions: list[ProfessionRule]


def regulation(isco: str) -> Regulation:
    """Return what holds for a unit group; seven queries at most."""
    known: dict[str, list[RegulatedProfession]] = defaultdict(list)
    for profession in RegulatedProfession.objects.published().for_isco(isco).for_page():
        known[profession.country].append(profession)
    rules = list(ProfessionRule.objects.published().for_isco(isco).with_sources())
    automatic = any(rule.kind == ProfessionRuleKind.AUTOMATIC for rule in rules)
    conditions = list(ProfessionRule.objects.published().conditions().with_sources()) if automatic else []
    return Regulation(
        countries=[(code, known[code]) for code in by_name(known)],
        silent=by_name(set(countries.NINE) - known.keys()),
        rules=rules,
        automatic=automatic,
        conditions=conditions,
    )


class PracticesFor(NamedTuple):
    """Practices for a group: those that name it or one beside it, and those of its sector; with how many there are."""

    group: list[Practice]
    sector: Sector | None
    in_sector: list[Practice]
    counts: list[tuple[str, int]]  # by code: the group, and each group around it that has more


def practices_for(isco: str) -> PracticesFor:
    """Return practices that run: first what names the unit group, then its sub-major group, then its sector."""
    counts = practice_counts(isco)
    own = useful(Facet.OCCUPATION, isco) if counts[0][1] else []
    named = first_of(own, useful(Facet.OCCUPATION, isco[:2]))
    sector = sector_of(isco)
    in_sector = useful(Facet.SECTOR, sector.value) if sector else []
    shown = {practice.pk for practice in named}
    return PracticesFor(named, sector, [one for one in in_sector if one.pk not in shown][:SHOWN], counts)


@while_unchanged(LISTS_REMEMBERED)
def useful(facet: Facet, value: str) -> list[Practice]:
    """Return the most useful practices with a value of a facet, enough for a list that leaves some out; one query."""
    found = Practice.objects.published().for_list().running().by_usefulness().with_facet(facet, [value])
    return list(found[: 2 * SHOWN])


def first_of(*lists: list[Practice]) -> list[Practice]:
    """Return the first practices of several lists, each once."""
    return list({practice.pk: practice for practices in lists for practice in practices}.values())[:SHOWN]


@while_unchanged(len(languages.LANGUAGE_CODES))
def counts_by_group() -> dict[str, int]:
    """Return how many practices name each group or a part of it; one query for all."""
    return PracticeFacet.objects.counts(Facet.OCCUPATION)


def practice_counts(isco: str) -> list[tuple[str, int]]:
    """Return how many practices name a group or a part of it, and wider groups that have more."""
    found = counts_by_group()
    counts = [(isco, found.get(isco, 0))]
    for code in groups_around(isco)[1:]:
        if found.get(code, 0) > counts[-1][1]:
            counts.append((code, found[code]))
    return counts


class Around(NamedTuple):
    """What the pages of all occupations of a unit group share, two parts of it as HTML."""

    chain: list[IscoGroup]
    automatic: bool
    by_country: SafeString
    practices: SafeString


@while_unchanged(GROUPS_REMEMBERED)
def around(isco: str) -> Around:
    """Return what surrounds an occupation of a unit group, which is seven occupations wide on average."""
    chain = chains([isco])[isco]
    known = regulation(isco)
    wider = chain[1] if len(chain) > 1 else chain[0]
    return Around(
        chain,
        known.automatic,
        render_to_string("practices/occupation_by_country.html", {"regulation": known}),
        render_to_string("practices/occupation_practices.html", {"practices": practices_for(isco), "wider": wider}),
    )
