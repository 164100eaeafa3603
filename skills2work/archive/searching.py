"""The search of the archive: an index in small pieces, by language and by the first letters of a word.

The words are those of the site's own index: stems and folded forms. What is asked is folded in the browser by the table
that is given along, and looked up in the piece that its first letters name (static/js/archive-search.js). What synonyms
mean is found out here, set by set: the records that hold any of its members.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation

from skills2work.archive.files import write
from skills2work.archive.places import Places, places_in
from skills2work.archive.rendering import Copy
from skills2work.languages import SOURCE_LANGUAGE
from skills2work.search.analysis import SAME_LETTER, stop_words
from skills2work.search.documents import Kind, kinds
from skills2work.search.models import SearchDocument
from skills2work.search.query import Known, synonym_sets
from skills2work.search.spelling import SHORTEST
from skills2work.version import content_version

LETTERS = 2  # of a word that name its piece
LONG_PIECE = 25_000  # bytes: what is longer is cut by one letter more
IN_A_PIECE = 20  # titles of records that are fetched together
SETS_IN_A_PIECE = 4  # sets of synonyms that are fetched together
MOST_IN_A_SET = 300  # records that are noted for a set, the best
WEIGHTS = {"body": 1, "summary": 3, "terms": 4, "title": 9}
# What Arabic and Persian write together with a word; longest first.
TIED = ("وال", "بال", "كال", "فال", "ال", "لل", "و", "ف", "ب", "ك", "ل")


def piece_of(word: str, letters: int = LETTERS) -> str:
    """Return the name of the piece that a word stands in: the numbers of its first letters, for any file system."""
    return "-".join(f"{ord(letter):x}" for letter in word[:letters])


@dataclass
class Piece:
    """The words that begin alike with their records, and the synonyms whose first word does with their sets."""

    words: dict[str, list[int]] = field(default_factory=dict)
    terms: dict[str, list[int]] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """Return it as a file."""
        return as_json({"words": self.words, "terms": self.terms})

    def cut(self) -> dict[str, "Piece"]:
        """Return its parts by one letter more."""
        found: defaultdict[str, Piece] = defaultdict(Piece)
        for word, row in self.words.items():
            found[piece_of(word, LETTERS + 1)].words[word] = row
        for term, sets in self.terms.items():
            found[piece_of(term.partition(" ")[0], LETTERS + 1)].terms[term] = sets
        return found


def as_json(data: Any) -> bytes:
    """Return data as a file, as short as it goes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def folder_of(code: str) -> str:
    """Return the folder of a language's index."""
    return f"{code}/search/index"


def title_of(record: Any) -> tuple[str, str, str]:
    """Return the title of a record, its language and its summary."""
    title = record.local("title") if hasattr(record, "local") else record.label()
    return title.text, title.language, record.local("summary").text if hasattr(record, "summary") else ""


def documents(kind: Kind, code: str) -> dict[int, SearchDocument]:
    """Return what a kind of record holds in a language, else in the language most are written in, by key."""
    rows = SearchDocument.objects.filter(section=kind.section, language__in={code, SOURCE_LANGUAGE})
    found: dict[int, SearchDocument] = {}
    for row in rows.iterator():
        if row.language == code or row.record_id not in found:
            found[row.record_id] = row
    return found


