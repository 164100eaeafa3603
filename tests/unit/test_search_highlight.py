"""What is marked in a result, and that nothing in it becomes HTML."""

import pytest

from skills2work.search.highlight import Wanted, highlighted, wanted
from skills2work.search.query import Group, term


def words_of(*raw):
    return wanted([Group(((term(word),),)) for word in raw])


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("A nurse in Rome", "nurse", "A <mark>nurse</mark> in Rome"),
        ("Two nurses", "nurse", "Two <mark>nurses</mark>"),
        ("Nurses & midwives", "nurse", "<mark>Nurses</mark> &amp; midwives"),
        ("Homologación", "homologacion", "<mark>Homologación</mark>"),
        ("Hairdressers", "hairdress", "<mark>Hairdressers</mark>"),
        ("Nothing here", "nurse", "Nothing here"),
        ("", "nurse", ""),
    ],
)
def test_words_that_answer_are_marked(text, query, expected):
    assert highlighted(text, "en", words_of(query)) == expected


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<b>nurse</b>", "nurse</mark><script>"]
)
def test_everything_else_is_escaped(text):
    marked = highlighted(text, "en", words_of("nurse", "script", "img"))
    assert "<" not in marked.replace("<mark>", "").replace("</mark>", "")
    assert ">" not in marked.replace("<mark>", "").replace("</mark>", "")


def test_a_word_with_vowel_marks_is_marked_whole():
    assert highlighted("مُمَرِّضَة", "ar", words_of("ممرضة")) == "<mark>مُمَرِّضَة</mark>"


def test_without_a_query_nothing_is_marked():
    assert highlighted("A nurse", "en", Wanted(frozenset(), ())) == "A nurse"


def test_the_words_of_a_synonym_of_several_are_marked_only_side_by_side():
    words = wanted([Group(((term("tienda"),), (term("open"), term("a"), term("shop"))))])
    assert highlighted("Open a shop", "en", words) == "<mark>Open</mark> a <mark>shop</mark>"
    assert highlighted("A shop and a door, open", "en", words) == "A shop and a door, open"


def test_stop_words_of_a_term_are_not_marked_all_over_the_text():
    words = wanted([Group(((term("titre"), term("de"), term("competence")),))])
    assert highlighted("Titre de compétence de Namur", "fr", words) == (
        "<mark>Titre</mark> de <mark>compétence</mark> de Namur"
    )


def test_a_stop_word_is_marked_where_nothing_else_was_asked_for():
    assert highlighted("Who helps?", "en", words_of("who")) == "<mark>Who</mark> helps?"
