"""Records for tests: each factory makes a valid published record with one source, compiled from public sources today.

Nothing is random, and times are asked for when a record is made. `draft=True` and `archived=True` set only the state.
A draft from here lacks nothing. Sources, partners and steps are given as lists; `sources=[]` leaves a record without.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory
from factory.helpers import post_generation

from network.models import ContactAddress, Expert, Organisation, Proposal
from network.vocabularies import ExpertBasis, OrganisationKind, OrganisationRole
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
from practices.models.occupations import ESCO
from practices.vocabularies import (
    Evidence,
    GuidanceTopic,
    LegalStatus,
    PracticeKind,
    PracticeStatus,
    ProfessionRuleKind,
    RecognitionAreaKind,
    Scope,
    ValidationStage,
    WorkAnswer,
)
from skills2work import countries, signals
from skills2work.models import OpenQuestion, Source
from skills2work.vocabularies import Audience, PublicationState, Sector, Verification
from stories.models import Story, StoryBasis


def related(relation: str, default: Callable[[], list[Any]] = list) -> Any:
    """Return a hook that fills a relation of a record once it is saved."""

    def fill(record: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            getattr(record, relation).set(default() if extracted is None else extracted)

    return post_generation(fill)


def one_source() -> list[Source]:
    """Return the sources of a record that was given none."""
    return [SourceFactory.create()]


def last_year() -> int:
    """Return a year whose facts are fresh."""
    return timezone.localdate().year - 1


@contextmanager
def indexed_once() -> Iterator[None]:
    """Write a record's rows of the search index once, at the end, however often it was saved and related in between."""
    changed: dict[tuple[type[Any], Any], Any] = {}
    with mock.patch("skills2work.signals.reindex", lambda record: changed.update({(type(record), record.pk): record})):
        yield
    for record in changed.values():
        signals.reindex(record)  # type: ignore[attr-defined]  # an outer block may have put it off as well


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    url = Sequence(lambda n: f"https://source.example/page-{n}")
    title = Sequence(lambda n: f"Page {n}")
    publisher = "Example Publisher"
    year = LazyFunction(last_year)
    read_on = LazyFunction(timezone.localdate)


