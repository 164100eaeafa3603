"""Titles and descriptions tell pages apart."""

from collections import Counter

import pytest
from django.http import QueryDict

from practices.filters import PracticeFilter
from tests import factories
from tests.pages.support import open_page
from tests.pages.world import PAGES

pytestmark = pytest.mark.one_database

NAMES = tuple(PAGES)


def repeated(values):
    return {value: times for value, times in Counter(values).items() if times > 1}


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_no_two_pages_share_a_title(tour, language):
    assert repeated(tour[name, language].page.title for name in NAMES) == {}


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_no_two_pages_share_a_description(tour, language):
    assert repeated(tour[name, language].page.description for name in NAMES) == {}


def test_records_of_different_kinds_with_the_same_title_have_different_titles(tour):
    titles = [tour[name, "en"].page.title for name in ("practice", "organisation", "story", "expert")]
    assert all("Bridge to work" in title for title in titles)
    assert len(set(titles)) == 4


@pytest.mark.django_db
def test_every_country_page_has_its_own_title_and_description(client):
    pages = [
        open_page(client, f"/en/{section}/{slug}/")
        for section in ("countries", "refugees", "employers", "service-providers")
        for slug in ("netherlands", "belgium", "slovenia", "european-union")
    ]
    assert repeated(page.title for page in pages) == {}
    assert repeated(page.description for page in pages) == {}


LONG_LISTS = {
    "practices": factories.PracticeFactory,
    "stories": factories.StoryFactory,
    "network/organisations": factories.OrganisationFactory,
    "network/experts": factories.ExpertFactory,
}


@pytest.mark.django_db
@pytest.mark.parametrize("section", LONG_LISTS)
def test_the_second_page_of_a_list_has_its_own_title_and_description(client, section):
    LONG_LISTS[section].create_batch(21)
    first, second = open_page(client, f"/en/{section}/"), open_page(client, f"/en/{section}/?page=2")
    assert first.title != second.title
    assert first.description != second.description


@pytest.mark.django_db
def test_every_filter_of_the_directory_has_its_own_title_and_description(client):
    factories.PracticeFactory()
    facets = PracticeFilter(QueryDict()).options
    addresses = [f"{name}={code}" for name, options in facets.items() for code, _label in options]
    assert len(addresses) > 70
    pages = [open_page(client, f"/en/practices/?{address}") for address in ["", "q=nurse", "q=doctor", *addresses]]
    assert repeated(page.description for page in pages) == {}
    assert repeated(page.title for page in pages) == {}


@pytest.mark.django_db
def test_the_titles_of_two_filters_together_and_alone_differ(client):
    addresses = ["country=NL", "kind=mentoring", "country=NL&kind=mentoring", "country=NL&country=BE"]
    pages = [open_page(client, f"/en/practices/?{address}") for address in addresses]
    assert repeated(page.title for page in pages) == {}


@pytest.mark.django_db
def test_filters_of_the_organisations_have_their_own_titles(client):
    factories.OrganisationFactory()
    addresses = ["", "country=NL", "kind=ngo", "kind=university", "role=partner", "q=nurse"]
    pages = [open_page(client, f"/en/network/organisations/?{address}") for address in addresses]
    assert repeated(page.title for page in pages) == {}


@pytest.mark.django_db
def test_a_filtered_list_asks_robots_to_stay_out(client):
    page = open_page(client, "/en/practices/?country=NL")
    assert "noindex" in page.one("meta", name="robots")["content"]


@pytest.mark.django_db
def test_the_whole_directory_welcomes_robots(client):
    assert open_page(client, "/en/practices/").all("meta", name="robots") == []
