"""Finds occupations by what people call them: the search of the site, with what is called exactly so first."""

from collections.abc import Sequence
from typing import NamedTuple

from practices.models import Occupation
from skills2work import languages
from skills2work.search.analysis import fold, raw_words, stem, words
from skills2work.search.engine import Found, find
from skills2work.search.highlight import Wanted, wanted
from skills2work.texts import LocalText

SECTION = "occupations"
COMPARED = 60  # only the best are looked at once more
# What it is worth to be called exactly as asked: in everyday speech, by the label, by another name.
EVERYDAY, LABEL, OTHER = 4, 2, 1
MOST_MARKS = 5  # letters by which a name may be longer or shorter than its words: marks, brackets


class Hit(NamedTuple):
    """An occupation, and the name that answers, in the language it was found in; empty where that is its label."""

    occupation: Occupation
    name: LocalText


class Answer(NamedTuple):
    """What a text found, the best first; what was looked for instead of a misspelled text; which words answer."""

    found: list[Found]
    text: str
    corrected: str
    words: Wanted


def search(text: str, language: str) -> Answer:
    """Return the occupations that answer a text typed on a page in a language. One query more than `find` asks."""
    answer = find(text, language, [SECTION])
    best, rest = answer.found[:COMPARED], answer.found[COMPARED:]
    rows = Occupation.objects.for_search().in_bulk([found.record_id for found in best])
    sought = folded(answer.corrected or text)

    def place(found: Found) -> tuple[int, int]:
        row = rows.get(found.record_id)
        worth = exact(row, sought, language).worth if row else 0
        return (-worth, row.rank if row and worth else 0)

    return Answer([*sorted(best, key=place), *rest], sought, answer.corrected, wanted(answer.groups))


def hits(found: Sequence[Found], answer: Answer, language: str) -> list[Hit]:
    """Return what a page in a language shows of some results; one query."""
    rows = Occupation.objects.for_search().in_bulk([one.record_id for one in found])
    return [
        Hit(rows[one.record_id], name_beside_label(rows[one.record_id], one.language, language, answer))
        for one in found
        if one.record_id in rows
    ]


def folded(text: str) -> str:
    """Return a text as its words, without what may be typed in several ways."""
    return " ".join(words(text))


def both_forms(label: str) -> list[str]:
    """Return a label, and its two forms where it holds both: "cuoco/cuoca", or "ošetrovateľ/ošetrovateľka stromov"."""
    if label.count("/") != 1:
        return [label]
    first, second = label.split("/")
    if len(first.split()) == len(second.split()):
        return [label, first, second]
    before, after = first.split(), second.split()
    return [label, " ".join([*before, *after[1:]]), " ".join([*before[:-1], *after])]


def names_by_worth(occupation: Occupation, language: str) -> list[tuple[int, list[str]]]:
    """Return all names in a language, each kind with what it is worth to be called exactly so."""
    return [
        (EVERYDAY, occupation.group.everyday_names(language)),
        (LABEL, both_forms(occupation.labels.get(language, ""))),
        (OTHER, occupation.other_names(language)),
    ]


class Exact(NamedTuple):
    """What it is worth that an occupation is called exactly as asked, and the name; 0 where it is not."""

    worth: int
    name: LocalText


def exact(occupation: Occupation, sought: str, language: str) -> Exact:
    """Return the name that is exactly what was sought, in the language where it is worth most; the page's wins ties."""
    best = Exact(0, LocalText("", languages.SOURCE_LANGUAGE))
    for code in languages.LANGUAGE_CODES:
        equal = [
            (worth, name)
            for worth, known in names_by_worth(occupation, code)
            for name in [next((name for name in known if is_called(name, sought)), "")]
            if name
        ]
        worth = 2 * sum(worth for worth, _name in equal) + (1 if equal and code == language else 0)
        if worth > best.worth:
            best = Exact(worth, LocalText(equal[0][1], code))
    return best


def is_called(name: str, sought: str) -> bool:
    """Say whether a name is what was sought. Most are told apart by their length, which costs next to nothing."""
    return abs(len(name) - len(sought)) <= MOST_MARKS and folded(name) == sought


def name_beside_label(occupation: Occupation, found_in: str, language: str, answer: Answer) -> LocalText:
    """Return the name that is what was sought, or holds most of it; empty where the label says it, or none does."""

    def held(name: str, code: str) -> int:
        return sum(is_wanted(word, code, answer.words) for word in raw_words(name))

    label = occupation.label(language)
    name = exact(occupation, answer.text, language).name
    if not name.text:
        known = [name for _worth, names in names_by_worth(occupation, found_in) for name in names]
        best = max(known, key=lambda name: held(name, found_in))
        more = held(best, found_in) > held(label.text, label.language)
        name = LocalText(best if more else "", found_in)
    same = folded(name.text) in {folded(form) for form in both_forms(label.text)}
    said = name.language == label.language and held(label.text, label.language) >= held(name.text, name.language)
    return LocalText("", found_in) if same or said else name


def is_wanted(word: str, language: str, sought: Wanted) -> bool:
    """Say whether a word of a name is one that was looked for, in any of its forms."""
    plain = fold(word)
    return plain in sought.forms or stem(word, language) in sought.forms or plain.startswith(sought.beginnings)
