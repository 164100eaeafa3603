"""How old a fact is, and when a page must say so loudly."""

import pytest
from django.utils import timezone

from skills2work.ages import OLD_AFTER, age_of
from tests import factories


def test_the_age_of_a_year_is_counted_from_this_year():
    assert age_of(timezone.localdate().year - 3) == 3


def test_a_year_that_is_not_known_has_no_age():
    assert age_of(None) is None


@pytest.mark.parametrize(("years", "expected"), [(0, False), (OLD_AFTER, False), (OLD_AFTER + 1, True)])
def test_facts_are_old_when_they_are_older_than_two_years(years, expected):
    assert factories.PracticeFactory.build(as_of=timezone.localdate().year - years).is_old is expected


def test_facts_of_an_unknown_year_are_not_called_old():
    assert not factories.PracticeFactory.build(as_of=None).is_old


def test_a_record_without_a_year_of_its_facts_has_no_age():
    assert factories.OrganisationFactory.build().age_in_years is None
