"""What a reader typed: cleaned, cut, and never a reason to fail."""

import pytest
from django.http import QueryDict

from skills2work.asked import LONGEST_QUERY, PER_PAGE, page_of, query_text

MANY = list(range(2 * PER_PAGE + 1))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nurse", "nurse"),
        ("  nurse   in\tGhent\n", "nurse in Ghent"),
        ("nu\x00rse", "nu rse"),
        ("nurse\x7f\x85", "nurse"),
        ("nurse\ud800", "nurse"),
        ("", ""),
        ("\x00", ""),
        ("ممرضة", "ممرضة"),
        ("'; DROP TABLE x; --", "'; DROP TABLE x; --"),
    ],
)
def test_what_was_typed_is_cleaned(typed, expected):
    assert query_text(typed) == (expected, False)


def test_a_text_of_the_greatest_length_is_kept_whole():
    assert query_text("a" * LONGEST_QUERY) == ("a" * LONGEST_QUERY, False)


def test_a_longer_text_is_cut_and_that_is_known():
    assert query_text("a" * (LONGEST_QUERY + 1)) == ("a" * LONGEST_QUERY, True)


def test_a_very_long_text_is_cut():
    found = query_text("word " * 1_000_000)
    assert (len(found.text) <= LONGEST_QUERY, found.was_cut) == (True, True)


def test_a_text_cut_after_a_word_does_not_end_in_a_space():
    assert query_text("a" * (LONGEST_QUERY - 1) + " b").text == "a" * (LONGEST_QUERY - 1)


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("page=", 1), ("page=1", 1), ("page=3", 3)])
def test_the_page_that_was_asked_for_is_shown(asked, number):
    found = page_of(MANY, QueryDict(asked))
    assert (found.page.number, found.was_missing) == (number, False)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("page=4", 3),
        ("page=999999999999", 3),
        ("page=" + "9" * 5000, 3),
        ("page=0", 1),
        ("page=-1", 1),
        ("page=nonsense", 1),
        ("page=1.5", 1),
        ("page=%00", 1),
        ("page=²", 1),
    ],
)
def test_another_page_is_shown_when_the_one_asked_for_does_not_exist(asked, number):
    found = page_of(MANY, QueryDict(asked))
    assert (found.page.number, found.was_missing) == (number, True)


def test_an_empty_list_has_one_empty_page():
    found = page_of([], QueryDict(""))
    assert (list(found.page), found.was_missing) == ([], False)


def test_a_page_holds_its_part_of_the_list():
    assert list(page_of(MANY, QueryDict("page=2")).page) == MANY[PER_PAGE : 2 * PER_PAGE]
