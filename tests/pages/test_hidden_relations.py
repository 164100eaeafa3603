"""A published record may belong to one that is not: its page says nothing of it and sends nobody to a dead end."""

import pytest

from tests import factories
from tests.pages.support import open_page

pytestmark = pytest.mark.django_db

SECRET = "Zephyr"
STATES = ("draft", "archived")


@pytest.fixture(params=STATES)
def organisation(request):
    return factories.OrganisationFactory(slug="hidden", title_en=SECRET, **{request.param: True})


def expect_nothing(client, path):
    page = open_page(client, path)
    assert SECRET not in page.html
    assert "/en/network/organisations/hidden/" not in page.html


def test_the_hidden_lead_of_a_practice(client, organisation):
    factories.PracticeFactory(slug="one", lead=organisation)
    expect_nothing(client, "/en/practices/one/")


def test_the_hidden_partner_of_a_practice(client, organisation):
    factories.PracticeFactory(slug="one", partners=[organisation])
    expect_nothing(client, "/en/practices/one/")


def test_the_hidden_employer_of_a_story(client, organisation):
    factories.StoryFactory(slug="one", employer=organisation)
    expect_nothing(client, "/en/stories/one/")


def test_the_hidden_organisation_of_an_expert(client, organisation):
    factories.ExpertFactory(slug="one", organisation=organisation)
    expect_nothing(client, "/en/network/experts/one/")


def test_the_hidden_organisation_of_an_expert_in_the_list(client, organisation):
    factories.ExpertFactory(slug="one", organisation=organisation)
    expect_nothing(client, "/en/network/experts/")


def test_the_hidden_organisation_behind_a_recognition_body(client, organisation):
    profile = factories.CountryProfileFactory()
    area = factories.RecognitionAreaFactory(profile=profile)
    factories.RecognitionBodyFactory(area=area, organisations=[organisation])
    expect_nothing(client, "/en/countries/netherlands/")


def test_the_hidden_organisation_behind_an_employment_service(client, organisation):
    factories.CountryProfileFactory().employment_services.add(organisation)
    expect_nothing(client, "/en/countries/netherlands/")


def test_the_hidden_authority_of_a_profession(client, organisation):
    factories.RegulatedProfessionFactory(organisations=[organisation])
    expect_nothing(client, "/en/countries/netherlands/")


@pytest.mark.parametrize("state", STATES)
def test_the_hidden_successor_of_an_ended_practice(client, state):
    successor = factories.PracticeFactory(slug="hidden", title_en=SECRET, **{state: True})
    factories.PracticeFactory(slug="one", ended=True, successor=successor)
    page = open_page(client, "/en/practices/one/")
    assert SECRET not in page.html
    assert "/en/practices/hidden/" not in page.html


def test_an_ended_practice_with_a_hidden_successor_still_says_what_to_look_at(client):
    successor = factories.PracticeFactory(draft=True)
    factories.PracticeFactory(slug="one", ended=True, successor=successor)
    assert any("status=active" in link for link in open_page(client, "/en/practices/one/").main.links)
