"""The eight questions that employers ask, and what the records answer to each in a country."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy

from network.models import Organisation
from practices.models import AccessToWork, CountryProfile, Guidance, Practice, RecognitionArea
from practices.vocabularies import GuidanceTopic, PracticeKind, RecognitionAreaKind
from skills2work.texts import local_text
from skills2work.vocabularies import Audience

MOST_PRACTICES = 3


class EmployerQuestion(models.TextChoices):
    """What employers ask, in the order they ask it. The value is the anchor on the page."""

    MAY_I_HIRE = "may-i-hire", pgettext_lazy("question of employers", "May I hire?")
    WHICH_PAPER = "which-paper", pgettext_lazy("question of employers", "Which paper do I ask to see?")
    DIPLOMA = "diploma", pgettext_lazy("question of employers", "Is the diploma worth what mine is?")
    NO_DIPLOMA = "no-diploma", pgettext_lazy("question of employers", "What if there is no diploma?")
    WHO_PAYS = "who-pays", pgettext_lazy("question of employers", "Who pays part of it?")
    CANDIDATES = "candidates", pgettext_lazy("question of employers", "How do I find candidates?")
    START_WELL = "start-well", pgettext_lazy("question of employers", "How do I start them well?")
    WHOM_TO_CALL = "whom-to-call", pgettext_lazy("question of employers", "Whom do I call?")

    @property
    def topics(self) -> tuple[GuidanceTopic, ...]:
        """Return the topics of guidance that answer the question; none where other records do."""
        return QUESTION_TOPICS.get(self, ())


QUESTION_TOPICS = {
    EmployerQuestion.MAY_I_HIRE: (GuidanceTopic.RIGHT_TO_WORK,),
    EmployerQuestion.WHICH_PAPER: (GuidanceTopic.DOCUMENTS,),
    EmployerQuestion.DIPLOMA: (GuidanceTopic.RECOGNITION,),
    EmployerQuestion.WHO_PAYS: (GuidanceTopic.INCENTIVES,),
    EmployerQuestion.CANDIDATES: (GuidanceTopic.RECRUITMENT,),
    EmployerQuestion.START_WELL: (GuidanceTopic.ONBOARDING, GuidanceTopic.LANGUAGE, GuidanceTopic.RETENTION),
}
ANSWERED_TOPICS = {topic for topics in QUESTION_TOPICS.values() for topic in topics}


class Contacts(NamedTuple):
    """Whom to call in a country: the profile names the employment service, the areas those who recognise."""

    profile: CountryProfile | None
    areas: list[RecognitionArea]
    authorities: list[Organisation]


class Answer(NamedTuple):
    """What is known about one question. All parts may be empty: then the page says whom to ask."""

    question: EmployerQuestion
    items: list[Guidance]
    rules: list[AccessToWork]
    papers: list[AccessToWork]
    areas: list[RecognitionArea]
    practices: list[Practice]
    contacts: Contacts | None

    @property
    def is_known(self) -> bool:
        """Say whether anything answers the question."""
        contacts = self.contacts and (self.contacts.profile or self.contacts.authorities)
        return bool(self.items or self.rules or self.papers or self.areas or self.practices or contacts)


class EmployerPage(NamedTuple):
    """The eight answers of a country, and guidance for employers on what is none of the eight."""

    answers: list[Answer]
    more: list[Guidance]
    profile: CountryProfile | None


def items_by_question(items: list[Guidance]) -> dict[EmployerQuestion, list[Guidance]]:
    """Return the guidance under the question that it answers."""
    return {question: [item for item in items if item.topic in question.topics] for question in EmployerQuestion}


def general_answers(items: list[Guidance]) -> list[tuple[EmployerQuestion, list[Guidance]]]:
    """Return the eight questions with the guidance given, e.g. that of the European level."""
    return list(items_by_question(items).items())


def areas_without_diploma(areas: list[RecognitionArea]) -> list[RecognitionArea]:
    """Return the ways to recognition that need no paper: what exists without documents, and validation."""
    return [
        area
        for area in areas
        if local_text(area, "without_documents").text
        or (area.area == RecognitionAreaKind.VALIDATION and local_text(area, "summary").text)
    ]


def contacts_of(country: str, profile: CountryProfile | None, areas: list[RecognitionArea]) -> Contacts:
    """Return whom to call; one query. An authority that is named as a recognition body is not named twice."""
    named = {found.pk for area in areas for body in area.bodies.all() for found in body.organisations.all()}
    found = Organisation.objects.published().in_country(country).authorities().for_list().by_title()
    return Contacts(
        profile, [area for area in areas if area.bodies.all()], [one for one in found if one.pk not in named]
    )


def employer_page(country: str) -> EmployerPage:
    """Return what the records answer for a country; thirteen queries, whatever the number of records."""
    published = Guidance.objects.published().for_audience(Audience.EMPLOYERS).in_topic_order().with_sources()
    items = list(published.in_country(country))
    by_question = items_by_question(items)
    rules = list(AccessToWork.objects.published().in_country(country).in_matrix().in_status_order().with_sources())
    profile = CountryProfile.objects.published().for_page().in_country(country).first()
    areas = list(profile.areas.all()) if profile else []
    helpful = (
        Practice.objects.published().running().in_country(country).of_kind(PracticeKind.RECOGNITION_WITHOUT_DOCUMENTS)
    )
    answers = [
        Answer(
            question,
            by_question[question],
            rules if question == EmployerQuestion.MAY_I_HIRE else [],
            [rule for rule in rules if rule.local("document").text] if question == EmployerQuestion.WHICH_PAPER else [],
            areas_without_diploma(areas) if question == EmployerQuestion.NO_DIPLOMA else [],
            list(helpful.by_usefulness().for_list()[:MOST_PRACTICES])
            if question == EmployerQuestion.NO_DIPLOMA
            else [],
            contacts_of(country, profile, areas) if question == EmployerQuestion.WHOM_TO_CALL else None,
        )
        for question in EmployerQuestion
    ]
    return EmployerPage(answers, [item for item in items if item.topic not in ANSWERED_TOPICS], profile)
