"""Names and directions of languages, from CLDR."""

import pytest
from django.conf import settings

from skills2work import languages


def test_the_site_speaks_thirteen_languages():
    assert len(set(languages.LANGUAGE_CODES)) == 13


def test_django_knows_the_same_languages():
    assert tuple(code for code, _name in settings.LANGUAGES) == languages.LANGUAGE_CODES


def test_arabic_and_persian_are_written_from_right_to_left():
    assert {code for code in languages.LANGUAGE_CODES if languages.direction(code) == "rtl"} == {"ar", "fa"}


@pytest.mark.parametrize(
    ("code", "spoken", "expected"), [("nl", "en", "Dutch"), ("nl", "de", "Niederländisch"), ("ti", "en", "Tigrinya")]
)
def test_a_language_is_named_in_another(code, spoken, expected):
    assert languages.name(code, spoken) == expected


def test_a_language_that_cldr_does_not_know_is_named_by_its_code():
    assert languages.name("zzz", "en") == "zzz"


def test_a_language_with_a_script_is_named():
    assert languages.name("zh-Hans", "en") == "Simplified Chinese"


@pytest.mark.parametrize(("code", "expected"), [("fr", "Français"), ("hu", "Magyar"), ("ar", "العربية")])
def test_a_language_names_itself_with_a_capital_where_its_script_has_them(code, expected):
    assert languages.own_name(code) == expected


@pytest.mark.parametrize("code", ["", "nonsense", "x", "../etc", "en_"])
def test_an_unknown_code_has_the_formats_of_english(code):
    assert languages.locale(code).language == "en"


@pytest.mark.parametrize(("code", "expected"), [("nl", True), ("ti", True), ("zzz", False), ("", False)])
def test_a_language_is_one_that_cldr_knows(code, expected):
    assert languages.is_language(code) is expected
