"""The facet table follows the practices in the same transaction."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from practices.models import Practice, PracticeFacet
from tests import factories

pytestmark = pytest.mark.django_db

ALL = {
    "country": "NL",
    "kinds": ["mentoring", "validation"],
    "stages": ["assessment"],
    "audiences": ["employers"],
    "eligible": ["resettled"],
    "scope": "local",
    "sectors": ["F", "Q"],
    "status": "pilot",
    "languages_offered": ["ar"],
    "evidence": "evaluated",
    "cost_kind": "free",
}


def rows():
    return set(PracticeFacet.objects.values_list("facet", "value"))


def test_a_published_practice_has_a_row_for_each_of_its_values():
    factories.PracticeFactory(**ALL)
    assert rows() == {
        ("country", "NL"),
        ("kind", "mentoring"),
        ("kind", "validation"),
        ("stage", "assessment"),
        ("audience", "employers"),
        ("eligible", "resettled"),
        ("scope", "local"),
        ("sector", "F"),
        ("sector", "Q"),
        ("status", "pilot"),
        ("language", "ar"),
        ("evidence", "evaluated"),
        ("cost", "free"),
    }


def test_what_is_not_known_has_no_row():
    factories.PracticeFactory(cost_kind="", sectors=[])
    assert not {"cost", "sector"} & {facet for facet, _value in rows()}


@pytest.mark.parametrize("state", ["draft", "in_review", "archived"])
def test_a_practice_that_readers_may_not_see_has_no_rows(state):
    factories.PracticeFactory(state=state)
    assert rows() == set()


@pytest.mark.parametrize("state", ["draft", "in_review", "archived"])
def test_the_rows_go_when_a_practice_is_taken_down(state):
    practice = factories.PracticeFactory()
    practice.state = state
    practice.save()
    assert rows() == set()


def test_the_rows_come_when_a_practice_is_published():
    factories.PracticeFactory(draft=True).publish()
    assert ("kind", "validation") in rows()


def test_the_rows_follow_a_change():
    practice = factories.PracticeFactory(kinds=["mentoring", "validation"])
    practice.kinds = ["validation", "job_matching"]
    practice.save()
    assert {value for facet, value in rows() if facet == "kind"} == {"validation", "job_matching"}


def test_the_rows_of_other_practices_stay():
    factories.PracticeFactory(kinds=["mentoring"])
    factories.PracticeFactory(kinds=["validation"]).delete()
    assert {value for facet, value in rows() if facet == "kind"} == {"mentoring"}


def test_the_rows_go_with_the_practice():
    factories.PracticeFactory().delete()
    assert rows() == set()


def test_a_change_that_is_rolled_back_changes_no_row():
    practice = factories.PracticeFactory(kinds=["mentoring"])
    with transaction.atomic():
        practice.kinds = ["validation"]
        practice.save()
        transaction.set_rollback(True)
    assert Practice.objects.of_kind("mentoring").exists()


def test_a_save_without_changes_reads_the_rows_once_and_writes_none():
    practice = factories.PracticeFactory()
    with CaptureQueriesContext(connection) as queries:
        practice.save()
    asked = [query["sql"].split()[0] for query in queries if "practices_practicefacet" in query["sql"]]
    assert asked == ["SELECT"]


def test_a_practice_is_not_saved_when_its_rows_cannot_be_written(monkeypatch):
    practice = factories.PracticeFactory(kinds=["mentoring"])
    practice.kinds = ["validation"]
    monkeypatch.setattr("practices.signals.rewrite_facets", lambda _practice: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        practice.save()
    assert Practice.objects.get().kinds == ["mentoring"]


def test_a_value_counts_once_for_a_practice():
    practice = factories.PracticeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeFacet.objects.create(practice=practice, facet="country", value="NL")


def test_values_are_counted_in_one_query(django_assert_num_queries):
    for kinds in (["mentoring"], ["mentoring", "validation"]):
        factories.PracticeFactory(kinds=kinds)
    with django_assert_num_queries(1):
        assert PracticeFacet.objects.counts("kind") == {"mentoring": 2, "validation": 1}


def test_the_practices_of_a_value_are_found():
    practice = factories.PracticeFactory(kinds=["mentoring"])
    factories.PracticeFactory(kinds=["validation"])
    assert list(PracticeFacet.objects.practice_ids("kind", ["mentoring"])) == [practice.pk]
