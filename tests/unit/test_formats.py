"""Dates, numbers and lists as the language of the reader writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from skills2work import formats
from skills2work.languages import LANGUAGE_CODES

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "25 November 2026"),
        ("nl", "25 november 2026"),
        ("de", "25. November 2026"),
        ("hu", "2026. november 25."),
        ("uk", "25 листопада 2026 р."),
        ("ga", "25 Samhain 2026"),
    ],
)
def test_a_day_is_written_in_full(language, expected):
    with translation.override(language):
        assert formats.day(DAY).replace("\u202f", " ").replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "November 2026"), ("sk", "november 2026"), ("hu", "2026. november")]
)
def test_a_month_is_written_with_its_year(language, expected):
    with translation.override(language):
        assert formats.month(DAY) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "25 Nov 2026, 16:05:12"), ("de", "25.11.2026, 16:05:12"), ("ar", "25/11/2026، 4:05:12 م")],
)
def test_a_moment_is_written_with_its_time(language, expected):
    with translation.override(language):
        found = formats.moment(datetime(2026, 11, 25, 16, 5, 12, tzinfo=UTC))
    assert found.replace("\u200f", "") == expected


def test_a_moment_is_written_as_its_day():
    with translation.override("nl"):
        assert formats.day(datetime(2026, 11, 25, 12, tzinfo=UTC)) == "25 november 2026"


@pytest.mark.parametrize(("language", "expected"), [("en", "1,234.5"), ("nl", "1.234,5"), ("fr", "1 234,5")])
def test_a_number_has_the_separators_of_the_language(language, expected):
    with translation.override(language):
        assert formats.number(1234.5).replace("\u202f", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Dutch, English and Arabic"), ("nl", "Dutch, English en Arabic"), ("de", "Dutch, English und Arabic")],
)
def test_a_list_is_written_as_in_a_sentence(language, expected):
    with translation.override(language):
        assert formats.listing(["Dutch", "English", "Arabic"]) == expected


def test_a_list_of_one_is_that_one():
    assert formats.listing(["Dutch"]) == "Dutch"


def test_an_empty_list_is_written_as_nothing():
    assert formats.listing([]) == ""


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_language_can_write_a_day_a_month_a_number_and_a_list(language):
    with translation.override(language):
        assert all([formats.day(DAY), formats.month(DAY), formats.number(1.5), formats.listing(["a", "b"])])


def test_a_page_without_a_language_is_written_in_english():
    with translation.override(None):
        assert formats.active_locale() == "en"
