"""What is left for the night is more of what runs by day, and records that tests share are the same for each."""

from types import SimpleNamespace

import pytest

from network.models import Organisation
from tests import factories
from tests.conftest import is_for_postgresql_by_day
from tests.support.by_day import COLLECTED, at_night_unless
from tests.support.worlds import kept

SLOW = [pytest.mark.slow]


def only_at_night(tests):
    """Return the tests of which every parameter waits for the night. A drill that waits as a whole is none of them."""
    by_day, at_night = set(), set()
    for test in tests:
        name = test.nodeid.partition("[")[0]
        marks = test.callspec.marks if hasattr(test, "callspec") else ()
        (at_night if any(mark.name == "slow" for mark in marks) else by_day).add(name)
    return at_night - by_day


def of(name, marks):
    return SimpleNamespace(nodeid=name, callspec=SimpleNamespace(marks=marks))


def test_what_a_night_adds_has_a_sibling_by_day(request):
    assert only_at_night(request.config.stash[COLLECTED]) == set()


def test_a_test_that_waits_with_all_its_parameters_is_found():
    assert only_at_night([of("a[1]", SLOW), of("a[2]", SLOW), of("b[1]", SLOW), of("b[2]", [])]) == {"a"}


def test_a_parameter_that_is_not_asked_by_day_is_slow():
    found = at_night_unless("ar".__eq__, ["en", "ar"])
    assert [(one.values, [mark.name for mark in one.marks]) for one in found] == [(("en",), ["slow"]), (("ar",), [])]


@pytest.mark.parametrize(("marks", "asked"), [([], 3), (["every_case"], 5), (["sqlite_by_day"], 0)])
def test_by_day_postgresql_is_asked_the_first_cases_of_a_test_unless_it_says_otherwise(marks, asked):
    def case(number):
        return SimpleNamespace(
            nodeid=f"{marks}[{number}]", get_closest_marker=lambda name: True if name in marks else None
        )

    assert [is_for_postgresql_by_day(case(number)) for number in range(5)] == [True] * asked + [False] * (5 - asked)


# Records that tests in a row share

organisation = kept(factories.OrganisationFactory)


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_takes_away_is_back_for_the_next(organisation, time):
    Organisation.objects.all().delete()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("time", ["first", "second"])
def test_shared_records_are_there_once(organisation, time):
    assert Organisation.objects.get() == organisation


@pytest.mark.django_db
def test_shared_records_are_gone_for_a_test_that_asks_for_none():
    assert not Organisation.objects.exists()
