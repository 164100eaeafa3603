"""Alphabetical order as each language has it, after CLDR: where its letters and pairs of letters stand.

A key is a plain string: what compares as text in Python compares the same in both databases. Accents, case and
punctuation only break ties; a letter that a language counts as its own comes after the letter it is made from.
"""

import re
import unicodedata
from functools import lru_cache

AFTER = "\uf8ff"  # sorts after every letter: "c" + AFTER stands between c and d
TIE = "\x01"
KEY_BYTES = 60  # of a title: what follows does not change the order of a list

# What a language counts as a letter of its own, by the letter it follows (CLDR 44, collation of each language).
OWN_LETTERS: dict[str, dict[str, str]] = {
    "es": {"n": "ñ"},
    "hu": {
        "c": "cs",
        "d": "dz dzs",
        "g": "gy",
        "l": "ly",
        "n": "ny",
        "o": "ö",
        "s": "sz",
        "t": "ty",
        "u": "ü",
        "z": "zs",
    },
    "sk": {"a": "ä", "c": "č", "h": "ch", "o": "ô", "s": "š", "z": "ž"},
    "sl": {"c": "č ć", "d": "đ", "s": "š", "z": "ž"},
    "uk": {"г": "ґ", "е": "є", "и": "і ї й"},
    "fa": {"ا": "آ", "ب": "پ", "ج": "چ", "ز": "ژ", "ك": "گ", "ن": "و"},
    "ar": {"ت": "ة"},
}
# Letters that are the same but for their form: the long Hungarian vowels, forms of alef, Persian ya and kaf.
SAME = str.maketrans({"ő": "ö", "ű": "ü", "أ": "ا", "إ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None, "\u200c": None})


@lru_cache(maxsize=32)
def own_letters(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern that finds the letters of a language's own, the longest first, and what stands for each."""
    places = {
        letter: base + AFTER * place
        for base, letters in OWN_LETTERS.get(language, {}).items()
        for place, letter in enumerate(letters.split(), start=1)
    }
    found = "|".join(sorted(map(re.escape, places), key=len, reverse=True))
    return re.compile(found or r"(?!)"), places


@lru_cache(maxsize=4096)
def sort_key(text: str, language: str) -> str:
    """Return what to sort a text by in a language: Írország among the I in Hungarian, Česko after C in Slovak."""
    plain = unicodedata.normalize("NFC", text).casefold()
    pattern, places = own_letters(language)
    tailored = pattern.sub(lambda match: places[match.group()], plain.translate(SAME))
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", tailored)
        if letter == AFTER or letter.isalnum() or letter.isspace()
    )
    return f"{' '.join(bare.split())}{TIE}{plain}"


def stored_key(text: str, language: str) -> str:
    """Return a key for a column of the database: hexadecimal, so that every collation leaves it in this order."""
    return sort_key(text, language).encode()[:KEY_BYTES].hex() if text else ""
