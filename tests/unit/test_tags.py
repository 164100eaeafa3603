"""The template tags that mark texts and print data blocks."""

import json
from datetime import date

import pytest
from django.utils import translation

from skills2work.templatetags import s2w
from tests import factories


def test_a_short_text_is_printed_with_its_language_where_it_is_foreign():
    with translation.override("ar"):
        assert s2w.text(factories.StoryFactory.build(title_en="A baker"), "title") == (
            '<span lang="en" dir="ltr">A baker</span> <span class="tongue">(الإنجليزية)</span>'
        )


def test_a_long_text_is_printed_as_paragraphs():
    assert s2w.prose(factories.StoryFactory.build(path_en="One.\n\nTwo."), "path") == "<p>One.</p>\n<p>Two.</p>\n"


def test_a_text_for_an_attribute_has_no_markup():
    with translation.override("ar"):
        assert s2w.plain(factories.StoryFactory.build(title_en="A baker"), "title") == "A baker"


def test_lines_keep_the_language_they_are_written_in():
    with translation.override("ar"):
        found = s2w.lines(factories.StoryFactory.build(advice_en="One\nTwo"), "advice")
    assert (found.items, found.language) == (["One", "Two"], "en")


@pytest.mark.parametrize(("code", "expected"), [("NL", "netherlands"), ("EU", "european-union"), ("AT", ""), ("", "")])
def test_only_a_country_with_a_page_has_a_place_in_an_address(code, expected):
    assert s2w.country_slug(code) == expected


@pytest.mark.parametrize("name", ["day", "month", "number"])
def test_what_is_not_known_is_printed_as_nothing(name):
    assert getattr(s2w, name)(None) == ""


def test_zero_is_a_number():
    assert s2w.number(0) == "0"


def test_a_day_is_printed_in_the_language_of_the_page():
    with translation.override("nl"):
        assert s2w.day(date(2026, 11, 25)) == "25 november 2026"


def test_a_foreign_name_is_isolated_and_carries_its_language():
    assert s2w.foreign("Centraal <b>", "nl") == '<bdi lang="nl">Centraal &lt;b&gt;</bdi>'


def test_a_foreign_name_in_an_unknown_language_is_isolated():
    assert s2w.foreign("Centraal") == "<bdi>Centraal</bdi>"


def test_no_foreign_name_is_printed_as_nothing():
    assert s2w.foreign("") == ""


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", "خباز"])
def test_data_cannot_end_its_block(text):
    block = s2w.structured({"name": text})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not {"<", ">", "&"} & set(inside)


def test_data_can_be_read_back():
    data = {"name": "</script> & خباز"}
    block = s2w.structured(data)
    assert json.loads(block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")) == data
