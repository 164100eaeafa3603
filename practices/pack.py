"""The pack of a country: all that the directory holds about it in one file, with its sources numbered."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from practices.audiences import audience_words
from practices.helpers_on_the_way import HelpedStep, helpers_by_step
from practices.models import (
    AccessToWork,
    CountryProfile,
    Guidance,
    Pathway,
    Practice,
    ProfessionRule,
    RegulatedProfession,
)
from practices.models.guidance import AUDIENCE_PAGES
from practices.models.occupations import IscoGroup
from practices.models.pathway import Holding, MatrixStatus
from practices.timeline import timeline
from practices.vocabularies import MATRIX_STATUSES, PracticeKind
from skills2work import countries
from skills2work.models import Source
from skills2work.publishing import PublishedRecord, record_model
from skills2work.texts import LocalText
from skills2work.vocabularies import labels


class Entry(NamedTuple):
    """A part of a chapter, as the table of contents names it."""

    anchor: str
    label: str


class Chapter(NamedTuple):
    """A chapter of the pack. `template` shows it, from the pack."""

    number: int
    anchor: str
    title: str
    template: str
    entries: list[Entry]


class PackStep(NamedTuple):
    """A step of the pathway with its helpers and for whom it is. No status and no group of occupations means all."""

    helped: HelpedStep
    statuses: list[str]
    occupations: list[LocalText]


class Group(NamedTuple):
    """Records that stand under one heading."""

    anchor: str
    label: str
    items: list[Any]


class Pack:
    """What a country's pack shows. Each part is asked for once; the number of queries does not grow with the rows."""

    def __init__(self, code: str) -> None:
        self.code = code

    # What there is

    @cached_property
    def access(self) -> list[AccessToWork]:
        """The rules on the right to work; none at the European level."""
        return list(AccessToWork.objects.published().in_country(self.code).in_status_order().with_sources())

    @cached_property
    def missing_statuses(self) -> list[Any]:
        """The legal statuses for which the country has no rule here."""
        if self.code not in countries.NINE:
            return []
        return [status for status in MATRIX_STATUSES if status.value not in {rule.status for rule in self.access}]

    @cached_property
    def timeline(self) -> dict[str, Any] | None:
        """The drawing of the waiting times."""
        return timeline(self.access)

    @cached_property
    def profile(self) -> CountryProfile | None:
        """Who recognises what."""
        return CountryProfile.objects.published().for_page().in_country(self.code).first()

    @cached_property
    def pathway(self) -> Pathway | None:
        """The steps to recognition."""
        return Pathway.objects.published().in_country(self.code).for_page().first()

    @cached_property
    def steps(self) -> list[Group]:
        """Every step once, under what a person has to show; in the order of the first step of each group."""
        if self.pathway is None:
            return []
        found = list(self.pathway.steps.all())
        codes = {code for step in found for code in step.isco}
        names = {group.code: group.label() for group in IscoGroup.objects.filter(code__in=codes)} if codes else {}
        groups: dict[tuple[str, ...], list[PackStep]] = {}
        for helped in helpers_by_step(self.code, found):
            step = helped.step
            haves = tuple(have.value for have in Holding if have.value in step.haves)
            groups.setdefault(haves, []).append(
                PackStep(
                    helped,
                    labels(MatrixStatus, step.statuses),
                    [names[code] for code in step.isco if code in names],
                )
            )
        return [
            Group(f"have-{place}", " / ".join(labels(Holding, list(haves))) or str(_("Whatever you have")), steps)
            for place, (haves, steps) in enumerate(groups.items(), start=1)
        ]

    @cached_property
    def professions(self) -> list[RegulatedProfession]:
        """The professions with their authorities."""
        return list(RegulatedProfession.objects.published().in_country(self.code).for_page())

    @cached_property
    def profession_rules(self) -> list[ProfessionRule]:
        """The rules above one authority."""
        return list(ProfessionRule.objects.published().in_country(self.code).with_sources())

    @cached_property
    def practices(self) -> list[Practice]:
        """The practices, what runs first."""
        return list(Practice.objects.published().in_country(self.code).for_page().by_usefulness())

    @cached_property
    def practice_groups(self) -> list[Group]:
        """The practices under the first of their kinds."""
        groups = [
            Group(f"kind-{kind.value}", str(kind.label), [one for one in self.practices if one.kinds[0] == kind.value])
            for kind in PracticeKind
        ]
        return [group for group in groups if group.items]

    @cached_property
    def guidance_groups(self) -> list[Group]:
        """The guidance by audience."""
        found = list(Guidance.objects.published().in_country(self.code).in_topic_order().with_sources())
        groups = [
            Group(page, str(audience_words(audience).label), [one for one in found if one.audience == audience])
            for audience, page in AUDIENCE_PAGES.items()
        ]
        return [group for group in groups if group.items]

    @cached_property
    def organisations(self) -> list[PublishedRecord]:
        """The organisations that have their seat in the country."""
        records = record_model("organisations").objects.published().in_country(self.code)
        return list(records.with_sources().by_title())

    @cached_property
    def stories(self) -> list[PublishedRecord]:
        """The stories."""
        return list(record_model("stories").objects.published().in_country(self.code).for_page().by_title())

    # How it is put together

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters that have something to show, numbered."""
        entries = {
            "access": [],
            "pathway": [Entry(group.anchor, group.label) for group in self.steps],
            "practices": [Entry(group.anchor, group.label) for group in self.practice_groups],
            "guidance": [Entry(group.anchor, group.label) for group in self.guidance_groups],
        }
        wanted = [
            ("access", _("Right to work"), self.access or self.missing_statuses),
            ("pathway", _("Steps to recognition"), self.steps),
            ("recognition", _("Who recognises what"), self.profile),
            ("professions", _("Profession by profession"), self.professions or self.profession_rules),
            ("practices", _("Practices"), self.practices),
            ("guidance", _("Guidance"), self.guidance_groups),
            ("organisations", _("Organisations"), self.organisations),
            ("stories", _("Stories"), self.stories),
            ("sources", _("Sources"), self.sources),
        ]
        shown = [(anchor, title) for anchor, title, content in wanted if content]
        return [
            Chapter(number, anchor, title, f"practices/pack/{anchor}.html", entries.get(anchor, []))
            for number, (anchor, title) in enumerate(shown, start=1)
        ]

    @cached_property
    def held(self) -> set[tuple[str, str]]:
        """What has a place of its own in the pack, by section and slug."""
        return {(one.section, one.slug) for one in [*self.practices, *self.organisations, *self.stories]}

    def anchor(self, record: PublishedRecord) -> str:
        """Return the place of a record in the pack; empty where it has none."""
        return f"{record.section}-{record.slug}" if (record.section, record.slug) in self.held else ""

    @cached_property
    def sources(self) -> list[Source]:
        """Every source once, in the order in which the chapters name them."""
        return list(
            {source.pk: source for record in self.resting_on_sources() for source in record.sources.all()}.values()
        )

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each source in the pack."""
        return {source.pk: number for number, source in enumerate(self.sources, start=1)}

    def resting_on_sources(self) -> Iterator[Any]:
        """Yield everything that names sources, in the order of the chapters."""
        yield from self.access
        for group in self.steps:
            yield from (one.helped.step for one in group.items)
        yield from self.of_profile()
        yield from self.professions
        yield from self.profession_rules
        for groups in (self.practice_groups, self.guidance_groups):
            for group in groups:
                yield from group.items
        yield from self.organisations
        yield from self.stories

    @property
    def records(self) -> list[Any]:
        """Every record of the pack that is no part of another."""
        whole = [one for one in (self.pathway, self.profile) if one is not None]
        parts = ("recognitionarea", "pathwaystep")
        return whole + [
            one for one in self.resting_on_sources() if one._meta.model_name not in parts and one not in whole
        ]

    def of_profile(self) -> Iterable[models.Model]:
        """Return the parts of the profile that name sources."""
        return [*self.profile.areas.all(), self.profile] if self.profile else []
