"""The menus: sections, languages, and the way here."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from skills2work.languages import LANGUAGE_CODES
from skills2work.navigation import language_links, main_menu, trail


def links(address):
    return {link.language: link.url for link in language_links(RequestFactory().get(address))}


def test_the_section_of_the_page_is_the_current_one():
    assert [link.url for link in main_menu("/en/practices/nl-evc/") if link.current] == ["/en/practices/"]


def test_no_section_is_current_on_the_home_page():
    assert not any(link.current for link in main_menu("/en/"))


def test_the_menu_leads_to_pages_in_the_language_of_the_reader():
    with translation.override("ar"):
        assert all(link.url.startswith("/ar/") for link in main_menu("/ar/"))


def test_the_same_page_is_linked_in_every_language():
    assert links("/en/practices/nl-evc/") == {code: f"/{code}/practices/nl-evc/" for code in LANGUAGE_CODES}


def test_the_filters_go_along_into_another_language():
    assert links("/en/practices/?country=NL&q=a%26b")["ar"] == "/ar/practices/?country=NL&q=a%26b"


@pytest.mark.parametrize("path", ["/", "/healthz", "/xx/practices/", "/nonsense"])
def test_a_page_without_a_language_leads_to_the_home_pages(path):
    assert links(f"{path}?q=a") == {code: f"/{code}/" for code in LANGUAGE_CODES}


def test_an_address_of_slashes_does_not_lead_to_another_host():
    assert not any(url.startswith("//") for url in links("//evil.example/").values())


def test_each_language_is_named_in_itself():
    labels = {link.language: link.label for link in language_links(RequestFactory().get("/en/"))}
    assert (labels["fr"], labels["ga"], labels["uk"]) == ("Français", "Gaeilge", "Українська")


def test_only_the_language_of_the_page_is_current():
    with translation.override("sk"):
        current = [link.language for link in language_links(RequestFactory().get("/sk/")) if link.current]
    assert current == ["sk"]


def test_the_way_here_starts_at_the_home_page_and_ends_at_this_one():
    way = trail(("Countries", "/en/countries/"), ("Spain", ""))
    assert [(link.label, link.url, link.current) for link in way] == [
        ("Home", "/en/", False),
        ("Countries", "/en/countries/", False),
        ("Spain", "", True),
    ]
