"""What a misspelled word was meant to be: the nearest word of the index by edit distance."""

from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from skills2work.languages import SOURCE_LANGUAGE
from skills2work.search.models import SearchWord
from skills2work.search.query import synonym_sets

SHORTEST = 4  # letters: shorter words are left as they are


@lru_cache(maxsize=4)
def by_length(version: int, names: frozenset[str]) -> dict[int, list[str]]:
    """Return the same words by their length, in order: only those of about the same can be meant."""
    found: dict[int, list[str]] = {}
    for word in vocabulary(version, names)[0]:
        found.setdefault(len(word), []).append(word)
    return found


@lru_cache(maxsize=4)
def vocabulary(version: int, names: frozenset[str]) -> tuple[list[str], frozenset[str]]:
    """Return all words of some vocabularies and of the synonyms in order; read once a process and content version."""
    known = frozenset(SearchWord.objects.filter(vocabulary__in=names).values_list("word", flat=True))
    known |= {one.typed for known in synonym_sets(version).everything for one in known.terms}
    return sorted(known), known


def is_known(forms: frozenset[str], typed: str, version: int, names: frozenset[str]) -> bool:
    """Say whether any form of a word stands in the vocabularies, or a longer word begins with it."""
    words, known = vocabulary(version, names)
    if forms & known:
        return True
    place = bisect_left(words, typed)
    return len(typed) >= SHORTEST + 1 and place < len(words) and words[place].startswith(typed)


def nearest(word: str, version: int, names: frozenset[str], others: Collection[str] = (), foreign: bool = False) -> str:
    """Return the nearest known word: one change away, two for words of seven letters and more; "" for none.

    Among equals one that makes up a synonym with the `others` comes first ("pracovné povolenie"), then one with the
    same beginning: people rarely mistype the first letter. For a reader whose language is `foreign` to most of the
    content a synonym comes before a word of the content.
    """
    if len(word) < SHORTEST or word.isdigit():
        return ""
    allowed = 1 if len(word) < 7 else 2
    lengths = range(max(SHORTEST, len(word) - allowed), len(word) + allowed + 1)
    near = [candidate for length in lengths for candidate in by_length(version, names).get(length, ())]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=12)
    if not found:
        return ""
    synonyms = synonym_sets(version).lexicon(SOURCE_LANGUAGE).by_word

    def place(hit: tuple[str, float, int]) -> tuple[Any, ...]:
        candidate, distance, _index = hit
        known = synonyms.get(candidate, ())
        beside = any(
            {one.typed for one in term.terms} - {candidate} <= set(others) for term in known if len(term.terms) > 1
        )
        other_start = candidate[0] != word[0]
        return distance, not beside, other_start, foreign and not known, abs(len(candidate) - len(word)), candidate

    return min(found, key=place)[0]
