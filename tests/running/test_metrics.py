"""Numbers for the operator: what is counted, and under which names."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.utils import timezone
from prometheus_client import REGISTRY

from skills2work.publishing import record_models
from skills2work.running import metrics
from tests import factories


@pytest.fixture
def measured(settings, client):
    settings.METRICS_PATH = "metrics"
    return client


def value(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def asked_now():
    return {family.name: family.samples[0].value for family in metrics.AskedNow().collect()}


@pytest.mark.parametrize(
    ("address", "view", "status"),
    [
        ("/healthz", "skills2work.views.machines.healthz", "2xx"),
        ("/nowhere", "-", "4xx"),
        ("/static/no.css", "static", "4xx"),
    ],
)
def test_requests_are_counted_by_kind_of_page_and_class_of_answer(measured, address, view, status):
    labels = {"view": view, "method": "GET", "status": status}
    before = value("skills2work_requests_total", **labels)
    measured.get(address)
    assert value("skills2work_requests_total", **labels) == before + 1


def test_an_invented_method_makes_no_new_series(measured):
    before = value(
        "skills2work_requests_total", view="skills2work.views.machines.healthz", method="other", status="4xx"
    )
    measured.generic("INVENTED", "/healthz")
    after = value("skills2work_requests_total", view="skills2work.views.machines.healthz", method="other", status="4xx")
    assert after == before + 1


def test_a_page_out_of_the_cache_is_counted_under_its_name(rf):
    assert metrics.view_name(rf.get("/nl/practices/first-shift/")) == "practice"


@pytest.mark.django_db
def test_errors_of_the_database_are_counted_by_their_kind():
    def refused(execute, sql, params, many, context):
        raise OperationalError

    before = value("skills2work_database_errors_total", kind="OperationalError")
    counting, refusing = (connection.execute_wrapper(one) for one in (metrics.count_errors, refused))
    with counting, refusing, pytest.raises(OperationalError):
        connection.cursor().execute("SELECT 1")
    assert value("skills2work_database_errors_total", kind="OperationalError") == before + 1


def test_a_connection_that_is_opened_again_is_not_counted_twice():
    one = SimpleNamespace(execute_wrappers=[])
    metrics.watch(one)
    metrics.watch(one)
    assert one.execute_wrappers == [metrics.count_errors]


@pytest.mark.django_db
def test_the_age_of_the_content_is_that_of_the_last_change_readers_see():
    two_hours_ago = timezone.now() - timedelta(hours=2)
    factories.PracticeFactory.create()
    factories.PracticeFactory.create(draft=True)
    for model in record_models():
        model.objects.published().update(updated_at=two_hours_ago)
    assert int(asked_now()["skills2work_content_age_seconds"] // 3600) == 2


@pytest.mark.django_db
def test_an_empty_directory_has_no_age():
    assert asked_now() == {"skills2work_database_up": 1}


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told(monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(metrics, "last_change", fail)
    assert asked_now() == {"skills2work_database_up": 0}


def test_switched_off_it_is_no_part_of_any_request(settings):
    settings.METRICS_PATH = ""
    with pytest.raises(MiddlewareNotUsed):
        metrics.Measure(print)
