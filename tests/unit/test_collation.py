"""Names in the order of each language's alphabet."""

import pytest
from django.utils.translation import override

from practices.models import Practice
from skills2work import countries
from skills2work.collation import sort_key, stored_key
from skills2work.neighbours import neighbours
from tests.factories import PracticeFactory

# Words in the right order; the sources are the alphabets of CLDR (root/collation, version 44).
IN_ORDER = {
    "en": ["Apple", "école", "Edge", "zebra"],
    "de": ["Apfel", "Ärzte", "Zahn"],
    "es": ["nube", "nuevo", "ñandú", "oso"],
    "hu": ["cukor", "csak", "dom", "nagy", "nyelv", "olasz", "öt", "ut", "üzem", "zebra", "zsír"],
    "sk": ["cena", "čaj", "hora", "chlieb", "ihla", "sad", "škola", "zub", "žena"],
    "sl": ["cesta", "čas", "sad", "šola", "zob", "žena"],
    "uk": [
        "ветеринар",
        "гора",
        "ґанок",
        "енергія",
        "єдність",
        "зима",
        "Ірландія",
        "Італія",
        "їжа",
        "Йорк",
        "Нідерланди",
    ],
    "fa": ["آب", "بلژیک", "پرستار", "جوان", "چاپ", "زبان", "ژاله", "کار", "گذر", "نان", "وکیل", "هلند", "یاد"],
    "ar": ["أطباء", "إيطاليا", "بلجيكا", "تدريب", "ممرض"],
    "ga": ["Albain", "Éire", "Fraincis"],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_words_stand_in_the_order_of_the_alphabet(language):
    words = IN_ORDER[language]
    mixed = words[1::2] + words[::2][::-1]
    assert sorted(mixed, key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize("language", IN_ORDER)
def test_the_stored_key_has_the_same_order(language):
    words = IN_ORDER[language]
    assert sorted(words, key=lambda word: stored_key(word, language)) == words


def test_punctuation_and_case_do_not_count():
    assert sort_key("«Zebra»", "en").split("\x01")[0] == sort_key("zebra", "en").split("\x01")[0]


def test_countries_stand_in_the_order_of_the_ukrainian_alphabet():
    names = [countries.name(code, "uk") for code in countries.by_name(list(countries.NINE), "uk")]
    assert names.index("Ірландія") < names.index("Нідерланди")


@pytest.mark.django_db
def test_titles_are_sorted_in_the_readers_alphabet():
    for word in ("zub", "čaj", "cena", "chlieb", "hora", "ihla"):
        PracticeFactory(title_en="x", title_sk=word)
    with override("sk"):
        titles = [record.local("title").text for record in Practice.objects.by_title()]
    assert titles == ["cena", "čaj", "hora", "chlieb", "ihla", "zub"]


@pytest.mark.django_db
def test_a_title_that_is_not_translated_is_sorted_as_it_is_shown():
    for title in ("Beta", "alpha", "Gamma"):
        PracticeFactory(title_en=title)
    with override("hu"):
        assert [one.title_en for one in Practice.objects.by_title()] == ["alpha", "Beta", "Gamma"]


@pytest.mark.django_db
def test_the_neighbours_of_a_record_are_those_of_the_list():
    first, second, third = (PracticeFactory(title_en=title) for title in ("Alpha", "beta", "Gamma"))
    assert neighbours(second) == (first, third)
