"""The thirteen languages of the site: the official ones of the nine states, and Arabic, Persian and Ukrainian.

Names, direction and formats come from CLDR through Babel, never from a table of ours.
"""

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language

SOURCE_LANGUAGE = "en"
LANGUAGE_CODES = ("en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ga", "ar", "fa", "uk")


def spoken() -> str:
    """Return the language of the page that is being made."""
    return get_language() or SOURCE_LANGUAGE


@lru_cache(maxsize=64)
def locale(code: str) -> Locale:
    """Return CLDR's locale for a language code; English for a code CLDR does not know."""
    try:
        # The site writes British English: 25 November 2026, and no comma before the last "and".
        return Locale.parse("en-GB" if code == SOURCE_LANGUAGE else code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE_LANGUAGE)


def direction(code: str) -> str:
    """Return "rtl" or "ltr", the direction a language is written in."""
    return "rtl" if locale(code).text_direction == "rtl" else "ltr"


def name(code: str, in_language: str) -> str:
    """Return the name of a language in another one, e.g. ("nl", "en") gives "Dutch"; the code if CLDR has none."""
    return locale(in_language).languages.get(code.replace("-", "_")) or code


@lru_cache(maxsize=64)
def own_name(code: str) -> str:
    """Return a language's name in itself, with a capital where its script has them: "Français"."""
    label = name(code, code)
    return label[:1].upper() + label[1:]


def is_language(code: str) -> bool:
    """Say whether CLDR knows a language code."""
    return code in locale(SOURCE_LANGUAGE).languages
