"""Marks the words of a text that answer a query."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from skills2work.search.analysis import WORD, fold, stem, stop_words
from skills2work.search.query import Group, Term

SHORTEST_FORM = 3  # letters: shorter stems are words of other languages


class Wanted(NamedTuple):
    """What to mark: whole words, beginnings of words, and the words of synonyms of several where all of them stand."""

    forms: frozenset[str]
    beginnings: tuple[str, ...]
    several: tuple[tuple[frozenset[str], ...], ...] = ()


def marks(term: Term) -> frozenset[str]:
    """Return the forms of a word that are marked."""
    return frozenset(form for form in term.forms if form == term.typed or len(form) >= SHORTEST_FORM)


def wanted(groups: Iterable[Group]) -> Wanted:
    """Return what to mark for a query: all words of it, and what means the same."""
    groups = list(groups)
    typed = [term for group in groups for term in group.alternatives[0]]
    others = [terms for group in groups for terms in group.alternatives[1:]]
    single = [*typed, *(terms[0] for terms in others if len(terms) == 1)]
    return Wanted(
        frozenset(form for term in single for form in marks(term)),
        tuple(term.typed for term in typed if term.completes),
        tuple(tuple(marks(term) for term in terms) for terms in others if len(terms) > 1),
    )


def phrases(text: str, language: str, words: Wanted) -> frozenset[str]:
    """Return the forms of those synonyms of several words that stand side by side in a text."""
    if not words.several:
        return frozenset()
    said = [{fold(word), stem(word, language)} for word in WORD.findall(text)]
    found: set[str] = set()
    for terms in words.several:
        for start in range(len(said) - len(terms) + 1):
            if all(said[start + place] & forms for place, forms in enumerate(terms)):
                found.update(form for forms in terms for form in forms)
                break
    return frozenset(found)


def highlighted(text: str, language: str, words: Wanted) -> SafeString:
    """Return a text as HTML with <mark> around each word that is wanted; stop words only where nothing else is."""
    parts, at = [], 0
    every = words.forms | phrases(text, language, words)
    forms = every - stop_words(language) or every
    for match in WORD.finditer(text):
        word = match.group()
        folded = fold(word)
        if {folded, stem(word, language)} & forms or (words.beginnings and folded.startswith(words.beginnings)):
            parts += [escape(text[at : match.start()]), "<mark>", escape(word), "</mark>"]
            at = match.end()
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped above
