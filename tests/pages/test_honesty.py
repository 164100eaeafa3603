"""What is not known is said to be not known; every source shows its year; old facts say how old they are."""

import pytest
from django.utils import timezone

from practices.vocabularies import CostKind, PracticeStatus, RecognitionAreaKind
from tests import factories
from tests.pages.support import fact, open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def practice_page(client, **fields):
    factories.PracticeFactory(slug="one", **fields)
    return open_page(client, "/en/practices/one/")


@pytest.mark.parametrize(
    ("label", "empty"),
    [
        ("Cost", {}),
        ("How long it takes", {}),
        ("Languages", {"languages_offered": []}),
        ("For whom", {"eligible": []}),
        ("Years", {"start_year": None}),
        ("State", {"status": PracticeStatus.UNKNOWN, "as_of": None}),
    ],
)
def test_a_fact_of_a_practice_that_is_not_known_says_so(client, label, empty):
    assert fact(practice_page(client, **empty), label).text == "Not known"


def test_a_practice_without_known_steps_says_so(client):
    page = practice_page(client)
    assert "Not known" in page.main.text
    assert page.main.all("ol", "steps") == []


def test_a_practice_without_results_says_so(client):
    assert "We found no published results." in practice_page(client).main.text


def test_a_known_cost_is_shown(client):
    assert (
        fact(practice_page(client, cost_en="Free of charge.", cost_kind=CostKind.FREE), "Cost").text
        == "Free of charge."
    )


def test_a_cost_that_is_not_known_is_not_called_free(client):
    factories.PracticeFactory(title_en="Unknown cost")
    card = open_page(client, "/en/practices/").main.one("article", "card")
    assert "Free" not in card.text


def test_who_runs_a_practice_is_said_to_be_not_known_where_it_is_not(client):
    assert fact(practice_page(client, lead=None, lead_name=""), "Run by").text == "Not known"


@pytest.mark.parametrize(
    ("label", "empty"),
    [
        ("Came from", {"origin": ""}),
        ("Work before", {"occupation_before_en": ""}),
        ("Work when the story was published", {"occupation_now_en": ""}),
        ("Employer", {}),
        ("Year of the story", {"year": None}),
    ],
)
def test_a_fact_of_a_story_that_is_not_known_says_so(client, label, empty):
    factories.StoryFactory(slug="one", **empty)
    assert fact(open_page(client, "/en/stories/one/"), label).text == "Not known"


@pytest.mark.parametrize("label", ["Cost", "How long it takes", "Without documents"])
def test_what_is_not_known_of_recognition_says_so(client, label):
    factories.RecognitionAreaFactory(area=RecognitionAreaKind.ACADEMIC)
    assert fact(open_page(client, "/en/countries/netherlands/"), label).text == "Not known"


def test_an_answer_on_the_right_to_work_that_is_not_known_says_so(client):
    factories.AccessToWorkFactory(answer="unknown", waiting_months=None)
    assert open_page(client, "/en/countries/netherlands/").main.one("p", "access__answer").text == "Not known"


@pytest.mark.parametrize(
    ("months", "text"), [(1, "Yes, after 1 month"), (6, "Yes, after 6 months"), (None, "Yes, after a waiting time")]
)
def test_a_waiting_time_is_said_in_months_where_it_is_known(client, months, text):
    factories.AccessToWorkFactory(answer="after_months", waiting_months=months)
    assert open_page(client, "/en/countries/netherlands/").main.one("p", "access__answer").text == text


# Sources


def source_text(client, **fields):
    source = factories.SourceFactory(**fields)
    page = practice_page(client, sources=[source])
    (item,) = page.main.one("details", "sources").all("li")
    return item


def test_a_source_shows_its_title_publisher_and_year(client):
    item = source_text(client, title="The law", publisher="The ministry", year=timezone.localdate().year)
    assert f"The law The ministry, {timezone.localdate().year}" in item.text


def test_a_source_without_a_year_says_so(client):
    assert "no year on the page" in source_text(client, year=None).text


def test_a_source_leads_to_its_page(client):
    assert source_text(client, url="https://law.example/1").links == ["https://law.example/1"]


def test_a_source_read_in_a_copy_has_no_link_and_says_why(client):
    item = source_text(client, url="https://copy.example/1", copy_only=True)
    assert item.links == []
    assert "read in a copy, so there is no link" in item.text


def test_the_address_of_a_copy_stands_nowhere_on_the_page(client):
    source = factories.SourceFactory(url="https://copy.example/1", copy_only=True)
    assert "https://copy.example/1" not in practice_page(client, sources=[source]).html


def test_a_source_without_a_title_is_called_by_its_host(client):
    assert source_text(client, url="https://www.law.example/1", title="").one("a").text == "law.example"


def test_an_old_source_says_how_old_it_is(client):
    years = timezone.localdate().year - 2018
    assert f"2018 ({years} years old)" in source_text(client, year=2018).text


def test_a_fresh_source_is_not_called_old(client):
    assert "old" not in source_text(client, year=timezone.localdate().year - 1).text


