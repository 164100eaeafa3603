"""A typed text as a question to the index: groups of alternatives, each alternative one word or several together."""

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import combinations
from typing import NamedTuple

from skills2work.languages import SOURCE_LANGUAGE
from skills2work.search.analysis import (
    LONGEST_WORD,
    fold,
    guessed_languages,
    languages_written_like,
    meaningful,
    query_variants,
    raw_words,
    stem,
)
from skills2work.search.models import Synonym
from skills2work.search.stems import stems_of

MOST_WORDS = 12  # groups that are looked for
LONGEST = 40  # words that are read at all
PREFIX_FROM = 5  # letters: shorter words are not completed
SHORTEST_STEM = 3  # letters by which a word is taken for a form of a synonym, in a language the query may be in
SHORTEST_FORM = 4  # the same in any other language
SHOWN = 3  # terms that must show that words of two sets together say a third
MOST_HEARD = 20_000  # words of synonyms, by the languages they are looked for in, that a process remembers
LONGEST_ENDING = 4  # letters that an unknown form may have beside the synonym it begins as


class Term(NamedTuple):
    """One word with the forms it may take in the index; `completes` when longer words that begin so count too."""

    typed: str
    forms: frozenset[str]
    completes: bool


class Group(NamedTuple):
    """What a part of the query may stand as: any alternative, each with all of its terms. The first is as typed.

    `names` are those of the sets of synonyms it was found in, `language` the one that the query seems to be in.
    Synonyms have the forms of the languages that the query may be in: "partera", midwife, has the Spanish stem "part".
    `others` are the same with the forms of all languages, for texts that are in none of those.
    """

    alternatives: tuple[tuple[Term, ...], ...]
    names: frozenset[str] = frozenset()
    language: str = ""
    others: tuple[tuple[Term, ...], ...] = ()

    @property
    def anywhere(self) -> tuple[tuple[Term, ...], ...]:
        """Return the alternatives for texts in any language."""
        return self.others or self.alternatives

    @property
    def forms(self) -> frozenset[str]:
        """Return every form of every term."""
        return frozenset(form for terms in self.alternatives for term in terms for form in term.forms)


def term(raw: str, stems: Iterable[str] | None = None) -> Term:
    """Return a typed word as a term, with its stems where they are known already."""
    typed = fold(raw)[:LONGEST_WORD]  # as in the index; PostgreSQL refuses very long words
    return Term(typed, query_variants(raw, stems), completes=len(typed) >= PREFIX_FROM)


class Known(NamedTuple):
    """One term of a set of synonyms: its words, the words as they were written, its set, and its place among all."""

    terms: tuple[Term, ...]
    raw: tuple[str, ...]
    set: str
    number: int


class Lexicon(NamedTuple):
    """The terms of all sets by their words: as typed, by their stems in one language, and written as one word."""

    by_word: dict[str, list[Known]]
    by_stem: dict[str, list[Known]]
    joined: dict[str, list[Known]]
    beginnings: list[str]  # all terms of one word, in order


