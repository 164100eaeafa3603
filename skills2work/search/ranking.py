"""Which of the documents that match comes first: the same arithmetic for both databases, on the words they share.

For each group of the query and each field: how well the best alternative is met there (as typed, by a synonym, by the
beginning of a longer word), weighted by field, dampened by repetition and by the length of the field (after BM25F:
Robertson, Zaragoza, Taylor 2004), times how rare the group is among the candidates. What is of the country that the
query means counts for more.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from skills2work.countries import NINE
from skills2work.languages import SOURCE_LANGUAGE
from skills2work.search.documents import overviews
from skills2work.search.places import at_home, named
from skills2work.search.query import Group, Term

WEIGHTS = {"title": 6.0, "terms": 2.2, "summary": 3.0, "body": 1.0}
USUAL_LENGTH = {"title": 9, "terms": 60, "summary": 24, "body": 220}
SYNONYM = 0.75
COORDINATION = 0.5  # how much it costs not to hold all groups
TITLE_BONUS = 0.25
COMPLETED = 0.55
READERS_LANGUAGE = 1.12
OVERVIEW = 0.8  # for pages that hold very many words, where their title has none of the query
COUNTRY_NAMED = 2.0  # for the records of a country that the query names
COUNTRY_OF_WORD = 1.3  # or, where it names none, of the one or two whose records alone hold a word as it was typed
COUNTRY_OF_LANGUAGE = 1.2  # or of those where the page's language is official
MOST_COUNTRIES = 2
SATURATION = 1.2
LENGTH_MATTERS = 0.55


class Candidate(NamedTuple):
    """A document with its words by field, as the index has them."""

    id: int
    section: str
    record_id: int
    language: str
    rank: int
    fields: dict[str, str]
    country: str = ""


def met(term: Term, counts: dict[str, int]) -> float:
    """Return how often a term stands in a field; beginnings of longer words count for less."""
    exact = max((counts.get(form, 0) for form in term.forms), default=0) if counts else 0
    if exact or not term.completes:
        return float(exact)
    longer = sum(count for word, count in counts.items() if word.startswith(term.typed))
    return COMPLETED * min(longer, 3)


class Sought(NamedTuple):
    """A group with all its forms, those of its alternatives of one word, and the others by each form of their first."""

    group: Group
    forms: frozenset[str]
    single: frozenset[str]
    several: dict[str, list[tuple[Term, ...]]]


def sought(group: Group) -> Sought:
    """Return a group as it is looked for in very many fields."""
    others = group.alternatives[1:]
    several: dict[str, list[tuple[Term, ...]]] = {}
    for terms in others:
        if len(terms) > 1:
            for form in terms[0].forms:
                several.setdefault(form, []).append(terms)
    single = frozenset(form for terms in others if len(terms) == 1 for form in terms[0].forms)
    return Sought(group, group.forms, single, several)


class Counted(NamedTuple):
    """How often the words of a query stand in a field, and how many words it has."""

    counts: dict[str, int]
    length: int


def counted(text: str, forms: frozenset[str], beginnings: tuple[str, ...]) -> Counted:
    """Count in a field what a query looks for: other words say nothing."""
    words = text.split()
    wanted = forms.intersection(words)
    if any(one not in wanted and (f" {one}" in text or text.startswith(one)) for one in beginnings):
        wanted |= {word for word in words if word.startswith(beginnings)}
    return Counted({word: words.count(word) for word in wanted}, len(words))


def group_in_field(one: Sought, counts: dict[str, int]) -> tuple[float, float]:
    """Return how well a group is met in a field as it was typed, and by its best alternative: all of its terms."""
    typed = min(met(term, counts) for term in one.group.alternatives[0])
    best = 0.0
    for form, count in counts.items():
        if count > best and form in one.single:
            best = float(count)
        for terms in one.several.get(form, ()):
            best = max(best, min(met(term, counts) for term in terms))
    return typed, max(typed, best)


def group_scores(groups: Sequence[Sought], fields: dict[str, Counted]) -> list[float]:
    """Return for each group a number from 0 to 1: its weighted sum over the fields, saturated.

    What stands there as typed comes before what only means the same, however often that is said.
    """
    typed, meant = [0.0] * len(groups), [0.0] * len(groups)
    for field, (counts, words) in fields.items():
        if not counts:
            continue
        length = 1 - LENGTH_MATTERS + LENGTH_MATTERS * words / USUAL_LENGTH[field]
        for index, group in enumerate(groups):
            as_typed, as_meant = group_in_field(group, counts)
            typed[index] += WEIGHTS[field] * as_typed / length
            meant[index] += WEIGHTS[field] * as_meant / length
    return [max(saturated(said), SYNONYM * saturated(same)) for said, same in zip(typed, meant, strict=True)]


def saturated(total: float) -> float:
    """Return a sum as a number from 0 to 1: the tenth mention says little that the third did not."""
    return total / (total + SATURATION)


def rarity(held: int, of: int) -> float:
    """Return what a group weighs that so many hold of so many."""
    return math.log(1 + (of - held + 0.5) / (held + 0.5)) + 0.25


def ranked(
    groups: Sequence[Group], candidates: Sequence[Candidate], language: str, rarities: Sequence[float] = ()
) -> list[tuple[float, Candidate]]:
    """Return the records of some documents with their scores, the best first; each by its best document.

    `rarities` say what each group weighs; without them the candidates themselves do.

    A record is judged by all its documents together: a country may stand in the reader's language and the rest only in
    that of the source.
    """
    records: dict[tuple[str, int], list[tuple[list[float], Candidate]]] = {}
    titles: dict[int, float] = {}
    looked_for = [sought(group) for group in groups]
    forms = frozenset(form for one in looked_for for form in one.forms)
    beginnings = tuple(
        term.typed for group in groups for terms in group.alternatives for term in terms if term.completes
    )
    for candidate in candidates:
        fields = {field: counted(text, forms, beginnings) for field, text in candidate.fields.items() if text}
        own = group_scores(looked_for, fields)
        records.setdefault((candidate.section, candidate.record_id), []).append((own, candidate))
        titles[candidate.id] = in_title(looked_for, fields)
    together = {
        key: [max(parts) for parts in zip(*(own for own, _candidate in rows), strict=True)]
        for key, rows in records.items()
    }
    holding = [sum(1 for scores in together.values() if scores[index]) for index in range(len(groups))]
    weights = rarities or [rarity(held, len(records)) for held in holding]
    preferred, by = countries_meant(groups, candidates, language)
    wide = overviews()
    best: list[tuple[float, Candidate]] = []
    for key, rows in records.items():
        score = sum(weight * part for weight, part in zip(weights, together[key], strict=True))
        score *= (sum(1 for part in together[key] if part) / len(groups)) ** COORDINATION if groups else 1
        titled = max(titles[candidate.id] for _own, candidate in rows)
        score *= 1 + TITLE_BONUS * titled
        score *= OVERVIEW if key[0] in wide and not titled else 1
        if any(candidate.language == language for own, candidate in rows if any(own)):
            score *= READERS_LANGUAGE
        score *= by if rows[0][1].country in preferred else 1
        _own, shown = max(rows, key=lambda row: (round(sum(row[0]), 6), row[1].language == language, row[1].language))
        best.append((score, shown))
    return sorted(best, key=lambda pair: (-round(pair[0], 6), pair[1].rank, pair[1].section, pair[1].record_id))


def countries_meant(
    groups: Sequence[Group], candidates: Sequence[Candidate], language: str
) -> tuple[frozenset[str], float]:
    """Return the countries whose records come before others for a query, and what that is worth.

    A local word, such as "homologación", says which country is meant on a page in any language: only that country's
    records hold it, beside their English text.
    """
    if places := named(name for group in groups for name in group.names):
        return places, COUNTRY_NAMED
    if language != SOURCE_LANGUAGE:
        for group in groups:
            holding = {
                candidate.country
                for candidate in candidates
                if candidate.language == SOURCE_LANGUAGE and holds(group, candidate)
            }
            if 0 < len(holding) <= MOST_COUNTRIES and holding <= set(NINE):
                return frozenset(holding), COUNTRY_OF_WORD
    spoken = next((group.language for group in groups if group.language), language)
    return at_home(spoken), COUNTRY_OF_LANGUAGE


def holds(group: Group, candidate: Candidate) -> bool:
    """Say whether a document holds all words of a group as they were typed."""
    texts = [f" {words} " for words in candidate.fields.values()]
    return all(any(f" {term.typed} " in text for text in texts) for term in group.alternatives[0])


def in_title(groups: Sequence[Sought], fields: dict[str, Counted]) -> float:
    """Return which part of the groups the title holds, from 0 to 1."""
    if "title" not in fields or not groups:
        return 0.0
    title = fields["title"].counts
    return sum(1 for group in groups if not group.forms.isdisjoint(title)) / len(groups)