class RelatedFactory(DjangoModelFactory):
    """A factory whose `post_generation` hooks write relations only, so that nothing needs to be saved again."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _generate(cls, strategy: str, params: Any) -> Any:
        with indexed_once():
            return super()._generate(strategy, params)


class PublishedFactory(RelatedFactory):
    class Meta:
        abstract = True

    class Params:
        draft = Trait(state=PublicationState.DRAFT)
        archived = Trait(state=PublicationState.ARCHIVED)
        confirmed = Trait(verification=Verification.CONFIRMED, confirmed_by="Example Foundation, director")

    state = PublicationState.PUBLISHED
    source_language = "en"
    verification = Verification.COMPILED
    verified_on = LazyFunction(timezone.localdate)

    sources = related("sources", one_source)


class OrganisationFactory(PublishedFactory):
    class Meta:
        model = Organisation

    slug = Sequence(lambda n: f"organisation-{n}")
    title_en = Sequence(lambda n: f"Organisation {n}")
    summary_en = "An association that helps newcomers find work."
    country = "NL"
    kind = OrganisationKind.NGO
    roles = LazyFunction(lambda: [OrganisationRole.PRACTICE_OWNER.value])
    url = "https://organisation.example/"
    what_en = "It advises newcomers and employers."
    topics_en = "mentoring\nlanguage"


class ContactAddressFactory(DjangoModelFactory):
    class Meta:
        model = ContactAddress

    organisation = SubFactory(OrganisationFactory)
    email = "desk@organisation.example"


class ExpertFactory(PublishedFactory):
    class Meta:
        model = Expert

    slug = Sequence(lambda n: f"expert-{n}")
    title_en = Sequence(lambda n: f"Expert {n}")
    summary_en = "The contact point for recognition."
    country = "NL"
    organisation = SubFactory(OrganisationFactory)
    role_en = "Adviser"
    topics_en = "recognition"
    languages_spoken = LazyFunction(lambda: ["nl", "en"])
    basis = ExpertBasis.OFFICIAL_ROLE
    basis_on = LazyFunction(timezone.localdate)


class ProposalFactory(DjangoModelFactory):
    """A person who proposed herself as an expert, and was published."""

    class Meta:
        model = Proposal

    expert = SubFactory(ExpertFactory, organisation=None, basis=ExpertBasis.CONSENT)
    answer_to = "expert@person.example"
    consent_version = "2026-11-25"
    consent_text = "I agree."


class PracticeFactory(PublishedFactory):
    class Meta:
        model = Practice

    class Params:
        ended = Trait(status=PracticeStatus.ENDED, end_year=LazyFunction(last_year))

    slug = Sequence(lambda n: f"practice-{n}")
    title_en = Sequence(lambda n: f"Practice {n}")
    summary_en = "A desk that looks at what newcomers can do."
    country = "NL"
    kinds = LazyFunction(lambda: [PracticeKind.VALIDATION.value])
    stages = LazyFunction(lambda: [ValidationStage.IDENTIFICATION.value])
    audiences = LazyFunction(lambda: [Audience.REFUGEES.value])
    eligible = LazyFunction(lambda: [LegalStatus.REFUGEES.value])
    scope = Scope.NATIONAL
    lead_name = "Example Foundation"
    start_year = 2016
    status = PracticeStatus.ACTIVE
    as_of = LazyFunction(last_year)
    languages_offered = LazyFunction(lambda: ["nl", "en"])
    sectors = LazyFunction(lambda: [Sector.Q.value])
    evidence = Evidence.DESCRIBED
    url = "https://practice.example/"
    what_en = "An adviser looks at skills and experience."

    partners = related("partners")

    @post_generation
    def steps(record: Any, create: bool, extracted: Any, **kwargs: Any) -> None:  # noqa: N805 factory-boy passes the record
        for position, text in enumerate(extracted or [] if create else [], start=1):
            PracticeStepFactory(practice=record, position=position, text_en=text)


class PracticeStepFactory(DjangoModelFactory):
    class Meta:
        model = PracticeStep

    practice = SubFactory(PracticeFactory)
    position = 1
    text_en = "You meet an adviser."


class StoryFactory(PublishedFactory):
    class Meta:
        model = Story

    class Params:
        withdrawn = Trait(withdrawn_on=LazyFunction(timezone.localdate))
        consented = Trait(basis=StoryBasis.CONSENT, consent_on=LazyFunction(timezone.localdate))

    slug = Sequence(lambda n: f"story-{n}")
    title_en = Sequence(lambda n: f"Story {n}")
    summary_en = "A nurse works in a hospital again."
    person = "Amal"
    origin = "SY"
    country = "NL"
    occupation_before_en = "nurse"
    occupation_now_en = "nurse in a hospital"
    sector = Sector.Q
    path_en = "A hospital looked at her skills.\nShe passed the examination."
    advice_en = "Ask early."
    year = LazyFunction(last_year)
    basis = StoryBasis.PUBLISHED


class GuidanceFactory(PublishedFactory):
    class Meta:
        model = Guidance

    audience = Audience.EMPLOYERS
    country = "NL"
    topic = GuidanceTopic.RIGHT_TO_WORK
    slug = LazyAttribute(lambda it: f"{countries.SLUGS[it.country]}-{it.audience}-{it.topic}".replace("_", "-"))
    title_en = "May you hire her?"
    summary_en = "Look at the residence permit first."
    points_en = "Ask to see the permit.\nKeep a copy."
    as_of = LazyFunction(last_year)


class AccessToWorkFactory(PublishedFactory):
    class Meta:
        model = AccessToWork

    country = "NL"
    status = LegalStatus.REFUGEES
    slug = LazyAttribute(lambda it: f"{countries.SLUGS[it.country]}-{it.status}".replace("_", "-"))
    title_en = "When you may work"
    summary_en = "You may work at once."
    answer = WorkAnswer.AT_ONCE
    waiting_months = 0
    rule_en = "You may take any job."
    as_of = LazyFunction(last_year)


class CountryProfileFactory(PublishedFactory):
    class Meta:
        model = CountryProfile

    country = "NL"
    slug = LazyAttribute(lambda it: countries.SLUGS[it.country])
    title_en = "Work and recognition"
    summary_en = "Ask for the diploma evaluation first."
    official_languages = LazyFunction(lambda: ["nl"])
    employment_service_en = "The employment service"
    employment_service_url = "https://employment.example/"


class RecognitionAreaFactory(RelatedFactory):
    class Meta:
        model = RecognitionArea

    profile = SubFactory(CountryProfileFactory)
    area = RecognitionAreaKind.ACADEMIC
    summary_en = "A centre compares diplomas."
    as_of = LazyFunction(last_year)

    sources = related("sources", one_source)


class RecognitionBodyFactory(RelatedFactory):
    class Meta:
        model = RecognitionBody

    area = SubFactory(RecognitionAreaFactory)
    position = 1
    name_en = "The recognition centre"
    url = "https://recognition.example/"
    does_en = "It compares diplomas."

    organisations = related("organisations")


class RegulatedProfessionFactory(PublishedFactory):
    class Meta:
        model = RegulatedProfession

    slug = Sequence(lambda n: f"profession-{n}")
    country = "NL"
    profession_en = "Nurse"
    isco = "2221"
    regulated = True
    authority_en = "The register"
    url = "https://register.example/"
    note_en = "The diploma must be recognised first."
    as_of = LazyFunction(last_year)

    organisations = related("organisations")


class ProfessionRuleFactory(PublishedFactory):
    class Meta:
        model = ProfessionRule

    slug = Sequence(lambda n: f"rule-{n}")
    country = "EU"
    kind = ProfessionRuleKind.GENERAL
    subject_en = "Drivers"
    text_en = "Drivers of lorries need a certificate."
    position = 1


class PathwayFactory(PublishedFactory):
    class Meta:
        model = Pathway

    country = "NL"
    slug = LazyAttribute(lambda it: countries.SLUGS[it.country])
    title_en = "Your path to recognition"
    summary_en = "From the right to work to a recognised diploma."


class PathwayStepFactory(RelatedFactory):
    class Meta:
        model = PathwayStep

    pathway = SubFactory(PathwayFactory)
    slug = Sequence(lambda n: f"step-{n}")
    position = Sequence(lambda n: n + 1)
    title_en = Sequence(lambda n: f"Step {n}")
    text_en = "Ask the centre."
    acts_today = True
    as_of = LazyFunction(last_year)

    sources = related("sources", one_source)
    organisations = related("organisations")


class IscoGroupFactory(DjangoModelFactory):
    class Meta:
        model = IscoGroup

    code = "2221"
    labels = LazyAttribute(lambda it: {"en": f"Group {it.code}"})
    names = LazyFunction(dict)


class OccupationFactory(DjangoModelFactory):
    """An occupation whose address ends in `slug`."""

    class Meta:
        model = Occupation

    class Params:
        slug = Sequence(lambda n: f"occupation-{n}")

    uri = LazyAttribute(lambda it: f"{ESCO}{it.slug}")
    group = SubFactory(IscoGroupFactory)
    code = LazyAttribute(lambda it: f"{it.group.code}.1")
    labels = LazyFunction(lambda: {"en": "nurse"})
    names = LazyFunction(dict)
    regulation = "unregulated"


class OpenQuestionFactory(DjangoModelFactory):
    class Meta:
        model = OpenQuestion

    country = "NL"
    text = Sequence(lambda n: f"What does certificate {n} cost?")