class Synonyms:
    """All sets of synonyms, and what they are looked up by in each language: made when it is asked for."""

    def __init__(self, rows: Iterable[Synonym]) -> None:
        self.sets: dict[str, list[Known]] = {}
        self.lexicons: dict[str, Lexicon] = {}
        written = {row.name: [tuple(raw_words(text)) for text in row.terms_list] for row in rows}
        self.stems = stems_of(raw for texts in written.values() for text in texts for raw in text)
        terms = {raw: term(raw, stems)._replace(completes=False) for raw, stems in self.stems.items()}
        number = 0
        for name, texts in written.items():
            self.sets[name] = []
            for text in texts:
                if text:
                    number += 1
                    self.sets[name].append(Known(tuple(terms[raw] for raw in text), text, name, number))
        self.term_in = lru_cache(maxsize=MOST_HEARD)(self.term_for)

    def term_for(self, raw: str, languages: frozenset[str]) -> Term:
        """Return a word of a synonym with its stems in some languages. `term_in` says the same, and remembers it."""
        stems = zip(languages_written_like(raw), self.stems[raw], strict=True)
        return term(raw, [root for code, root in stems if code in languages])._replace(completes=False)

    def stem(self, raw: str, language: str) -> str:
        """Return the stem of a word of a synonym in a language."""
        written_like = languages_written_like(raw)
        return self.stems[raw][written_like.index(language)] if language in written_like else fold(raw)

    @cached_property
    def composed(self) -> dict[frozenset[str], dict[str, None]]:
        """Return which sets are said by words of two other sets: "lost" and "diploma" say "without documents".

        SHOWN terms at least must show it, in any language; so it holds in all, for words nobody wrote down together.
        """
        alone: dict[str, set[str]] = {}
        for known in self.everything:
            if len(known.terms) == 1:
                alone.setdefault(known.terms[0].typed, set()).add(known.set)
        shown: Counter[tuple[frozenset[str], str]] = Counter()
        for known in self.everything:
            if len(known.terms) == 2:
                first, second = (alone.get(one.typed, set()) - {known.set} for one in known.terms)
                shown.update((frozenset({a, b}), known.set) for a in first for b in second - {a})
        found: dict[frozenset[str], dict[str, None]] = {}
        for (parts, name), times in sorted(shown.items(), key=lambda pair: (-pair[1], pair[0][1])):
            if times >= SHOWN:
                found.setdefault(parts, {})[name] = None
        return found

    @property
    def everything(self) -> list[Known]:
        """Return the terms of all sets."""
        return [known for terms in self.sets.values() for known in terms]

    def lexicon(self, language: str) -> Lexicon:
        """Return all synonyms as one looks them up for a text in a language."""
        if language not in self.lexicons:
            self.lexicons[language] = self.listed(language)
        return self.lexicons[language]

    def listed(self, language: str) -> Lexicon:
        """Write the lexicon of a language."""
        found = Lexicon({}, {}, {}, [])
        for known in self.everything:
            for one, raw in zip(known.terms, known.raw, strict=True):
                found.by_word.setdefault(one.typed, []).append(known)
                root = self.stem(raw, language)
                if len(root) >= SHORTEST_STEM:
                    found.by_stem.setdefault(root, []).append(known)
            found.joined.setdefault("".join(one.typed for one in known.terms), []).append(known)
        found.beginnings.extend(sorted({known.terms[0].typed for known in self.everything if len(known.terms) == 1}))
        return found


_lock = threading.Lock()


@lru_cache(maxsize=4)
def read_synonyms(_version: int) -> Synonyms:
    """Read all sets of synonyms. Kept until the content changes."""
    return synonyms_of(tuple(Synonym.objects.values_list("name", "terms")))


@lru_cache(maxsize=2)
def synonyms_of(rows: tuple[tuple[str, str], ...]) -> Synonyms:
    """Return sets of synonyms by name and terms. Most changes of the content leave them as they are."""
    return Synonyms(Synonym(name=name, terms=terms) for name, terms in rows)


def synonym_sets(version: int) -> Synonyms:
    """Return all sets of synonyms; other threads wait for the one that reads them."""
    with _lock:
        return read_synonyms(version)


class Word(NamedTuple):
    """A word of a query, its stems in the languages that the query may be in, and its longer forms in any language."""

    term: Term
    stems: frozenset[str]
    likely_forms: frozenset[str]

    def is_form_of(self, other: Term, stems: Iterable[str]) -> bool:
        """Say whether this is a word of a synonym, or a form of it."""
        if other.typed == self.term.typed or other.typed in self.likely_forms:
            return True
        return any(len(root) >= SHORTEST_STEM and root in self.stems for root in stems)


class Hit(NamedTuple):
    """A synonym that stands in a query, and which of its words make it up."""

    places: tuple[int, ...]
    known: Known


