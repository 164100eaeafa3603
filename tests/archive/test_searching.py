"""The index that browsers search an archive with: words, synonyms and what misspelled words are compared with."""

import json

import pytest

from skills2work.archive.places import places_in
from skills2work.archive.searching import LONG_PIECE, Index, piece_of

pytestmark = pytest.mark.django_db
COURSE = "A course for nurses"


@pytest.fixture
def read(archive):
    """Read a file of the English index."""
    return lambda name: json.loads((archive / f"en/search/index/{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def titles_of(read):
    """The titles of a row of the index."""
    start = read("start")

    def titles(row: list[int]) -> list[str]:
        return [read(f"titles-{n // start['together']}")[n % start["together"]][1] for n in row[::2]]

    return titles


@pytest.mark.parametrize("term", ["caregiver", "تمريض"])
def test_a_synonym_names_the_records_that_its_set_stands_in(read, titles_of, term):
    start = read("start")
    (number,) = read(f"words-{piece_of(term)}")["terms"][term]
    found = titles_of(read(f"sets-{number // start['sets']}")[number % start["sets"]])
    assert COURSE in found
    assert "Microcredit for a shop" not in found


def test_a_synonym_of_several_words_stands_under_the_first_that_says_something(read):
    assert "small loan" in read(f"words-{piece_of('small')}")["terms"]


def test_misspelled_words_are_compared_with_those_of_records_and_of_synonyms(read):
    assert {"nurses", "course"} <= set(read(f"near-{ord('n'):x}") + read(f"near-{ord('c'):x}"))
    assert "caregiver" in read(f"near-{ord('c'):x}")


def test_a_long_piece_is_cut_by_one_letter_more_and_loses_no_word():
    index = Index("en", places_in(("en", "ar")))
    for number in range(3000):
        index.words[f"con{number:06}"] = {number: 9}
        index.words[f"cor{number:06}"] = {number: 9}
    index.words["co"] = {1: 9}
    index.words["cold"] = {1: 9}
    index.words["dog"] = {2: 9}
    pieces, long = index.pieces({"corn field": [0], "dog": [1]})
    assert long == [piece_of("co")]
    assert sorted(pieces) == sorted(["63-6f", "63-6f-6c", "63-6f-6e", "63-6f-72", "64-6f"])
    assert sum(len(piece.words) for piece in pieces.values()) == len(index.words)
    assert (pieces["63-6f-72"].terms, pieces["64-6f"].terms) == ({"corn field": [0]}, {"dog": [1]})


def test_no_piece_of_a_small_archive_is_long(archive):
    sizes = [path.stat().st_size for path in archive.rglob("search/index/*.json")]
    assert max(sizes) <= LONG_PIECE
