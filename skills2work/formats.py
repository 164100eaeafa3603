"""Dates, numbers and lists as the reader's language writes them (CLDR through Babel)."""

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.translation import get_language

from skills2work import languages


def active_locale() -> str:
    """Return the code of the page's language in the form Babel takes."""
    return (get_language() or languages.SOURCE_LANGUAGE).replace("-", "_")


def day(value: date | datetime) -> str:
    """Return a day in full, e.g. "25 November 2026"."""
    return format_date(value, format="long", locale=languages.locale(active_locale()))


def month(value: date | datetime) -> str:
    """Return a month with its year, e.g. "November 2026"."""
    return format_skeleton("yMMMM", date(value.year, value.month, value.day), locale=languages.locale(active_locale()))


def number(value: float) -> str:
    """Return a number with the language's separators."""
    return format_decimal(value, locale=languages.locale(active_locale()))


def listing(items: Sequence[str]) -> str:
    """Return items as a list in a sentence, e.g. "Dutch, English and Arabic"."""
    return format_list(list(items), locale=languages.locale(active_locale())) if items else ""
