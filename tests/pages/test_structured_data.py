"""schema.org data (JSON-LD) for machines, on records and lists."""

import json

import pytest

from practices.vocabularies import CostKind
from tests import factories
from tests.pages.support import Page, open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MEAN_TITLE = "</script><script>alert('x')</script><!-- &amp; \u2028 \"quoted\""
SECTIONS = {
    "practices": factories.PracticeFactory,
    "network/organisations": factories.OrganisationFactory,
    "stories": factories.StoryFactory,
}
every_section = pytest.mark.parametrize("section", SECTIONS)


def data_of(page: Page) -> dict:
    return json.loads(page.one("script", type="application/ld+json").raw_text)


@pytest.mark.parametrize(
    ("section", "kind"), [("practices", "Service"), ("network/organisations", "NGO"), ("stories", "Article")]
)
def test_a_record_says_what_it_is(client, section, kind):
    SECTIONS[section](slug="one", title_en="Bridge", summary_en="A course.")
    data = data_of(open_page(client, f"/en/{section}/one/"))
    assert (data["@context"], data["@type"]) == ("https://schema.org", kind)
    assert (data["name"], data["description"]) == ("Bridge", "A course.")
    assert data["url"] == f"http://testserver/en/{section}/one/"


@every_section
def test_a_record_names_the_language_of_its_text_not_of_the_page(client, section):
    SECTIONS[section](slug="one")
    assert data_of(open_page(client, f"/ar/{section}/one/"))["inLanguage"] == "en"


@every_section
def test_a_list_names_its_entries_in_order(client, section):
    for number in range(3):
        SECTIONS[section](slug=f"number-{number}", title_en=f"Number {number}")
    page = open_page(client, f"/en/{section}/")
    data = data_of(page)
    assert (data["@type"], data["numberOfItems"]) == ("ItemList", 3)
    assert [item["name"] for item in data["itemListElement"]] == page.card_titles
    assert [item["position"] for item in data["itemListElement"]] == [1, 2, 3]
    assert data["itemListElement"][0]["url"].startswith(f"http://testserver/en/{section}/number-")


@every_section
def test_the_second_page_of_a_list_goes_on_counting(client, section):
    SECTIONS[section].create_batch(21)
    data = data_of(open_page(client, f"/en/{section}/?page=2"))
    assert [item["position"] for item in data["itemListElement"]] == [21]


@every_section
def test_an_empty_list_is_an_empty_list(client, section):
    data = data_of(open_page(client, f"/en/{section}/"))
    assert (data["numberOfItems"], data["itemListElement"]) == (0, [])


@every_section
@pytest.mark.parametrize("place", ["one/", ""])
def test_a_title_cannot_break_out_of_the_script(client, section, place):
    SECTIONS[section](slug="one", title_en=MEAN_TITLE)
    page = open_page(client, f"/en/{section}/{place}")
    assert [script["type"] for script in page.all("script") if not script.get("src")] == ["application/ld+json"]
    data = data_of(page)
    assert MEAN_TITLE in {data.get("name"), *(item["name"] for item in data.get("itemListElement", []))}


@every_section
def test_a_title_cannot_break_out_of_the_page(client, section):
    SECTIONS[section](slug="one", title_en="<b>bold</b>", summary_en='"><img src=x onerror=alert(1)>')
    page = open_page(client, f"/en/{section}/one/")
    assert page.one("h1").text == "<b>bold</b>"
    assert page.all("img") == []
    assert page.description == '"><img src=x onerror=alert(1)>'


def test_html_in_a_long_text_is_shown_as_typed_or_dropped(client):
    factories.PracticeFactory(
        slug="one", what_en="<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>"
    )
    page = open_page(client, "/en/practices/one/")
    assert len(page.all("script")) == 1
    assert page.all("img") == []
    assert not [link for link in page.links if link.startswith("javascript:")]


def test_a_practice_says_who_provides_it_and_where(client):
    organisation = factories.OrganisationFactory(slug="owner", title_en="Owner")
    factories.PracticeFactory(slug="one", lead=organisation, country="SI")
    data = data_of(open_page(client, "/en/practices/one/"))
    assert data["provider"]["name"] == "Owner"
    assert data["provider"]["url"] == "http://testserver/en/network/organisations/owner/"
    assert data["areaServed"]["name"] == "Slovenia"


def test_a_practice_without_a_record_of_its_owner_names_it_all_the_same(client):
    factories.PracticeFactory(slug="one", lead_name="Example Foundation")
    assert data_of(open_page(client, "/en/practices/one/"))["provider"]["name"] == "Example Foundation"


@pytest.mark.parametrize(("cost_kind", "free"), [(CostKind.FREE, True), (CostKind.PAID, None), ("", None)])
def test_only_a_practice_that_is_known_to_be_free_is_called_free(client, cost_kind, free):
    factories.PracticeFactory(slug="one", cost_kind=cost_kind)
    assert data_of(open_page(client, "/en/practices/one/")).get("isAccessibleForFree") is free


@every_section
def test_what_is_not_known_is_left_out(client, section):
    SECTIONS[section](slug="one", **({"url": ""} if section != "stories" else {}))
    data = data_of(open_page(client, f"/en/{section}/one/"))
    assert not [key for key, value in data.items() if value in ("", None, [], {})]
    assert "sameAs" not in data


@pytest.mark.parametrize(("section", "field"), [("practices", "url"), ("network/organisations", "url")])
def test_a_copy_of_a_page_is_not_given_as_the_own_page(client, section, field):
    copy = "https://example.webflow.io/"
    SECTIONS[section](slug="one", **{field: copy})
    assert copy not in open_page(client, f"/en/{section}/one/").html
