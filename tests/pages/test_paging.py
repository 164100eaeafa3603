"""The pages of long lists, and numbers of pages that are none."""

import pytest

from tests import factories
from tests.pages.support import open_page, pairs
from tests.support.worlds import kept

pytestmark = pytest.mark.django_db

LISTS = {
    "practices": factories.PracticeFactory,
    "stories": factories.StoryFactory,
    "network/organisations": factories.OrganisationFactory,
    "network/experts": factories.ExpertFactory,
}
every_list = pytest.mark.parametrize("section", LISTS)


@kept
def many():
    """Three pages of practices."""
    for number in range(45):
        factories.PracticeFactory(title_en=f"Practice {number:02}", sources=[])


def directory(client, query=""):
    return open_page(client, f"/en/practices/{query}")


def present(page):
    """Return the number of the page that the pagination marks as the present one."""
    return page.main.one("nav", "pagination").one("span", **{"aria-current": "page"}).text


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("?sort=title", "Practice 00", "Practice 19"),
        ("?sort=title&page=1", "Practice 00", "Practice 19"),
        ("?sort=title&page=2", "Practice 20", "Practice 39"),
        ("?sort=title&page=3", "Practice 40", "Practice 44"),
    ],
)
def test_each_page_shows_its_part_of_the_list(client, many, query, first, last):
    titles = directory(client, query).card_titles
    assert (titles[0], titles[-1]) == (first, last)


def test_the_number_of_results_is_that_of_all_pages(client, many):
    assert directory(client, "?page=2").count == "45 practices"


def test_the_first_page_leads_on_but_not_back(client, many):
    page = directory(client)
    assert (page.to("prev"), pairs(page.to("next"))) == ("", [("page", "2")])


def test_a_page_in_the_middle_leads_both_ways(client, many):
    page = directory(client, "?page=2")
    assert pairs(page.to("prev")) == []
    assert pairs(page.to("next")) == [("page", "3")]


def test_the_last_page_leads_back_but_not_on(client, many):
    page = directory(client, "?page=3")
    assert (pairs(page.to("prev")), page.to("next")) == ([("page", "2")], "")


def test_links_to_pages_keep_filters_and_order(client, many):
    href = directory(client, "?country=NL&sort=title").to("next")
    assert pairs(href) == [("country", "NL"), ("page", "2"), ("sort", "title")]


def test_the_present_page_is_marked_and_no_link(client, many):
    page = directory(client, "?page=2")
    assert present(page) == "2"
    assert "?page=2" not in page.main.one("nav", "pagination").links


def test_a_list_on_one_page_has_no_pagination(client):
    factories.PracticeFactory()
    assert directory(client).main.all("nav", "pagination") == []


def test_an_existing_page_is_not_complained_about(client, many):
    assert directory(client, "?page=3").notes == ""


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("4", "3"),
        ("99", "3"),
        ("0", "1"),
        ("00", "1"),
        ("-1", "1"),
        ("-99", "1"),
        ("two", "1"),
        ("1.5", "1"),
        ("1e9", "1"),
        ("9" * 30, "3"),
        ("9" * 5000, "3"),
        ("%00", "1"),
        ("2%00", "1"),
        ("%20", "1"),
        ("%C2%B2", "1"),  # a superscript two
        ("last", "1"),
        ("None", "1"),
    ],
)
def test_a_page_that_is_none_shows_the_nearest_and_says_so(client, many, asked, nearest):
    page = directory(client, f"?page={asked}")
    assert present(page) == nearest
    assert "no such page" in page.notes


def test_a_page_number_in_the_digits_of_an_arabic_keyboard_is_understood(client, many):
    page = directory(client, "?page=%D9%A2")
    assert present(page) == "2"
    assert "no such page" not in page.notes


def test_links_around_the_nearest_page_lead_on_from_it(client, many):
    assert pairs(directory(client, "?page=99").to("prev")) == [("page", "2")]


@every_list
def test_every_list_has_pages(client, section):
    LISTS[section].create_batch(21)
    page = open_page(client, f"/en/{section}/?page=2")
    assert len(page.card_titles) == 1
    assert pairs(page.to("prev")) == []


@every_list
@pytest.mark.parametrize("asked", ["2", "0", "-1", "two", "1e9", "9" * 30])
def test_every_list_answers_a_page_that_is_none(client, section, asked):
    LISTS[section](title_en="The only one")
    page = open_page(client, f"/en/{section}/?page={asked}")
    assert page.card_titles == ["The only one"]
    assert "no such page" in page.notes


@every_list
def test_every_list_without_entries_answers_a_page_that_is_none(client, section):
    assert "no such page" in open_page(client, f"/en/{section}/?page=7").notes


@every_list
def test_every_list_without_entries_says_so(client, section):
    assert open_page(client, f"/en/{section}/").main.one("div", "empty").text


def test_pages_of_organisations_keep_their_filters(client):
    factories.OrganisationFactory.create_batch(21)
    href = open_page(client, "/en/network/organisations/?country=NL&kind=ngo").to("next")
    assert pairs(href) == [("country", "NL"), ("kind", "ngo"), ("page", "2")]