def places_of(
    known: Known, typed: list[Word], languages: list[str], root: Callable[[str, str], str]
) -> tuple[int, ...]:
    """Return which typed words make up a synonym; empty when it does not stand in the query."""
    places: list[int] = []
    for one, raw in zip(known.terms, known.raw, strict=True):
        stems = [root(raw, code) for code in languages]
        place = next((index for index, word in enumerate(typed) if word.is_form_of(one, stems)), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def hits_in(typed: list[Word], languages: list[str], synonyms: Synonyms) -> list[Hit]:
    """Return the synonyms that stand in a query, the longest first; also those written as one word, or as two."""
    books = [synonyms.lexicon(language) for language in languages]
    found: dict[int, Hit] = {}
    for index, word in enumerate(typed):
        near = list(books[0].by_word.get(word.term.typed, ()))
        near += [known for book in books for root in word.stems for known in book.by_stem.get(root, ())]
        near += [known for form in word.likely_forms for known in books[0].by_word.get(form, ())]
        for known in near:
            if known.number not in found and (places := places_of(known, typed, languages, synonyms.stem)):
                found[known.number] = Hit(places, known)
        for known in books[0].joined.get(word.term.typed, ()):
            found.setdefault(known.number, Hit((index,), known))
        if index + 1 < len(typed):
            for known in books[0].joined.get(word.term.typed + typed[index + 1].term.typed, ()):
                found.setdefault(known.number, Hit((index, index + 1), known))
    return sorted(found.values(), key=lambda hit: (-len(hit.places), hit.places, hit.known.number))


def shared_beginning(one: str, other: str) -> int:
    """Return by how many letters two words begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def by_beginning(word: Term, listed: list[str]) -> str:
    """Return the synonym of one word that begins as a longer unknown word does: an ending that no stemmer knew."""
    if len(word.typed) <= PREFIX_FROM:
        return ""
    place = bisect_left(listed, word.typed)
    best, most = "", 0
    for other in listed[max(0, place - 2) : place + 2]:
        shared = shared_beginning(word.typed, other)
        if shared > most and shared >= max(PREFIX_FROM, len(word.typed) - LONGEST_ENDING, len(other) - LONGEST_ENDING):
            best, most = other, shared
    return best


def groups_of(text: str, language: str, version: int, *, endings: bool = False) -> list[Group]:
    """Return the groups of a typed text, synonyms included; empty for a text without a word.

    Synonyms are looked for before stop words are dropped ("start a business"), longer ones first ("work permit" before
    "work"); one of their words at least must mean something by itself. A term that stands in several sets stands for
    all of them. `endings` takes an unknown word for a form of the synonym that begins like it.
    """
    raw = raw_words(text)[:LONGEST]
    languages = guessed_languages(raw, language)
    kept = {fold(word)[:LONGEST_WORD] for word in meaningful(raw, language)}
    typed = [
        Word(
            one,
            frozenset(stem(word, code) for code in languages),
            frozenset(f for f in one.forms if len(f) >= SHORTEST_FORM),
        )
        for word, one in ((word, term(word)) for word in raw)
    ]
    synonyms = synonym_sets(version)
    merged: dict[tuple[int, ...], list[str]] = {}
    taken: set[int] = set()
    for places, known in hits_in(typed, languages, synonyms):
        if places in merged:
            merged[places].append(known.set)
        elif not taken.intersection(places) and any(typed[place].term.typed in kept for place in places):
            taken.update(places)
            merged[places] = [known.set]
    compose(merged, synonyms)
    groups = [
        group_of(tuple(typed[at].term for at in places), names, synonyms, languages) for places, names in merged.items()
    ]
    said: set[str] = {typed[place].term.typed for place in taken}
    book = synonyms.lexicon(language)
    for index, word in enumerate(typed):
        one = word.term
        if index not in taken and one.typed in kept and one.typed not in said:
            said.add(one.typed)
            begins = by_beginning(one, book.beginnings) if endings and language != SOURCE_LANGUAGE else ""
            names = [known.set for known in book.by_word.get(begins, ()) if len(known.terms) == 1]
            groups.append(group_of((one,), names, synonyms, languages))
    return groups[:MOST_WORDS]


def compose(merged: dict[tuple[int, ...], list[str]], synonyms: Synonyms) -> None:
    """Put words together that say a third thing, wherever they stand in the query: stratil som svoj diplom."""
    for one, other in combinations([places for places in merged if len(places) == 1], 2):
        if one in merged and other in merged:
            pairs = (frozenset({a, b}) for a in merged[one] for b in merged[other])
            names = dict.fromkeys(name for pair in pairs for name in synonyms.composed.get(pair, ()))
            if names:
                merged[tuple(sorted(one + other))] = list(names)
                del merged[one], merged[other]


def group_of(typed: tuple[Term, ...], names: Iterable[str], synonyms: Synonyms, languages: list[str]) -> Group:
    """Return a part of a query with all that the sets it stands in hold, in languages that the query may be in."""
    spoken = frozenset({*languages, SOURCE_LANGUAGE})
    known = [one for name in dict.fromkeys(names) for one in synonyms.sets[name] if one.terms != typed]
    near = dict.fromkeys(tuple(synonyms.term_in(raw, spoken) for raw in one.raw) for one in known)
    others = dict.fromkeys(one.terms for one in known)
    return Group((typed, *near), frozenset(names), languages[-1], (typed, *others))


def typed_words(groups: Iterable[Group]) -> list[str]:
    """Return the words of a query as typed, folded."""
    return [one.typed for group in groups for one in group.alternatives[0]]