class Index:
    """The index of one language while it is made."""

    def __init__(self, code: str, places: Places) -> None:
        self.code, self.places = code, places
        self.titles: list[list[str]] = []
        self.words: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def add(self, kind: Kind) -> None:
        """Add all records of a kind, the useful ones first: their place decides among equals."""
        rows = documents(kind, self.code)
        label = str(kind.model._meta.verbose_name_plural)
        records = [record for record in kind.records() if record.pk in rows]
        for record in sorted(records, key=lambda one: (rows[one.pk].rank, one.pk)):
            address = record.get_absolute_url()
            place = self.places.nearest(address.partition("#")[0], self.code)
            if place is None:
                continue
            title, language, summary = title_of(record)
            mark = f"#{address.partition('#')[2]}" if "#" in address else ""
            number = len(self.titles)
            self.titles.append([place.file + mark, title, summary, label, "" if language == self.code else language])
            self.add_words(number, rows[record.pk])

    def add_words(self, number: int, row: SearchDocument) -> None:
        """Add the words of a record, each with the weight of the best place it stands in."""
        for place, weight in WEIGHTS.items():
            for word in set(getattr(row, place).split()):
                self.words[word][number] = max(weight, self.words[word].get(number, 0))

    def near(self, terms: Iterable[str]) -> dict[str, list[str]]:
        """Return the words that a misspelled one is compared with, by the number of their first letter."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.words.keys() | {word for term in terms for word in term.split()}):
            if len(word) >= SHORTEST and word[0].isalpha():
                found[f"{ord(word[0]):x}"].append(word)
        return found

    def meant(self, known: Known) -> dict[int, int]:
        """Return the records that hold all words of a synonym in any form, each with the weight of the weakest."""
        found: dict[int, int] = {}
        for number, one in enumerate(known.terms):
            held: dict[int, int] = {}
            for form in one.forms:
                for record, weight in self.words.get(form, {}).items():
                    held[record] = max(weight, held.get(record, 0))
            found = held if not number else {key: min(found[key], held[key]) for key in found.keys() & held.keys()}
        return found

    def synonyms(self) -> tuple[dict[str, list[int]], list[list[int]]]:
        """Return the synonyms with the numbers of their sets, and for each set what its members stand in."""
        terms: defaultdict[str, list[int]] = defaultdict(list)
        rows: list[list[int]] = []
        skipped = stop_words(self.code)
        for members in synonym_sets(content_version()).sets.values():
            found: dict[int, int] = {}
            for known in members:
                for record, weight in self.meant(known).items():
                    found[record] = max(weight, found.get(record, 0))
            if not found:
                continue
            said = (" ".join(one.typed for one in known.terms if one.typed not in skipped) for known in members)
            for term in dict.fromkeys(filter(None, said)):
                terms[term].append(len(rows))
            best = sorted(found, key=lambda record: (-found[record], record))[:MOST_IN_A_SET]
            rows.append(in_one_row({record: found[record] for record in best}))
        return terms, rows

    def pieces(self, terms: dict[str, list[int]]) -> tuple[dict[str, Piece], list[str]]:
        """Return the pieces by name, and the names of those that were too long: their parts have a letter more."""
        found: defaultdict[str, Piece] = defaultdict(Piece)
        for word in sorted(self.words):
            found[piece_of(word)].words[word] = in_one_row(self.words[word])
        for term in sorted(terms):
            found[piece_of(term.partition(" ")[0])].terms[term] = terms[term]
        long = sorted(name for name, piece in found.items() if len(piece.body) > LONG_PIECE)
        for name in long:
            found.update(found.pop(name).cut())
        return found, long


def in_one_row(weights: dict[int, int]) -> list[int]:
    """Return pairs of record and weight in one row."""
    return [number for pair in sorted(weights.items()) for number in pair]


def write_index(code: str, copy: Copy, folder: Path) -> set[str]:
    """Write the index of a language. Returns the names of its files."""
    index = Index(code, places_in(copy.languages))
    with translation.override(code):
        for kind in kinds():
            index.add(kind)
    terms, sets = index.synonyms()
    pieces, long = index.pieces(terms)
    near = index.near(terms)
    start = {
        "records": len(index.titles),
        "together": IN_A_PIECE,
        "sets": SETS_IN_A_PIECE,
        "letters": LETTERS,
        "shortest": SHORTEST,
        "pieces": sorted(pieces),
        "long": long,
        "near": sorted(near),
        "same": {chr(number): letter for number, letter in SAME_LETTER.items()},
        "tied": TIED if code in {"ar", "fa"} else (),
        "stop": sorted(stop_words(code)),
    }
    files = {
        "start": as_json(start),
        **{f"words-{name}": piece.body for name, piece in pieces.items()},
        **{f"near-{letter}": as_json(words) for letter, words in near.items()},
        **in_files("titles", index.titles, IN_A_PIECE),
        **in_files("sets", sets, SETS_IN_A_PIECE),
    }
    for name, body in files.items():
        write(folder, f"{folder_of(code)}/{name}.json", body)
    return {f"{folder_of(code)}/{name}.json" for name in files}


def in_files(name: str, rows: list[Any], together: int) -> dict[str, bytes]:
    """Return rows by the name of the file they stand in, some of them together."""
    parts = range(0, len(rows), together)
    return {f"{name}-{start // together}": as_json(rows[start : start + together]) for start in parts}
