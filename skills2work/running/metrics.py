"""Numbers for Prometheus, at the address that METRICS_PATH opens: requests, times, errors, the age of the content.

With several processes each writes its numbers to files in one folder, and whichever is asked adds them all up.
"""

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connection
from django.db.backends.signals import connection_created
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from skills2work.publishing import record_models
from skills2work.running.request_ids import view_name

METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

requests = Counter("skills2work_requests", "Requests answered.", ["view", "method", "status"])
seconds = Histogram("skills2work_request_seconds", "Time to answer a request.", ["view"], buckets=BUCKETS)
cached = Counter("skills2work_page_cache", "Pages looked up in the page cache.", ["result"])
database_errors = Counter("skills2work_database_errors", "Statements that the database refused or lost.", ["kind"])


class Measure:
    """Counts and times every request. Switched off it costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_PATH:
            raise MiddlewareNotUsed
        self.get_response = get_response
        connection_created.connect(watch, dispatch_uid="skills2work.running.metrics")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        view = view_name(request)
        method = request.method if request.method in METHODS else "other"
        requests.labels(view, method, f"{response.status_code // 100}xx").inc()
        seconds.labels(view).observe(time.perf_counter() - began)
        return response


def watch(connection: Any, **_kwargs: Any) -> None:
    """Count the errors of a new connection to the database."""
    if count_errors not in connection.execute_wrappers:
        connection.execute_wrappers.append(count_errors)


def count_errors(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Run a statement; count what goes wrong by its kind."""
    try:
        return execute(sql, params, many, context)
    except Error as error:
        database_errors.labels(type(error).__name__).inc()
        raise


class AskedNow:
    """What is looked up in the moment somebody asks: whether the database answers, and how old the content is."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the numbers; the age is left out where it cannot be known."""
        try:
            changed = last_change()
        except Error:
            yield GaugeMetricFamily("skills2work_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("skills2work_database_up", "Whether the database answers.", 1)
        if changed is not None:
            age = (timezone.now() - changed).total_seconds()
            yield GaugeMetricFamily("skills2work_content_age_seconds", "Time since a published entry changed.", age)


def last_change() -> Any:
    """Return when a published record was changed last; None where there is none."""
    connection.ensure_connection()
    found = [model.objects.published().aggregate(last=Max("updated_at"))["last"] for model in record_models()]
    return max((moment for moment in found if moment is not None), default=None)


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all numbers of all processes of this machine."""
    registry: Any = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    now = CollectorRegistry(auto_describe=False)
    now.register(AskedNow())
    body = generate_latest(registry) + generate_latest(now)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
