"""Addresses that differ from the present one in one parameter."""

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict

from skills2work import querystrings
from skills2work.pages import page_links


def query(text):
    return QueryDict(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "?kind=mentoring"),
        ("kind=validation", "?kind=validation&kind=mentoring"),
        ("kind=mentoring", "?"),
        ("kind=mentoring&kind=validation", "?kind=validation"),
        ("country=NL", "?country=NL&kind=mentoring"),
        ("stage=mentoring", "?stage=mentoring&kind=mentoring"),
    ],
)
def test_a_value_is_added_or_taken_away(before, after):
    assert querystrings.toggled(query(before), "kind", "mentoring") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "?sort=title"),
        ("sort=country", "?sort=title"),
        ("sort=country&sort=verified", "?sort=title"),
        ("country=NL&sort=country", "?country=NL&sort=title"),
    ],
)
def test_a_value_is_replaced(before, after):
    assert querystrings.replaced(query(before), "sort", "title") == after


def test_an_empty_value_takes_the_parameter_away():
    assert querystrings.replaced(query("q=nurse&kind=mentoring"), "q", "") == "?kind=mentoring"


def test_clearing_everything_leaves_the_question_mark():
    assert querystrings.replaced(query("q=nurse"), "q", "") == "?"


@pytest.mark.parametrize("change", [querystrings.toggled, querystrings.replaced])
def test_another_list_starts_at_its_first_page(change):
    assert "page" not in change(query("kind=mentoring&page=3"), "country", "NL")


@pytest.mark.parametrize(
    ("before", "page", "after"),
    [
        ("kind=mentoring", 2, "?kind=mentoring&page=2"),
        ("kind=mentoring&page=2", 3, "?kind=mentoring&page=3"),
        ("page=2&kind=mentoring", 1, "?kind=mentoring"),
        ("", 1, "?"),
    ],
)
def test_another_page_is_of_the_same_list(before, page, after):
    assert querystrings.on_page(query(before), page) == after


def test_empty_values_are_left_out():
    assert querystrings.pairs_of(query("q=&kind=mentoring&kind=")) == [("kind", "mentoring")]


@pytest.mark.parametrize("value", ["a&b=c", "خباز", "50 %", "a+b", '"><script>'])
def test_any_value_survives_the_address(value):
    address = querystrings.toggled(query(""), "q", value)
    assert QueryDict(address.removeprefix("?"))["q"] == value


def test_an_address_holds_nothing_that_could_end_its_attribute():
    assert not {'"', "<", ">", "'"} & set(querystrings.toggled(query(""), "q", "'\"><script>"))


def test_a_single_page_has_no_links():
    assert page_links(Paginator([1, 2], 5).page(1), query("")) == ("", "", [])


def test_the_first_page_has_a_next_one_only():
    links = page_links(Paginator(list(range(10)), 5).page(1), query("q=a"))
    assert (links.previous, links.next) == ("", "?q=a&page=2")


def test_the_last_page_has_a_previous_one_only():
    links = page_links(Paginator(list(range(10)), 5).page(2), query("q=a"))
    assert (links.previous, links.next) == ("?q=a", "")


def test_many_pages_are_shown_with_gaps():
    links = page_links(Paginator(list(range(100)), 5).page(10), query(""))
    numbers = [link and link[0] for link in links.numbers]
    assert numbers == [1, None, 9, 10, 11, None, 20]
