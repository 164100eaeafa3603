"""The search of the archive: an index in small pieces, by language and by the first letters of a word.

The words are those of the site's own index: stems and folded forms. What is asked is folded in the browser by the table
that is given along, and looked up in the piece that its first letters name (static/js/archive-search.js).
"""

import json
from collections import defaultdict
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

LETTERS = 2  # of a word that name its piece
IN_A_PIECE = 40  # titles of records that are fetched together
WEIGHTS = {"body": 1, "summary": 3, "terms": 4, "title": 9}
# What Arabic and Persian write together with a word; longest first.
TIED = ("وال", "بال", "كال", "فال", "ال", "لل", "و", "ف", "ب", "ك", "ل")


def piece_of(word: str) -> str:
    """Return the name of the piece that a word stands in: the numbers of its first letters, for any file system."""
    return "-".join(f"{ord(letter):x}" for letter in word[:LETTERS])


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
        for field, weight in WEIGHTS.items():
            for word in set(getattr(row, field).split()):
                self.words[word][number] = max(weight, self.words[word].get(number, 0))

    def pieces(self) -> dict[str, dict[str, list[int]]]:
        """Return the words by piece, each with pairs of record and weight in one row."""
        found: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
        for word in sorted(self.words):
            pairs = sorted(self.words[word].items())
            found[piece_of(word)][word] = [number for pair in pairs for number in pair]
        return found


def write_index(code: str, copy: Copy, folder: Path) -> set[str]:
    """Write the index of a language. Returns the names of its files."""
    index = Index(code, places_in(copy.languages))
    with translation.override(code):
        for kind in kinds():
            index.add(kind)
    pieces = index.pieces()
    files: dict[str, Any] = {f"words-{name}.json": piece for name, piece in pieces.items()}
    for start in range(0, len(index.titles), IN_A_PIECE):
        files[f"titles-{start // IN_A_PIECE}.json"] = index.titles[start : start + IN_A_PIECE]
    files["start.json"] = {
        "records": len(index.titles),
        "together": IN_A_PIECE,
        "letters": LETTERS,
        "pieces": sorted(pieces),
        "same": {chr(number): letter for number, letter in SAME_LETTER.items()},
        "tied": TIED if code in {"ar", "fa"} else (),
        "stop": sorted(stop_words(code)),
    }
    for name, data in files.items():
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        write(folder, f"{folder_of(code)}/{name}", body.encode())
    return {f"{folder_of(code)}/{name}" for name in files}
