"""The filters of the list of stories, and what a story leads to."""

import pytest

from tests import factories
from tests.pages.support import open_page, pairs

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]


def stories(client, query=""):
    return open_page(client, f"/en/stories/{query}")


@pytest.fixture
def two(db):
    factories.StoryFactory(title_en="Dutch story")
    factories.StoryFactory(
        title_en="Spanish story", country="ES", origin="UA", sector="F", kinds=["mentoring", "job_matching"]
    )


@pytest.mark.parametrize(
    "query",
    [
        "?country=ES",
        "?origin=UA",
        "?sector=F",
        "?kind=mentoring",
        "?kind=job_matching",
        "?country=ES&origin=UA&sector=F&kind=mentoring",
    ],
)
def test_each_filter_keeps_what_fits(client, two, query):
    page = stories(client, query)
    assert page.card_titles == ["Spanish story"]
    assert page.count == "1 story"


@pytest.mark.parametrize("name", ["country", "origin", "sector", "kind"])
@pytest.mark.parametrize("value", ["nonsense", "%00", "x" * 3_000, "%FF", "%3Cscript%3E"])
def test_an_unknown_value_is_ignored_and_said_so(client, two, name, value):
    page = stories(client, f"?{name}={value}")
    assert page.count == "2 stories"
    assert f"{name}:" in page.notes
    assert "<script>" not in page.html


@pytest.mark.parametrize(
    ("name", "value"), [("country", "ES"), ("origin", "UA"), ("sector", "F"), ("sector", "A"), ("kind", "validation")]
)
def test_what_is_chosen_is_selected_in_the_form(client, two, name, value):
    options = stories(client, f"?{name}={value}").one("select", name=name).all("option")
    assert [option["value"] for option in options if "selected" in option.attributes] == [value]


def test_the_form_offers_only_what_stories_have(client, two):
    factories.StoryFactory(country="IE", origin="IR", sector="A", kinds=["validation"], draft=True)
    factories.StoryFactory(country="IE", origin="IR", sector="A", kinds=["validation"], withdrawn=True)
    page = stories(client)
    offered = {
        name: [one["value"] for one in page.one("select", name=name).all("option")]
        for name in ("country", "origin", "sector", "kind")
    }
    assert offered == {
        "country": ["", "NL", "ES"],
        "origin": ["", "SY", "UA"],
        "sector": ["", "F", "Q"],
        "kind": ["", "mentoring", "job_matching"],
    }


def test_every_field_of_the_form_has_a_label(client, two):
    form = stories(client).main.one("form", "selects")
    assert {label["for"] for label in form.all("label")} == {field["id"] for field in form.all("select")}


def test_an_empty_result_leads_out(client, two):
    assert "/en/stories/" in stories(client, "?country=ES&origin=SY").main.one("div", "empty").links


def test_a_filter_stays_when_the_page_turns(client):
    factories.StoryFactory.create_batch(21)
    assert pairs(stories(client, "?country=NL").to("next")) == [("country", "NL"), ("page", "2")]


def test_filtered_lists_have_their_own_titles_and_stay_out_of_robots(client, two):
    pages = [stories(client, query) for query in ("", "?country=ES", "?origin=UA", "?sector=F", "?kind=mentoring")]
    assert len({page.title for page in pages}) == 5
    assert len({page.description for page in pages}) == 5
    assert [bool(page.all("meta", name="robots")) for page in pages] == [False, True, True, True, True]


# One story


def story(client):
    return open_page(client, "/en/stories/one/").main


def test_a_story_names_its_path(client):
    factories.StoryFactory(slug="one", path_en="She asked.\nShe passed.")
    assert [step.text for step in story(client).one("ol", "steps").all("li")] == ["She asked.", "She passed."]


def test_a_story_says_of_which_kinds_its_path_was(client):
    factories.StoryFactory(slug="one", kinds=["work_placement", "mentoring"])
    facts = story(client).one("aside", "facts")
    assert [tag.text for tag in facts.one("ul", "tags").all("li")] == ["Work placement", "Mentoring"]
    assert "The path taken" in facts.text


def test_a_story_whose_source_names_no_kind_says_nothing_of_it(client):
    factories.StoryFactory(slug="one", kinds=[])
    assert "The path taken" not in story(client).text


def test_a_story_leads_to_the_practices_of_its_employer(client):
    employer = factories.OrganisationFactory()
    factories.PracticeFactory(title_en="Led by it", lead=employer)
    factories.PracticeFactory(title_en="Shared by it", partners=[employer])
    factories.PracticeFactory(title_en="Of another")
    factories.PracticeFactory(title_en="Hidden", lead=employer, draft=True)
    factories.StoryFactory(slug="one", employer=employer)
    section = story(client).one("section", **{"aria-labelledby": "practices"})
    assert [card.one("h3").text for card in section.all("article")] == ["Led by it", "Shared by it"]


def test_a_hidden_employer_leads_nowhere(client):
    employer = factories.OrganisationFactory(draft=True)
    factories.PracticeFactory(title_en="Led by it", lead=employer)
    factories.StoryFactory(slug="one", employer=employer)
    assert "Led by it" not in story(client).text


def test_a_story_without_an_employer_has_no_section_for_practices(client):
    factories.StoryFactory(slug="one", employer=None)
    assert story(client).all("section", **{"aria-labelledby": "practices"}) == []


def test_a_story_leads_to_its_occupation(client):
    factories.StoryFactory(slug="one", occupation_now_en="nurse & mentor")
    assert "/en/occupations/?q=nurse+%26+mentor" in story(client).links


def test_a_story_without_an_occupation_leads_to_none(client):
    factories.StoryFactory(slug="one", occupation_now_en="")
    assert [link for link in story(client).links if "occupations" in link] == []
