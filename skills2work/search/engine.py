"""The one function to call: `find`."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import compress
from typing import NamedTuple

from pyroaring import BitMap

from skills2work.languages import LANGUAGE_CODES, SOURCE_LANGUAGE
from skills2work.search import backends, spelling
from skills2work.search.analysis import fold, is_in_dictionary, raw_words, stem
from skills2work.search.documents import kinds, vocabularies
from skills2work.search.query import LONGEST, Group, Term, groups_of
from skills2work.search.ranking import Candidate, ranked, rarity
from skills2work.version import content_version

RERANKED = 150
MOST_FOUND = 400
MOST_EACH = 2000  # documents that are looked at for each part of a query
RERANKED_IN_LISTS = 40
FEW_OF = 3  # of so many records one: then it is quicker to begin with the records than with all documents
ENOUGH = 3
ALL = frozenset(LANGUAGE_CODES)
QUESTION = 4  # groups: whoever says so much does not expect all of it in one record
# Where a word stands says how much the document is about it: title first, then names and kinds, summary, everything.
TIERS = (("title",), ("title", "terms"), ("title", "terms", "summary"), backends.FIELDS)


class Found(NamedTuple):
    """A record that answers a query, the language of the text that matched best, and its score."""

    section: str
    record_id: int
    language: str
    score: float


class Answer(NamedTuple):
    """What a query found, the best first; `corrected` is what was looked for instead of a misspelled text."""

    found: list[Found]
    groups: list[Group]
    corrected: str

    def ids(self, section: str) -> list[int]:
        """Return the records of one section, the best first."""
        return [hit.record_id for hit in self.found if hit.section == section]


def find(text: str, language: str, sections: Sequence[str] = (), limit: int = MOST_FOUND) -> Answer:
    """Return the records that answer a text typed on a page in a language, the best first.

    All words must stand in a record. A word that nothing holds is taken for misspelled. Where fewer than ENOUGH records
    are about all words, and for whole questions, records that hold some of them, in any of their languages, are ranked
    with them. What the index says of a part of a query is kept until the content changes.
    """
    version = content_version()
    groups, corrected = read_query(text, language, version, sections)
    if not groups:
        return Answer([], [], "")
    owners = backends.owners(sections or [kind.section for kind in kinds()], version)
    spoken = owners.in_languages(languages_of(language, groups))
    near = parts_in(spoken, groups, version)
    whole = BitMap.intersection(*near)
    if not enough(whole, owners):
        whole |= BitMap.intersection(*(elsewhere(group, spoken, owners, version) for group in groups))
    documents = first_by_tiers(groups, whole, owners.place, version, RERANKED)
    if len(groups) >= QUESTION or (len(groups) > 1 and not enough_about(groups, whole, owners, version)):
        some = by_any(understood(groups, near, spoken, owners, version), owners, language)
        documents = list(dict.fromkeys([*documents, *some]))
    weights = [rarity(len(part), len(spoken)) for part in near]
    found = scored_ids(groups, documents, language, version, weights)
    return Answer([*found, *without_score(whole, found, owners)][:limit], groups, corrected)


def read_query(text: str, language: str, version: int, sections: Sequence[str]) -> tuple[list[Group], str]:
    """Return the groups of a text, and the text that it was corrected to; no groups for a text without a word."""
    groups = groups_of(text, language, version)
    if not groups:
        return [], ""
    corrected = corrected_text(text, groups, language, version, vocabularies(sections))
    return groups_of(corrected or text, language, version, endings=True), corrected


def enough_about(groups: list[Group], whole: BitMap, owners: backends.Owners, version: int) -> bool:
    """Say whether enough records have all words in title, terms or summary: a long text is not about all it holds.

    `whole` are the documents that hold all words.
    """
    return enough(whole, owners) and enough(backends.holding(groups, TIERS[-2], version, whole), owners)


def enough(documents: BitMap, owners: backends.Owners) -> bool:
    """Say whether some documents are of ENOUGH records."""
    seen: set[int] = set()
    for document in documents:
        seen.add(owners.records[document])
        if len(seen) >= ENOUGH:
            return True
    return False


def languages_of(language: str, groups: list[Group]) -> frozenset[str]:
    """Return the languages of the reader and of the query, and the one that everything is in.

    In others a word may mean something else: "altra" is a nurse in Irish, and "another one" in Italian.
    """
    return frozenset({language, SOURCE_LANGUAGE, *(group.language for group in groups)})


def parts_in(spoken: BitMap, groups: list[Group], version: int) -> list[BitMap]:
    """Return, of the documents in languages of reader and query, those that hold each part of the query."""
    return [spoken & backends.held(group.alternatives, backends.FIELDS, version) for group in groups]


def elsewhere(group: Group, spoken: BitMap, owners: backends.Owners, version: int) -> BitMap:
    """Return the documents that hold a part of a query in languages that neither reader nor query speaks."""
    return owners.of(backends.held(group.anywhere, backends.FIELDS, version)) - spoken


def understood(
    groups: list[Group], near: list[BitMap], spoken: BitMap, owners: backends.Owners, version: int
) -> list[BitMap]:
    """Return the documents of each part in languages of the reader and of the query; all where those are too few."""
    parts = zip(groups, near, strict=True)
    return [part if enough(part, owners) else part | elsewhere(group, spoken, owners, version) for group, part in parts]


def without_score(documents: BitMap, found: Sequence[Found], owners: backends.Owners) -> list[Found]:
    """Return the records behind some documents that were too many to be ranked."""
    known = {(hit.section, hit.record_id) for hit in found}
    rest: dict[tuple[str, int], str] = {}
    for document in nsmallest(MOST_FOUND, documents, key=owners.place):
        rest.setdefault(owners.named(owners.records[document]), owners.language(document))
    return [Found(*record, spoken, 0.0) for record, spoken in rest.items() if record not in known]


class Matching(NamedTuple):
    """All records of one section that hold a text: `best` first by relevance, `everything` as a set of ids."""

    best: list[int]
    everything: BitMap
    corrected: str
    groups: list[Group]


def matching(text: str, language: str, section: str, within: BitMap | None = None) -> Matching:
    """Return every record of a section that holds all words of a text; those that hold some, where none holds all.

    For lists that are filtered further: the ids are complete, only some hundred are ordered by relevance, of those
    `within` a filter where one is given.
    """
    version = content_version()
    groups, corrected = read_query(text, language, version, [section])
    if not groups:
        return Matching([], BitMap(), "", [])
    owners = backends.owners([section], version)
    codes = languages_of(language, groups)
    whole, everything = holding_all(section, tuple(group.alternatives for group in groups), codes, version)
    if not everything:
        whole, everything = holding_all(section, tuple(group.anywhere for group in groups), ALL - codes, version)
    if not everything:
        spoken = owners.in_languages(codes)
        near = parts_in(spoken, groups, version)
        some = by_any(understood(groups, near, spoken, owners, version), owners, language) if groups[1:] else []
        best = [found.record_id for found in scored_ids(groups, some, language, version)]
        return Matching(best, BitMap(best), corrected, groups)
    fitting = everything if within is None else everything & within
    titled = whole.intersection(*(backends.held(group.alternatives, TIERS[0], version) for group in groups))
    allowed = fitting_documents(titled, fitting, owners)
    if len(allowed) < RERANKED_IN_LISTS:
        allowed = fitting_documents(whole, fitting, owners)
        first = first_by_tiers(groups, allowed, owners.place, version)
    else:
        first = nsmallest(RERANKED_IN_LISTS, allowed, key=owners.place)
    best = [found.record_id for found in scored_ids(groups, first, language, version)]
    return Matching(best, everything, corrected, groups)


@lru_cache(maxsize=backends.KEPT)
def holding_all(
    section: str, parts: tuple[tuple[tuple[Term, ...], ...], ...], codes: frozenset[str], version: int
) -> tuple[BitMap, BitMap]:
    """Return the documents of a section in some languages that hold all parts of a query, and whose they are.

    For reading only: others get the same.
    """
    owners = backends.owners([section], version)
    held = (backends.held(alternatives, backends.FIELDS, version) for alternatives in parts)
    documents = owners.in_languages(codes).intersection(*held)
    return documents, BitMap(owners.records_of(documents))


def fitting_documents(documents: BitMap, fitting: BitMap, owners: backends.Owners) -> BitMap:
    """Return those of some documents that are of some records."""
    if FEW_OF * len(fitting) < len(documents):
        return documents & owners.documents_of(fitting)
    return BitMap(compress(documents, map(fitting.__contains__, owners.records_of(documents))))


def first_by_tiers(
    groups: list[Group], allowed: BitMap, place: Callable[[int], int], version: int, most: int = RERANKED_IN_LISTS
) -> list[int]:
    """Return some of the documents that hold all groups: those with all of them in the title, then wider."""
    if len(allowed) <= most:
        return list(allowed)
    found: dict[int, None] = {}
    for fields in TIERS:
        holding = allowed if fields == TIERS[-1] else backends.holding(groups, fields, version, allowed)
        found.update(dict.fromkeys(nsmallest(most, holding, key=place)))
        if len(found) >= most:
            break
    return list(found)[:most]


def corrected_text(text: str, groups: list[Group], language: str, version: int, names: frozenset[str]) -> str:
    """Return a text with the nearest known word for each that nothing holds; "" where there is nothing to correct.

    `names` are the vocabularies in which words are known. What was recognised as a synonym is known as well, and what a
    dictionary of the reader's language has: most languages have few words of their own in the index. Stems count in the
    reader's language and that of the sources only, and not on a page in the latter: in thirteen languages some stem of
    any slip is a word ("permision": French "permis").
    """
    doubtful = {group.alternatives[0][0].typed for group in groups if len(group.alternatives) == 1}
    changes: dict[str, str] = {}
    foreign = language != SOURCE_LANGUAGE
    others = {fold(raw) for raw in raw_words(text)[:LONGEST]}
    for raw in raw_words(text)[:LONGEST]:
        word = fold(raw)
        stems = [stem(raw, code) for code in (language, SOURCE_LANGUAGE)] if foreign else []
        if word not in doubtful or is_in_dictionary(raw, language):
            continue
        if spelling.is_known(frozenset([word, *stems]), word, version, names):
            continue
        near = (spelling.nearest(form, version, names, others, foreign) for form in (word, *stems[:1]))
        meant = next((form for form in near if form), "")
        if meant:
            changes[word] = meant
    if not changes:
        return ""
    return " ".join(changes.get(fold(word), word) for word in raw_words(text)[:LONGEST])


def by_any(parts: list[BitMap], owners: backends.Owners, language: str) -> list[int]:
    """Return documents of the records that hold some groups, those with more and rarer ones first, up to RERANKED.

    Of each record only as many documents as together hold all its groups, the reader's language before others.
    """
    held: dict[int, set[int]] = {}
    weights: dict[int, dict[int, float]] = {}
    for index, part in enumerate(parts):
        weight = 1 / (1 + len(part)) ** 0.5
        for document in part if len(part) <= MOST_EACH else nsmallest(MOST_EACH, part, key=owners.place):
            held.setdefault(document, set()).add(index)
            weights.setdefault(owners.records[document], {})[index] = weight
    best = nsmallest(RERANKED, weights, key=lambda record: (-round(sum(weights[record].values()), 9), record))
    documents: dict[int, list[int]] = {record: [] for record in best}
    for document in held:
        if (own := documents.get(owners.records[document])) is not None:
            own.append(document)
    chosen: list[int] = []
    for own in documents.values():
        own.sort(key=lambda one: (-len(held[one]), owners.language(one) != language, owners.language(one)))
        said: set[int] = set()
        for document in own:
            if not held[document] <= said:
                said |= held[document]
                chosen.append(document)
    return chosen[:RERANKED]


def scored_ids(
    groups: list[Group], documents: list[int], language: str, version: int, weights: Sequence[float] = ()
) -> tuple[Found, ...]:
    """Return the records behind some documents, named by their ids, the best first; one query at most."""
    return scored(tuple(groups), tuple(documents), language, version, tuple(weights))


@lru_cache(maxsize=backends.KEPT)
def scored(
    groups: tuple[Group, ...], documents: tuple[int, ...], language: str, version: int, weights: tuple[float, ...]
) -> tuple[Found, ...]:
    """Do what `scored_ids` says, once for each question: whoever turns to the next page asks the same again."""
    candidates = [
        Candidate(pk, section, record, spoken, rank, dict(zip(backends.FIELDS, texts, strict=True)), country)
        for pk, section, record, spoken, rank, country, *texts in backends.words_of(documents, version)
    ]
    return tuple(
        Found(candidate.section, candidate.record_id, candidate.language, score)
        for score, candidate in ranked(groups, candidates, language, weights)
    )
