"""Lists of codes, and texts with one item a line."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from practices.vocabularies import PracticeKind
from skills2work.fields import CodeListField, joined, lines


def closed(**options):
    """Return a field for a closed vocabulary."""
    return CodeListField("kinds", choices_from=PracticeKind, **options)


def opened(**options):
    """Return a field for open codes: here two lower-case letters."""
    return CodeListField("languages", check=lambda code: len(code) == 2 and code.islower(), **options)


@pytest.mark.parametrize("value", [[], ["mentoring"], ["validation", "mentoring"]])
def test_known_codes_are_taken(value):
    assert closed().clean(value, None) == value


@pytest.mark.parametrize(
    "value", [["nonsense"], ["mentoring", "nonsense"], ["Mentoring"], [1], [None], [["mentoring"]], [{}]]
)
def test_an_unknown_code_is_refused(value):
    with pytest.raises(ValidationError, match="not known"):
        closed().clean(value, None)


def test_the_unknown_code_is_named():
    with pytest.raises(ValidationError, match="nonsense"):
        closed().clean(["mentoring", "nonsense"], None)


@pytest.mark.parametrize("value", ["mentoring", {"mentoring": 1}, 1])
def test_what_is_not_a_list_is_refused(value):
    with pytest.raises(ValidationError, match="must be a list"):
        closed().clean(value, None)


def test_a_code_twice_is_refused():
    with pytest.raises(ValidationError, match="twice"):
        closed().clean(["mentoring", "mentoring"], None)


@pytest.mark.parametrize("value", [[], None])
def test_nothing_is_refused_where_something_is_needed(value):
    with pytest.raises(ValidationError):
        closed(blank=False).clean(value, None)


def test_an_open_code_is_taken_when_its_check_accepts_it():
    assert opened().clean(["nl", "ar"], None) == ["nl", "ar"]


def test_an_open_code_is_refused_when_its_check_does_not_accept_it():
    with pytest.raises(ValidationError, match="NL"):
        opened().clean(["NL"], None)


def test_a_list_without_vocabulary_takes_any_code():
    assert CodeListField().clean(["anything"], None) == ["anything"]


def test_a_new_word_in_the_vocabulary_makes_no_migration():
    *_rest, options = closed().deconstruct()
    assert not {"choices_from", "check", "choices"} & set(options)


def test_two_records_do_not_share_their_empty_list():
    assert closed().get_default() is not closed().get_default()


def test_a_closed_vocabulary_is_chosen_with_check_boxes():
    assert isinstance(closed().formfield().widget, forms.CheckboxSelectMultiple)


def test_check_boxes_offer_the_whole_vocabulary():
    assert closed().formfield().choices == PracticeKind.choices


def test_no_box_checked_is_an_empty_list():
    assert closed().formfield().clean([]) == []


def test_a_box_must_be_checked_where_something_is_needed():
    with pytest.raises(ValidationError):
        closed(blank=False).formfield().clean([])


def test_open_codes_are_typed_with_commas():
    assert opened().formfield().clean("nl, ar;fa uk") == ["nl", "ar", "fa", "uk"]


def test_open_codes_are_shown_with_commas():
    assert opened().formfield().prepare_value(["nl", "ar"]) == "nl, ar"


def test_open_codes_may_be_typed_in_capitals():
    assert opened().formfield().clean("NL") == ["nl"]


def test_an_open_code_typed_twice_is_taken_once():
    assert opened().formfield().clean("nl, nl") == ["nl"]


def test_an_unknown_code_that_was_typed_is_named():
    with pytest.raises(ValidationError, match="klingon"):
        opened().formfield().clean("nl, klingon")


@pytest.mark.parametrize(("typed", "expected"), [("nl,  ar", False), ("nl", True), ("klingon", True)])
def test_only_another_list_is_a_change(typed, expected):
    assert opened().formfield().has_changed(["nl", "ar"], typed) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\nb", ["a", "b"]), ("a\r\n\r\n b ", ["a", "b"]), ("", []), ("\n \n", []), (None, [])],
)
def test_a_text_is_read_one_item_a_line(text, expected):
    assert lines(text) == expected


def test_items_are_written_one_a_line():
    assert joined(["a", "b\nc", " d  e "]) == "a\nb c\nd e"
