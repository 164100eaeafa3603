"""The nine countries and the European level."""

import pytest

from skills2work import countries
from skills2work.languages import LANGUAGE_CODES


def test_there_are_nine_countries_and_the_european_level():
    assert (len(countries.NINE), set(countries.SLUGS) - set(countries.NINE)) == (9, {"EU"})


def test_every_address_leads_back_to_its_country():
    assert {countries.CODES[slug]: slug for slug in countries.CODES} == countries.SLUGS


@pytest.mark.parametrize(
    ("code", "spoken", "expected"),
    [
        ("NL", "en", "Netherlands"),
        ("GB", "de", "Vereinigtes Königreich"),
        ("EU", "fr", "Union européenne"),
        ("AT", "en", "Austria"),
    ],
)
def test_a_country_is_named_in_a_language(code, spoken, expected):
    assert countries.name(code, spoken) == expected


@pytest.mark.parametrize("spoken", LANGUAGE_CODES)
def test_every_country_has_a_name_in_every_language(spoken):
    names = {countries.name(code, spoken) for code in countries.SLUGS}
    assert len(names - set(countries.SLUGS)) == len(countries.SLUGS)


def test_a_country_that_cldr_does_not_know_is_named_by_its_code():
    assert countries.name("QQ", "en") == "QQ"


@pytest.mark.parametrize("code", ["NL", "AT", "SY", "EU"])
def test_a_code_of_a_country_is_one(code):
    assert countries.is_country(code)


@pytest.mark.parametrize("code", ["", "nl", "NLD", "150", "QQ", "N1", "ZZ"])
def test_any_other_text_is_no_country(code):
    assert not countries.is_country(code)


@pytest.mark.parametrize("spoken", LANGUAGE_CODES)
def test_the_european_level_stands_last_in_every_language(spoken):
    assert countries.by_name(list(countries.SLUGS), spoken)[-1] == "EU"


def test_countries_stand_in_the_order_of_their_names():
    assert countries.by_name(["ES", "HU", "BE"], "en") == ["BE", "HU", "ES"]


def test_the_order_depends_on_the_language():
    assert countries.by_name(["ES", "HU", "BE"], "de") == ["BE", "ES", "HU"]


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [("sk", ["IE", "HU"]), ("hu", ["IE", "HU"])],  # Írsko, Maďarsko; Írország, Magyarország
)
def test_a_letter_with_an_accent_stands_where_its_language_has_it(spoken, expected):
    assert countries.by_name(["HU", "IE"], spoken) == expected
