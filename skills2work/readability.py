"""How easy a text is to read, as a figure: Flesch's formula as it was fitted to each language, higher is easier.

60 and more is plain language; below 40 is hard. A formula counts syllables and words, not sense: it finds texts to look
at, it does not judge them. Arabic, Persian, Irish and the languages without a published fit have none here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import pyphen

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n+")
ENOUGH = 12  # words; a formula says nothing of less


class Formula(NamedTuple):
    """score = start - words * (words per sentence) - syllables * (syllables per word)."""

    start: float
    words: float
    syllables: float


FORMULAS = {
    "en": Formula(206.835, 1.015, 84.6),  # Flesch 1948
    "nl": Formula(206.835, 0.93, 77.0),  # Douma 1960
    "fr": Formula(207.0, 1.015, 73.6),  # Kandel and Moles 1958
    "de": Formula(180.0, 1.0, 58.5),  # Amstad 1978
    "es": Formula(206.84, 1.02, 60.0),  # Fernández Huerta 1959
    "it": Formula(217.0, 1.3, 60.0),  # Franchina and Vacca 1986
}


@lru_cache(maxsize=16)
def hyphenation(language: str) -> pyphen.Pyphen:
    """Return the hyphenation patterns of a language: where a word may be broken, a syllable ends."""
    return pyphen.Pyphen(lang=pyphen.language_fallback(language))


@lru_cache(maxsize=20000)
def syllables(word: str, language: str) -> int:
    """Return about how many syllables a word has: groups of vowels, or parts by hyphenation where those are more."""
    vowels = len(re.findall(r"[aeiouyàâäáéèêëíìîïóòôöúùûüæœ]+", word.casefold()))
    if language == "en" and vowels > 1 and word.casefold().endswith("e") and not word.casefold().endswith("le"):
        vowels -= 1
    return max(1, vowels, len(hyphenation(language).positions(word)) + 1)


def reading_ease(text: str, language: str) -> float | None:
    """Return the reading ease of a text; None for a language without a formula or a text too short for one."""
    formula = FORMULAS.get(language)
    words = WORD.findall(text)
    if formula is None or len(words) < ENOUGH:
        return None
    sentences = max(1, len([part for part in SENTENCE.split(text) if WORD.search(part)]))
    per_word = sum(syllables(word, language) for word in words) / len(words)
    return round(formula.start - formula.words * len(words) / sentences - formula.syllables * per_word, 1)
