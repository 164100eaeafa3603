"""A typed text as a question to the index: groups of alternatives, each alternative one word or several together."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from skills2work.search.analysis import LONGEST_WORD, fold, meaningful, query_variants, raw_words
from skills2work.search.models import Synonym

MOST_WORDS = 12  # groups that are looked for
LONGEST = 40  # words that are read at all
PREFIX_FROM = 5  # letters: shorter words are not completed


class Term(NamedTuple):
    """One word with the forms it may take in the index; `completes` when longer words that begin so count too."""

    typed: str
    forms: frozenset[str]
    completes: bool


class Group(NamedTuple):
    """What a part of the query may stand as: any alternative, each with all of its terms. The first is as typed."""

    alternatives: tuple[tuple[Term, ...], ...]

    @property
    def forms(self) -> frozenset[str]:
        """Return every form of every term."""
        return frozenset(form for terms in self.alternatives for term in terms for form in term.forms)


def term(raw: str) -> Term:
    """Return a typed word as a term."""
    typed = fold(raw)[:LONGEST_WORD]  # as in the index; PostgreSQL refuses very long words
    return Term(typed, query_variants(raw), completes=len(typed) >= PREFIX_FROM)


@lru_cache(maxsize=4)
def synonym_sets(version: int) -> list[list[tuple[tuple[Term, ...], frozenset[str]]]]:
    """Return all sets: each term as terms, with all its forms to recognise it by. Kept until the content changes."""
    found = []
    for row in Synonym.objects.all():
        known = []
        for text in row.terms_list:
            terms = tuple(term(raw)._replace(completes=False) for raw in raw_words(text))
            if terms:
                known.append((terms, frozenset(form for one in terms for form in one.forms)))
        found.append(known)
    return found


def stands_in(terms: tuple[Term, ...], typed: list[Term]) -> list[int]:
    """Return which typed words make up a synonym's term; empty when it does not stand in the query."""
    places = []
    for one in terms:
        place = next(
            (index for index, word in enumerate(typed) if one.typed == word.typed or one.typed in word.forms), None
        )
        if place is None:
            return []
        places.append(place)
    return places


def groups_of(text: str, language: str, version: int) -> list[Group]:
    """Return the groups of a typed text, synonyms included; empty for a text without a word.

    Synonyms are looked for before stop words are dropped ("start a business"), longer ones first ("work permit" before
    "work"); one of their words at least must mean something by itself.
    """
    raw = raw_words(text)[:LONGEST]
    kept = {fold(word)[:LONGEST_WORD] for word in meaningful(raw, language)}
    typed = [term(word) for word in raw]
    hits = []
    for known in synonym_sets(version):
        for terms, _forms in known:
            places = stands_in(terms, typed)
            if places and any(typed[place].typed in kept for place in places):
                hits.append((len(terms), places, terms, known))
    hits.sort(key=lambda hit: (-hit[0], hit[1]))
    taken: set[int] = set()
    groups: list[Group] = []
    for _length, places, terms, known in hits:
        if taken.intersection(places):
            continue
        taken.update(places)
        as_typed = tuple(typed[place] for place in places)
        others = [other for other, _forms in known if other != terms]
        groups.append(Group((as_typed, *others)))
    said: set[str] = {typed[place].typed for place in taken}
    for index, one in enumerate(typed):
        if index not in taken and one.typed in kept and one.typed not in said:
            said.add(one.typed)
            groups.append(Group(((one,),)))
    return groups[:MOST_WORDS]


def typed_words(groups: Iterable[Group]) -> list[str]:
    """Return the words of a query as typed, folded."""
    return [one.typed for group in groups for one in group.alternatives[0]]
