"""Every combination of country, status, holding and kind of occupation leads to a step that can be done today."""

from itertools import product

import pytest

from practices.models import Pathway, PathwayStep
from practices.models.pathway import Access, Answers, Holding, MatrixStatus
from skills2work import countries

pytestmark = [pytest.mark.xdist_group("content"), pytest.mark.usefixtures("content"), pytest.mark.one_database]

KINDS_OF_ACCESS = [Access.REGULATED.value, Access.NOT_REGULATED.value, Access.UNKNOWN.value]


def steps_of(content, answers):
    return content[answers.country].steps_for(answers)


@pytest.fixture
def pathways():
    return {pathway.country: pathway for pathway in Pathway.objects.published().prefetch_related("steps")}


@pytest.mark.parametrize("country", countries.NINE)
def test_every_country_has_a_pathway(pathways, country):
    assert country in pathways


@pytest.mark.parametrize("country", countries.NINE)
def test_every_person_has_a_step_that_can_be_done_today(pathways, country):
    lost = [
        (status, have, access)
        for status, have, access in product(MatrixStatus.values, Holding.values, KINDS_OF_ACCESS)
        if not any(step.acts_today for step in steps_of(pathways, Answers(country, status, have, "", access)))
    ]
    assert lost == []


@pytest.mark.parametrize("country", countries.NINE)
def test_no_person_is_sent_on_more_than_twelve_steps(pathways, country):
    long = {
        (status, have, access): count
        for status, have, access in product(MatrixStatus.values, Holding.values, KINDS_OF_ACCESS)
        if (count := len(steps_of(pathways, Answers(country, status, have, "2221", access)))) > 12
    }
    assert long == {}


def test_every_step_has_a_source(pathways):
    assert list(PathwayStep.objects.filter(sources=None).values_list("pathway__country", "slug")) == []


@pytest.mark.parametrize("country", countries.NINE)
def test_a_regulated_occupation_is_sent_to_its_authority(pathways, country):
    asked = Answers(country, "refugees", "diploma", "2221", Access.REGULATED.value)
    assert any(step.shows_professions for step in steps_of(pathways, asked))


@pytest.mark.parametrize("country", countries.NINE)
def test_every_person_sees_the_right_to_work(pathways, country):
    blind = [
        (status, have)
        for status, have in product(MatrixStatus.values, Holding.values)
        if not any(step.shows_access for step in steps_of(pathways, Answers(country, status, have, "", "unknown")))
    ]
    assert blind == []
