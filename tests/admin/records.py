"""One record of every kind for the admin tests, and a form filled in as the browser would send it."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.urls import reverse

from network.models import Expert, Organisation, Proposal
from practices.models import (
    AccessToWork,
    CountryProfile,
    Guidance,
    IscoGroup,
    Occupation,
    Pathway,
    PathwayStep,
    Practice,
    PracticeStep,
    ProfessionRule,
    RecognitionArea,
    RecognitionBody,
    RegulatedProfession,
)
from practices.vocabularies import GuidanceTopic, LegalStatus
from skills2work.countries import NINE, SLUGS
from skills2work.letters.models import Report
from skills2work.links.models import Link
from skills2work.models import (
    Assignment,
    FailedSearch,
    OpenQuestion,
    PageReads,
    ProposedChange,
    Source,
    Synonym,
    Translation,
)
from skills2work.vocabularies import Audience
from stories.models import Story

APPS = ("skills2work", "network", "practices", "stories")
DAY = date(2026, 11, 2)


def our_models() -> list[type[models.Model]]:
    """Return every model of the four apps."""
    return [model for label in APPS for model in apps.get_app_config(label).get_models()]


def reference_models() -> list[type[models.Model]]:
    """Return those that the admin shows and nobody may change: data of others, loaded by a command."""
    return [IscoGroup, Occupation]


def reader_models() -> list[type[models.Model]]:
    """Return what readers write and what the site finds out: editors do not add it."""
    return [Proposal, Report, Link]


def our_admin_models() -> list[type[models.Model]]:
    """Return those that editors write in the admin."""
    shown_only = [*reference_models(), *reader_models(), FailedSearch, PageReads, ProposedChange, Translation]
    return [model for model in our_models() if admin.site.is_registered(model) and model not in shown_only]


def make_source(number: int = 0) -> Source:
    return Source.objects.create(url=f"https://example.org/{number}", title=f"Page {number}", read_on=DAY)


def make_organisation(number: int = 0) -> Organisation:
    return Organisation.objects.create(
        slug=f"organisation-{number}", title_en=f"Organisation {number}", summary_en="What", country="NL", kind="ngo"
    )


def make_practice(number: int = 0, **values: Any) -> Practice:
    texts = {"title_en": f"Practice {number}", "summary_en": "What", "what_en": "A long text"}
    facts = {"country": "NL", "kinds": ["mentoring"], "audiences": ["refugees"], "scope": "national"}
    return Practice.objects.create(slug=f"practice-{number}", **{**texts, **facts, **values})


def make_profile(number: int = 0) -> CountryProfile:
    code = list(SLUGS)[number]
    return CountryProfile.objects.create(slug=SLUGS[code], title_en=code, summary_en="What", country=code)


def make_area(number: int = 0) -> RecognitionArea:
    code = list(SLUGS)[number // 3]
    profile = CountryProfile.objects.filter(country=code).first() or make_profile(number // 3)
    area = ("academic", "professional", "validation")[number % 3]
    return RecognitionArea.objects.create(profile=profile, area=area, summary_en="How")


def make_pathway(number: int = 0) -> Pathway:
    code = NINE[number % len(NINE)]
    found = Pathway.objects.filter(country=code).first()
    return found or Pathway.objects.create(slug=SLUGS[code], title_en=code, summary_en="What", country=code)


def make_rule(number: int = 0) -> ProfessionRule:
    rule = ProfessionRule(slug=f"rule-{number}", country="EU", kind="automatic", subject_en="Nurses")
    rule.save()
    return rule


def make(model: type[models.Model], number: int = 0) -> models.Model:
    """Make the record with a number of any of our models, together with what it needs."""
    record = {"title_en": f"Record {number}", "summary_en": "What", "slug": f"record-{number}", "verified_on": DAY}
    makers: dict[type[models.Model], Any] = {
        Source: lambda: make_source(number),
        Assignment: lambda: Assignment.objects.create(
            user=User.objects.create(username=f"helper-{number}"), role="translator", languages=["nl"]
        ),
        OpenQuestion: lambda: OpenQuestion.objects.create(country="NL", text=f"Who decides {number}?"),
        Organisation: lambda: make_organisation(number),
        Expert: lambda: Expert.objects.create(country="NL", organisation=make_organisation(number), **record),
        Practice: lambda: make_practice(number, lead=make_organisation(number), verified_on=DAY),
        PracticeStep: lambda: PracticeStep.objects.create(practice=make_practice(number), position=1, text_en="First"),
        CountryProfile: lambda: make_profile(number),
        RecognitionArea: lambda: make_area(number),
        RecognitionBody: lambda: RecognitionBody.objects.create(area=make_area(number), position=1, name_en="Body"),
        RegulatedProfession: lambda: RegulatedProfession.objects.create(
            slug=f"nurse-{number}", country="NL", profession_en="Nurse", regulated=True, note_en="Only with a licence"
        ),
        ProfessionRule: lambda: make_rule(number),
        Synonym: lambda: Synonym.objects.create(name=f"set-{number}", terms="diploma\ndegree"),
        Pathway: lambda: make_pathway(number),
        PathwayStep: lambda: PathwayStep.objects.create(
            pathway=make_pathway(number), slug=f"step-{number}", position=number + 1, title_en="Go", text_en="There"
        ),
        AccessToWork: lambda: AccessToWork.objects.create(
            country=NINE[number % 9], status=LegalStatus.values[number // 9], rule_en="A rule", **record
        ),
        Guidance: lambda: Guidance.objects.create(
            audience=Audience.REFUGEES,
            country=list(SLUGS)[number % 10],
            topic=GuidanceTopic.values[number // 10],
            points_en="A point",
            **record,
        ),
        Story: lambda: Story.objects.create(
            person="Amal", country="NL", employer=make_organisation(number), path_en="A step", **record
        ),
    }
    made: models.Model = makers[model]()
    return made


def list_address(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def add_address(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def change_address(record: models.Model) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


class FormReader(HTMLParser):
    """Reads what a browser would send back from the form of a page: every field with its value."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = ""

    def put(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = [""]
        elif tag == "option" and self.select and "selected" in given:
            self.put(self.select, given.get("value") or "")
        elif tag == "input" and name:
            kind = given.get("type")
            if kind != "submit" and (kind not in {"checkbox", "radio"} or "checked" in given):
                self.put(name, given.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][0] += data.removeprefix("\n").removeprefix("\r\n")


def form_values(html: str) -> dict[str, Any]:
    """Return the fields of the form of an admin page with their values, ready to be changed and sent."""
    reader = FormReader()
    reader.feed(html)
    return dict(reader.values)


def words(response: Any) -> str:
    """Return all that a form complains of, in one text."""
    context = response.context
    errors = [*context["errors"]] if context and "errors" in context else []
    return " ".join(str(line) for error in errors for line in (error if isinstance(error, list) else [error]))