def test_a_source_says_when_it_was_read(client):
    assert "read in November 2026" in source_text(client, read_on="2026-11-20").text


@pytest.mark.parametrize(
    ("factory", "path"),
    [
        (factories.PracticeFactory, "practices/one/"),
        (factories.StoryFactory, "stories/one/"),
        (factories.OrganisationFactory, "network/organisations/one/"),
        (factories.ExpertFactory, "network/experts/one/"),
    ],
)
def test_every_record_shows_its_sources(client, factory, path):
    factory(slug="one", sources=[factories.SourceFactory(url="https://law.example/1")])
    assert "https://law.example/1" in open_page(client, f"/en/{path}").main.links


@pytest.mark.parametrize("path", ["countries/netherlands/", "employers/netherlands/"])
def test_rules_and_guidance_show_their_sources(client, path):
    source = factories.SourceFactory(url="https://law.example/1")
    factories.AccessToWorkFactory(sources=[source])
    factories.GuidanceFactory(sources=[source])
    assert "https://law.example/1" in open_page(client, f"/en/{path}").main.links


def test_a_country_profile_shows_its_sources(client):
    factories.CountryProfileFactory(sources=[factories.SourceFactory(url="https://law.example/1")])
    assert "https://law.example/1" in open_page(client, "/en/countries/netherlands/").main.links


# Age


OLD_FACTS = {
    "rule": (lambda year: factories.AccessToWorkFactory(as_of=year), "countries/netherlands/"),
    "rule, seen by employers": (lambda year: factories.AccessToWorkFactory(as_of=year), "employers/netherlands/"),
    "guidance": (lambda year: factories.GuidanceFactory(as_of=year), "employers/netherlands/"),
    "recognition": (lambda year: factories.RecognitionAreaFactory(as_of=year), "countries/netherlands/"),
    "profession": (lambda year: factories.RegulatedProfessionFactory(as_of=year), "countries/netherlands/"),
    "rule on professions": (
        lambda year: factories.ProfessionRuleFactory(country="NL", as_of=year),
        "countries/netherlands/",
    ),
    "practice": (lambda year: factories.PracticeFactory(slug="one", as_of=year), "practices/one/"),
    "story": (lambda year: factories.StoryFactory(slug="one", year=year), "stories/one/"),
}


@pytest.mark.parametrize("kind", OLD_FACTS)
def test_a_fact_of_2018_says_how_old_it_is(client, kind):
    make, path = OLD_FACTS[kind]
    make(2018)
    text = open_page(client, f"/en/{path}").main.text
    assert "2018" in text
    assert f"{timezone.localdate().year - 2018} years old" in text


@pytest.mark.parametrize("kind", OLD_FACTS)
def test_a_fact_of_last_year_is_not_called_old(client, kind):
    make, path = OLD_FACTS[kind]
    year = timezone.localdate().year - 1
    make(year)
    text = open_page(client, f"/en/{path}").main.text
    assert str(year) in text
    assert "years old" not in text


@pytest.mark.parametrize("kind", ["rule", "guidance", "recognition", "profession", "rule on professions"])
def test_a_fact_whose_year_is_not_known_says_so(client, kind):
    make, path = OLD_FACTS[kind]
    make(None)
    assert "the source shows no year" in open_page(client, f"/en/{path}").main.text


def test_an_ended_practice_says_so_at_its_top_with_its_year(client):
    page = practice_page(client, status=PracticeStatus.ENDED, end_year=2018)
    assert "Ended in 2018" in page.notes


def test_an_ended_practice_leads_to_its_successor(client):
    successor = factories.PracticeFactory(slug="two", title_en="The next one")
    page = practice_page(client, ended=True, successor=successor)
    assert "/en/practices/two/" in page.main.one("div", "callout").links


def test_an_ended_practice_without_a_successor_leads_to_what_runs(client):
    assert (
        "/en/practices/?country=NL&status=active" in practice_page(client, ended=True).main.one("div", "callout").links
    )


# Who vouches for it


def test_a_compiled_record_says_that_nobody_confirmed_it(client):
    text = practice_page(client, verified_on="2026-11-20").main.one("p", "verified").text
    assert text == "Compiled from public sources in November 2026, not yet confirmed by a partner"


def test_a_confirmed_record_says_who_confirmed_it_and_when(client):
    text = (
        practice_page(client, confirmed=True, confirmed_by="COA, adviser", verified_on="2026-11-20")
        .main.one("p", "verified")
        .text
    )
    assert text == "Confirmed by COA, adviser on 20 November 2026"


@pytest.mark.parametrize("path", ["", "practices/", "practices/one/", "about/"])
def test_nothing_looks_confirmed_while_nothing_is(client, path):
    factories.PracticeFactory(slug="one")
    page = open_page(client, f"/en/{path}")
    assert page.all(class_="verified--confirmed") == []
    assert "Confirmed by" not in page.main.text


def test_a_story_says_why_it_may_be_told(client):
    factories.StoryFactory(slug="one")
    assert (
        fact(open_page(client, "/en/stories/one/"), "Why it may be told here").text == "Published by the organisation"
    )
