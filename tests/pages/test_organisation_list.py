"""The filters of the list of organisations, and the search across everything."""

import pytest

from network.vocabularies import OrganisationKind
from tests import factories
from tests.pages.support import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]


def organisations(client, query=""):
    return open_page(client, f"/en/network/organisations/{query}")


@pytest.fixture
def two(db):
    factories.OrganisationFactory(title_en="Dutch NGO", roles=["partner"])
    factories.OrganisationFactory(
        title_en="Belgian school", country="BE", kind=OrganisationKind.UNIVERSITY, roles=["employer"]
    )


@pytest.mark.parametrize(
    "query", ["?country=BE", "?kind=university", "?role=employer", "?q=school", "?country=BE&kind=university&q=belgian"]
)
def test_each_filter_keeps_what_fits(client, two, query):
    assert organisations(client, query).card_titles == ["Belgian school"]


def test_a_role_is_not_matched_by_a_part_of_its_name(client):
    factories.OrganisationFactory(roles=["practice_owner"])
    assert organisations(client, "?role=partner").card_titles == []


@pytest.mark.parametrize("name", ["country", "kind", "role"])
def test_an_unknown_value_is_ignored_and_said_so(client, two, name):
    page = organisations(client, f"?{name}=nonsense")
    assert page.count == "2 organisations"
    assert f"{name}: nonsense" in page.notes


@pytest.mark.parametrize(("name", "value"), [("country", "BE"), ("kind", "university"), ("role", "employer")])
def test_what_is_chosen_is_selected_in_the_form(client, two, name, value):
    options = organisations(client, f"?{name}={value}").one("select", name=name).all("option")
    assert [option["value"] for option in options if "selected" in option.attributes] == [value]


def test_an_empty_result_leads_out(client, two):
    assert "/en/network/organisations/" in organisations(client, "?country=BE&kind=ngo").main.one("div", "empty").links


def test_every_field_of_the_form_has_a_label(client, two):
    form = organisations(client).main.one("form", "selects")
    labelled = {label["for"] for label in form.all("label")}
    assert {field["id"] for field in [*form.all("select"), *form.all("input")]} == labelled


# Search


def search(client, query):
    return open_page(client, f"/en/search/{query}")


@pytest.fixture
def everything(db):
    """One record of every kind with the same word."""
    for factory in (
        factories.OrganisationFactory,
        factories.ExpertFactory,
        factories.PracticeFactory,
        factories.StoryFactory,
        factories.GuidanceFactory,
        factories.AccessToWorkFactory,
        factories.CountryProfileFactory,
        factories.PathwayFactory,
    ):
        factory(title_en=f"Lighthouse of {factory.__name__}")


def test_the_search_finds_every_kind_of_record(client, everything):
    assert len(search(client, "?q=lighthouse").card_titles) == 8


def test_the_search_groups_by_kind_with_a_heading(client, everything):
    assert len(search(client, "?q=lighthouse").main.all("h2")) == 8


def test_every_find_leads_to_a_page_that_exists(client, everything):
    for card in search(client, "?q=lighthouse").main.all("article", "card"):
        open_page(client, card.links[0].partition("#")[0])


def test_every_find_leads_to_a_place_that_exists_on_the_page(client, everything):
    for card in search(client, "?q=lighthouse").main.all("article", "card"):
        path, _, anchor = card.links[0].partition("#")
        if anchor:
            open_page(client, path).one(id=anchor)


def test_a_search_without_words_shows_nothing_and_asks_for_some(client, everything):
    page = search(client, "?q=++")
    assert page.card_titles == []
    assert page.main.all("p", "lead")


def test_a_search_that_finds_nothing_leads_on(client, everything):
    assert "/en/practices/" in search(client, "?q=submarine").main.one("div", "empty").links


def test_the_words_stay_in_the_box(client):
    assert search(client, "?q=a+nurse").one("input", id="page-search")["value"] == "a nurse"


def test_more_finds_than_the_page_shows_are_announced(client):
    factories.StoryFactory.create_batch(11)
    page = search(client, "?q=story")
    assert len(page.card_titles) == 5
    assert "11 entries found" in page.main.text


def test_pages_of_finds_stay_out_of_robots(client):
    assert "noindex" in search(client, "?q=nurse").one("meta", name="robots")["content"]
