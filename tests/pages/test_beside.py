"""Two languages side by side: `?with=nl` on the pages that people show to a counsellor or an employer."""

import pytest

from tests import factories
from tests.pages.support import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def practice(db):
    return factories.PracticeFactory(
        slug="one",
        country="NL",
        title_en="Bridge to work",
        title_nl="Brug naar werk",
        title_ar="جسر إلى العمل",
        what_en="First.\n\nSecond.",
        what_nl="Eerst.\n\nTweede.",
        what_ar="أولًا.\n\nثانيًا.",
        results_en="Forty.\nFifty.",
        results_nl="Veertig.\nVijftig.",
    )


def beside(page, tag="span"):
    return [found.text for found in page.main.all(tag, "beside")]


def test_both_texts_stand_on_the_page_each_with_its_language(client, practice):
    page = open_page(client, "/ar/practices/one/?with=nl")
    title = page.main.one("h1")
    assert "جسر إلى العمل" in title.text
    other = title.one("span", "beside")
    assert (other.text, other["lang"], other["dir"]) == ("Brug naar werk", "nl", "ltr")


def test_paragraphs_stand_in_pairs(client, practice):
    page = open_page(client, "/ar/practices/one/?with=nl")
    pairs = [[part.text for part in pair.all("p")] for pair in page.main.all("div", "pair")]
    assert pairs == [["أولًا.", "Eerst."], ["ثانيًا.", "Tweede."]]


def test_texts_with_different_numbers_of_paragraphs_stand_beside_as_wholes(client, practice):
    practice.what_nl = "Alles in een."
    practice.save()
    assert len(open_page(client, "/ar/practices/one/?with=nl").main.all("div", "pair")) == 1


def test_items_of_a_list_have_their_counterpart(client, practice):
    page = open_page(client, "/en/practices/one/?with=nl")
    items = [item.text for item in page.main.one("ul", "items").all("li")]
    assert items == ["Forty.Veertig.", "Fifty.Vijftig."]


def test_a_text_that_the_second_language_lacks_stands_once(client, practice):
    page = open_page(client, "/en/practices/one/?with=hu")
    assert beside(page) == []


@pytest.mark.parametrize("asked", ["xx", "en", "", "NL'--"])
def test_an_unknown_or_the_same_language_changes_nothing(client, practice, asked):
    page = open_page(client, "/en/practices/one/", query_params={"with": asked})
    assert beside(page) == []


def test_the_next_page_is_in_one_language_again(client, practice):
    client.get("/en/practices/one/?with=nl")
    assert beside(open_page(client, "/en/practices/one/")) == []


def test_a_page_offers_the_language_of_its_country(client, practice):
    links = open_page(client, "/ar/practices/one/").main.one("p", "beside-links").all("a")
    assert [(link["lang"], link["href"]) for link in links] == [("nl", "?with=nl"), ("en", "?with=en")]


def test_a_page_in_the_language_of_its_country_offers_english(client, practice):
    links = open_page(client, "/nl/practices/one/").main.one("p", "beside-links").all("a")
    assert [link["lang"] for link in links] == ["en"]


def test_belgium_offers_its_three_languages(client):
    factories.CountryProfileFactory(country="BE", slug="belgium")
    links = open_page(client, "/ar/countries/belgium/").main.one("p", "beside-links").all("a")
    assert {link["lang"] for link in links} == {"nl", "fr", "de", "en"}


def test_a_pathway_keeps_its_answers_beside_a_second_language(client):
    factories.PathwayFactory(country="NL")
    page = open_page(client, "/ar/pathway/?country=NL&status=refugees&have=diploma&occupation=")
    links = page.main.one("p", "beside-links").all("a")
    assert all("country=NL" in link["href"] and "with=" in link["href"] for link in links)


@pytest.mark.parametrize("path", ["countries/netherlands/", "refugees/netherlands/", "right-to-work/netherlands/"])
def test_guidance_rules_and_countries_stand_beside_too(client, path):
    texts = {"summary_en": "A summary.", "summary_nl": "Een samenvatting.", "title_en": "T", "title_nl": "T-nl"}
    factories.CountryProfileFactory(country="NL", slug="netherlands", **texts)
    factories.GuidanceFactory(country="NL", audience="refugees", **texts)
    factories.AccessToWorkFactory(country="NL", rule_en="A rule.", rule_nl="Een regel.", **texts)
    page = open_page(client, f"/en/{path}?with=nl")
    assert page.main.all("", "beside")


def test_a_text_from_a_third_language_says_which_one_it_is(client, practice):
    title = open_page(client, "/ar/practices/one/?with=hu").main.one("h1").one("span", "beside")
    assert (title["lang"], title.all("span", "tongue")[0].text) == ("en", "(الإنجليزية)")


def test_employers_answers_stand_beside_too(client):
    text = {"title_en": "T", "title_nl": "T-nl", "summary_en": "A summary.", "summary_nl": "Een samenvatting."}
    factories.GuidanceFactory(country="NL", audience="employers", topic="right_to_work", **text)
    page = open_page(client, "/en/employers/netherlands/?with=nl")
    assert page.main.all("", "beside")
    assert page.main.all("p", "beside-links")
