"""Which of the documents that match comes first: the same arithmetic for both databases, on the words they share.

For each group of the query and each field: how well the best alternative is met there (as typed, by a synonym, by the
beginning of a longer word), weighted by field, dampened by repetition and by the length of the field (after BM25F:
Robertson, Zaragoza, Taylor 2004), times how rare the group is among the candidates.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from skills2work.search.query import Group, Term

WEIGHTS = {"title": 6.0, "terms": 2.2, "summary": 3.0, "body": 1.0}
USUAL_LENGTH = {"title": 9, "terms": 60, "summary": 24, "body": 220}
SYNONYM = 0.75
COORDINATION = 0.5  # how much it costs not to hold all groups
TITLE_BONUS = 0.25
COMPLETED = 0.55
READERS_LANGUAGE = 1.12
SATURATION = 1.2
LENGTH_MATTERS = 0.55


class Candidate(NamedTuple):
    """A document with its words by field."""

    id: int
    section: str
    record_id: int
    language: str
    rank: int
    fields: dict[str, list[str]]


def met(term: Term, counts: Counter[str]) -> float:
    """Return how often a term stands in a field; beginnings of longer words count for less."""
    exact = max((counts[form] for form in term.forms), default=0)
    if exact or not term.completes:
        return float(exact)
    longer = sum(count for word, count in counts.items() if word.startswith(term.typed))
    return COMPLETED * min(longer, 3)


def group_in_field(group: Group, counts: Counter[str]) -> tuple[float, float]:
    """Return how well a group is met in a field as it was typed, and by its best alternative: all of its terms."""
    frequencies = [min(met(term, counts) for term in terms) for terms in group.alternatives]
    return frequencies[0], max(frequencies)


def group_scores(groups: Sequence[Group], candidate: Candidate) -> list[float]:
    """Return for each group a number from 0 to 1: its weighted sum over the fields, saturated.

    What stands there as typed comes before what only means the same, however often that is said.
    """
    typed, meant = [0.0] * len(groups), [0.0] * len(groups)
    for field, words in candidate.fields.items():
        if not words:
            continue
        counts = Counter(words)
        length = 1 - LENGTH_MATTERS + LENGTH_MATTERS * len(words) / USUAL_LENGTH[field]
        for index, group in enumerate(groups):
            as_typed, as_meant = group_in_field(group, counts)
            typed[index] += WEIGHTS[field] * as_typed / length
            meant[index] += WEIGHTS[field] * as_meant / length
    return [max(saturated(said), SYNONYM * saturated(same)) for said, same in zip(typed, meant, strict=True)]


def saturated(total: float) -> float:
    """Return a sum as a number from 0 to 1: the tenth mention says little that the third did not."""
    return total / (total + SATURATION)


def ranked(groups: Sequence[Group], candidates: Sequence[Candidate], language: str) -> list[tuple[float, Candidate]]:
    """Return the records of some documents with their scores, the best first; each by its best document.

    A record is judged by all its documents together: a country may stand in the reader's language and the rest only in
    that of the source.
    """
    records: dict[tuple[str, int], list[tuple[list[float], Candidate]]] = {}
    for candidate in candidates:
        own = group_scores(groups, candidate)
        records.setdefault((candidate.section, candidate.record_id), []).append((own, candidate))
    together = {
        key: [max(parts) for parts in zip(*(own for own, _candidate in rows), strict=True)]
        for key, rows in records.items()
    }
    holding = [sum(1 for scores in together.values() if scores[index]) for index in range(len(groups))]
    rarity = [math.log(1 + (len(records) - held + 0.5) / (held + 0.5)) + 0.25 for held in holding]
    best: list[tuple[float, Candidate]] = []
    for key, rows in records.items():
        score = sum(weight * part for weight, part in zip(rarity, together[key], strict=True))
        score *= (sum(1 for part in together[key] if part) / len(groups)) ** COORDINATION if groups else 1
        score *= 1 + TITLE_BONUS * max(in_title(groups, candidate) for _own, candidate in rows)
        if any(candidate.language == language for own, candidate in rows if any(own)):
            score *= READERS_LANGUAGE
        _own, shown = max(rows, key=lambda row: (round(sum(row[0]), 6), row[1].language == language, row[1].language))
        best.append((score, shown))
    return sorted(best, key=lambda pair: (-round(pair[0], 6), pair[1].rank, pair[1].section, pair[1].record_id))


def in_title(groups: Sequence[Group], candidate: Candidate) -> float:
    """Return which part of the groups the title holds, from 0 to 1."""
    title = set(candidate.fields["title"])
    return sum(1 for group in groups if group.forms & title) / len(groups) if groups else 0.0
