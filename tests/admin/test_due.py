"""A published record says when it should be checked again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from practices.models import Practice
from skills2work.publishing import a_year_after
from tests.admin.records import change_address, form_values, list_address
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_a_new_record_is_checked_again_one_year_after_its_verification():
    assert PracticeFactory(verified_on=date(2025, 3, 1)).review_by == date(2026, 3, 1)


def test_a_day_that_was_chosen_stays():
    assert PracticeFactory(verified_on=date(2025, 3, 1), review_by=date(2025, 6, 1)).review_by == date(2025, 6, 1)


def test_a_new_verification_moves_a_day_that_it_has_passed():
    practice = PracticeFactory(verified_on=date(2025, 3, 1))
    practice.verified_on = date(2026, 4, 1)
    practice.save()
    assert practice.review_by == date(2027, 4, 1)


def test_without_a_verification_there_is_no_day():
    assert PracticeFactory(draft=True, verification="", verified_on=None).review_by is None


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2024, 2, 29), date(2025, 2, 28)), ("2026-11-25", date(2027, 11, 25))]
)
def test_a_year_later_is_a_day_that_there_is(day, expected):
    assert a_year_after(day) == expected


def test_the_list_keeps_what_is_due(editor):
    due = PracticeFactory(review_by=timezone.localdate(), verified_on=timezone.localdate() - timedelta(days=9))
    PracticeFactory()
    found = editor.get(list_address(Practice), {"due": "yes"}).context["cl"].result_list
    assert list(found) == [due]
    assert not editor.get(list_address(Practice), {"due": "perhaps"}).context["cl"].result_list


def test_records_from_before_the_field_are_due_a_year_after_their_verification():
    old, new = PracticeFactory(verified_on=date(2020, 1, 1)), PracticeFactory()
    Practice.objects.update(review_by=None)
    assert list(Practice.objects.due()) == [old] != [new]


def test_the_day_stands_in_the_form(editor):
    values = form_values(editor.get(change_address(PracticeFactory())).content.decode())
    assert values["review_by"][0]
