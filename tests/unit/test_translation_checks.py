"""A translation keeps the addresses, amounts and years of its original."""

import pytest

from skills2work.translations.checks import problems


@pytest.mark.parametrize(
    "target",
    [
        "Es kostet 1.400 Euro, seit 2022.",
        "Cela coûte 1\u202f400 euros depuis 2022.",
        "تكلف ١٬٤٠٠ يورو منذ ٢٠٢٢.",
        "هزینهٔ آن ۱۴۰۰ یورو از سال ۲۰۲۲ است.",
    ],
)
def test_a_number_counts_in_whatever_way_a_language_writes_it(target):
    assert problems("It costs 1,400 euros, since 2022.", target) == []


def test_a_lost_amount_is_named():
    assert problems("It costs 1,400 euros.", "Es kostet Geld.") == ["this number of the original is missing: 1400"]


def test_a_changed_amount_is_named():
    assert problems("From 650 to 1,400 euros", "Von 560 bis 1.400 Euro") == [
        "this number of the original is missing: 650"
    ]


def test_cents_are_a_part_of_the_amount():
    assert problems("It costs 31.67 euros", "Es kostet 31,67 Euro") == []
    assert problems("It costs 31.67 euros", "Es kostet 31 Euro") == ["this number of the original is missing: 67"]


def test_a_small_number_may_become_a_word_and_a_word_a_number():
    assert problems("After 5 months", "Nach fünf Monaten") == []
    assert problems("After twelve months", "Nach 12 Monaten") == []


def test_a_very_long_number_is_no_error():
    assert len(problems("9" * 10_000, "none")) == 1


def test_a_lost_address_is_named():
    assert problems("See https://example.org/a.", "Siehe dort.") == [
        "this address of the original is missing: https://example.org/a"
    ]


def test_what_is_not_translated_lacks_nothing():
    assert problems("It costs 1,400 euros.", " ") == []
