"""Marks the words of a text that answer a query."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from skills2work.search.analysis import WORD, fold, stem
from skills2work.search.query import Group


class Wanted(NamedTuple):
    """What to mark: whole words, and beginnings of words."""

    forms: frozenset[str]
    beginnings: tuple[str, ...]


def wanted(groups: Iterable[Group]) -> Wanted:
    """Return what to mark for a query."""
    terms = [term for group in groups for terms in group.alternatives for term in terms]
    forms = frozenset(form for term in terms for form in term.forms)
    return Wanted(forms, tuple(term.typed for term in terms if term.completes))


def highlighted(text: str, language: str, words: Wanted) -> SafeString:
    """Return a text as HTML with <mark> around each word that is wanted."""
    parts, at = [], 0
    for match in WORD.finditer(text):
        word = match.group()
        folded = fold(word)
        if {folded, stem(word, language)} & words.forms or (words.beginnings and folded.startswith(words.beginnings)):
            parts += [escape(text[at : match.start()]), "<mark>", escape(word), "</mark>"]
            at = match.end()
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped above
