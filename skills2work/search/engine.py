"""The one function to call: `find`."""

from collections.abc import Callable, Sequence
from heapq import nsmallest
from itertools import compress
from typing import NamedTuple

from pyroaring import BitMap

from skills2work.languages import SOURCE_LANGUAGE
from skills2work.search import backends, spelling
from skills2work.search.analysis import fold, is_in_dictionary, raw_words, stem
from skills2work.search.documents import vocabularies
from skills2work.search.query import LONGEST, Group, groups_of
from skills2work.search.ranking import Candidate, ranked
from skills2work.version import content_version

RERANKED = 400
RERANKED_IN_LISTS = 100
ENOUGH = 3
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


def find(text: str, language: str, sections: Sequence[str] = (), limit: int = RERANKED) -> Answer:
    """Return the records that answer a text typed on a page in a language, the best first.

    All words must stand in a record. A word that nothing holds is taken for misspelled. Where fewer than ENOUGH records
    hold all words, and for whole questions, records that hold some of them, in any of their languages, are ranked with
    them. Costs at most nine queries, three of which a process asks once, and one more for each word.
    """
    version = content_version()
    groups = groups_of(text, language, version)
    if not groups:
        return Answer([], [], "")
    corrected = corrected_text(text, groups, language, version, vocabularies(sections))
    groups = groups_of(corrected or text, language, version, endings=True)
    hits = by_tiers(groups, sections)
    few = len({(hit.section, hit.record_id) for hit in hits}) < ENOUGH
    if len(groups) > 1 and (few or len(groups) >= QUESTION):
        known = {hit.id for hit in hits}
        hits = [*hits[:RERANKED], *(hit for hit in by_any(groups, sections, language) if hit.id not in known)]
    found = scored(groups, hits, language)
    return Answer(found[:limit], groups, corrected)


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
    groups = groups_of(text, language, version)
    if not groups:
        return Matching([], BitMap(), "", [])
    corrected = corrected_text(text, groups, language, version, vocabularies([section]))
    groups = groups_of(corrected or text, language, version, endings=True)
    owners = backends.owners(section, version)
    documents = owners.known(backends.document_ids(groups))
    records = owners.records_of(documents)
    everything = BitMap(records)
    everything.discard(owners.NOBODY)
    if not everything:
        hits = by_any(groups, [section], language) if len(groups) > 1 else []
        best = [found.record_id for found in scored(groups, hits, language)]
        return Matching(best, BitMap(best), corrected, groups)
    fitting = everything if within is None else everything & within
    allowed = BitMap(compress(documents, map(fitting.__contains__, records)))
    first = first_by_tiers(groups, allowed, owners.place)
    best = [found.record_id for found in scored_ids(groups, first, language)]
    return Matching(best, everything, corrected, groups)


def first_by_tiers(groups: list[Group], allowed: BitMap, place: Callable[[int], int]) -> list[int]:
    """Return some of the documents that hold all groups: those with all of them in the title, then wider."""
    if len(allowed) <= RERANKED_IN_LISTS:
        return list(allowed)
    found: dict[int, None] = {}
    for fields in TIERS:
        holding = allowed if fields == TIERS[-1] else allowed & BitMap(backends.document_ids(groups, fields, allowed))
        found.update(dict.fromkeys(nsmallest(RERANKED_IN_LISTS, holding, key=place)))
        if len(found) >= RERANKED_IN_LISTS:
            break
    return list(found)[:RERANKED_IN_LISTS]


