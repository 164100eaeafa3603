"""Dates, numbers and lists as the reader's language writes them (CLDR through Babel)."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from skills2work import languages


def active_locale() -> str:
    """Return the code of the page's language in the form Babel takes."""
    return languages.spoken().replace("-", "_")


def day(value: date | datetime) -> str:
    """Return a day in full, e.g. "25 November 2026"."""
    return format_date(value, format="long", locale=languages.locale(active_locale()))


def moment(value: datetime) -> str:
    """Return a day with the time of day, e.g. "25 Nov 2026, 16:05:12"; the time zone is that of the value."""
    return format_datetime(value, format="medium", tzinfo=value.tzinfo, locale=languages.locale(active_locale()))


def month(value: date | datetime) -> str:
    """Return a month with its year, e.g. "November 2026"."""
    return written_month(value.year, value.month, active_locale())


@lru_cache(maxsize=4096)
def written_month(year: int, number_of_month: int, code: str) -> str:
    """Return a month of a year as a language writes it."""
    return format_skeleton("yMMMM", date(year, number_of_month, 1), locale=languages.locale(code))


def number(value: float) -> str:
    """Return a number with the language's separators."""
    return written_number(value, active_locale())


@lru_cache(maxsize=4096)
def written_number(value: float, code: str) -> str:
    """Return a number as a language writes it: a directory shows a hundred, the same few again and again."""
    return format_decimal(value, locale=languages.locale(code))


def listing(items: Sequence[str]) -> str:
    """Return items as a list in a sentence, e.g. "Dutch, English and Arabic"."""
    if not items:
        return ""
    found = format_list(list(items), locale=languages.locale(active_locale()))
    # CLDR's Persian pattern carries a mark of direction that a page from right to left does not need; paper reads it
    # back as the end of a line.
    return found.replace("\u200f", "")