def corrected_text(text: str, groups: list[Group], language: str, version: int, names: frozenset[str]) -> str:
    """Return a text with the nearest known word for each that nothing holds; "" where there is nothing to correct.

    `names` are the vocabularies in which words are known. What was recognised as a synonym is known as well, and what a
    dictionary of the reader's language has: most languages have few words of their own in the index. Stems count in the
    reader's language and that of the sources only: in thirteen languages some stem of any slip is a word.
    """
    doubtful = {group.alternatives[0][0].typed for group in groups if len(group.alternatives) == 1}
    changes: dict[str, str] = {}
    foreign = language != SOURCE_LANGUAGE
    others = {fold(raw) for raw in raw_words(text)[:LONGEST]}
    for raw in raw_words(text)[:LONGEST]:
        word = fold(raw)
        stems = [stem(raw, code) for code in dict.fromkeys([language, SOURCE_LANGUAGE])]
        if word not in doubtful or is_in_dictionary(raw, language):
            continue
        if spelling.is_known(frozenset([word, *stems]), word, version, names):
            continue
        near = (spelling.nearest(form, version, names, others, foreign) for form in (word, stems[0]))
        meant = next((form for form in near if form), "")
        if meant:
            changes[word] = meant
    if not changes:
        return ""
    return " ".join(changes.get(fold(word), word) for word in raw_words(text)[:LONGEST])


def by_tiers(groups: list[Group], sections: Sequence[str]) -> list[backends.Hit]:
    """Return documents that hold all groups: first those with all of them in the title, then wider, up to RERANKED."""
    found: dict[int, backends.Hit] = {}
    for fields in TIERS:
        for hit in backends.matches(groups, fields=fields, sections=sections, limit=RERANKED):
            found.setdefault(hit.id, hit)
        if len(found) >= RERANKED:
            break
    return list(found.values())


def by_any(groups: list[Group], sections: Sequence[str], language: str) -> list[backends.Hit]:
    """Return documents of the records that hold some groups, those with more and rarer ones first, up to RERANKED.

    Of each record only as many documents as together hold all its groups, the reader's language before others.
    """
    held: dict[backends.Hit, set[int]] = {}
    weights: dict[tuple[str, int], dict[int, float]] = {}
    for index, group in enumerate(groups):
        matching = backends.matches([group], sections=sections, limit=5 * RERANKED)
        for hit in matching:
            held.setdefault(hit, set()).add(index)
            weights.setdefault((hit.section, hit.record_id), {})[index] = 1 / (1 + len(matching)) ** 0.5
    documents: dict[tuple[str, int], list[backends.Hit]] = {}
    for hit in sorted(held, key=lambda hit: (-len(held[hit]), hit.language != language, hit.language)):
        chosen = documents.setdefault((hit.section, hit.record_id), [])
        if not held[hit] <= {index for other in chosen for index in held[other]}:
            chosen.append(hit)
    best = sorted(documents, key=lambda key: (-round(sum(weights[key].values()), 9), key))
    return [hit for key in best for hit in documents[key]][:RERANKED]


def scored(groups: list[Group], hits: list[backends.Hit], language: str) -> list[Found]:
    """Return the records behind some documents, the best first; one query for their words."""
    return scored_ids(groups, [hit.id for hit in hits[: 2 * RERANKED]], language)


def beginnings(groups: list[Group]) -> list[str]:
    """Return texts one of which stands in every text that holds any word of a query: as few as that takes."""
    terms = [term for group in groups for terms in group.alternatives for term in terms]
    kept: list[str] = []
    for form in sorted({form for term in terms for form in (*term.forms, term.typed)}, key=len):
        if not any(other in form for other in kept):
            kept.append(form)
    return kept


def scored_ids(groups: list[Group], documents: list[int], language: str) -> list[Found]:
    """Return the records behind some documents, named by their ids, the best first; one query for their words."""
    asked = beginnings(groups)
    candidates = [
        Candidate(
            pk,
            section,
            record,
            spoken,
            rank,
            # A field that holds nothing of the query says nothing: its words need not be counted.
            {
                field: words.split() if any(one in words for one in asked) else []
                for field, words in zip(backends.FIELDS, texts, strict=True)
            },
            country,
        )
        for pk, section, record, spoken, rank, country, *texts in backends.rows_of(documents)
    ]
    return [
        Found(candidate.section, candidate.record_id, candidate.language, score)
        for score, candidate in ranked(groups, candidates, language)
    ]
