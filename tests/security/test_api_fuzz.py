"""Every address of our OpenAPI description, asked for with values that fit it and values that do not (schemathesis).

A few examples by default; `make fuzz` (FUZZ=long) takes some minutes.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi import checks as openapi

from skills2work.wsgi import application
from tests import factories

pytestmark = pytest.mark.django_db

EXAMPLES = 2000 if os.environ.get("FUZZ") == "long" else 5
# A value that does not exist is ignored and said so (DESIGN, 6): what does not fit is no error here.
LEFT_OUT = [openapi.negative_data_rejection]

PLAIN = {"Accept-Encoding": "identity"}  # the client of the tests unpacks nothing

schema = schemathesis.openapi.from_wsgi("/openapi.json", application)


@pytest.fixture
def few_records(db: None) -> Iterator[None]:
    """Some records; and, as with Django's own client, a request does not close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    practice: Any = factories.PracticeFactory(title_en="Recognition of nurses", kinds=["mentoring"], isco=["2221"])
    factories.PracticeFactory(country="SI", ended=True, title_en="Hodnota", place_en="Košice")
    factories.StoryFactory(employer=practice.lead)
    factories.OrganisationFactory()
    factories.AccessToWorkFactory()
    factories.GuidanceFactory()
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 100)
def test_an_address_answers_as_described_whatever_is_asked(case, few_records):
    answer = case.call_and_validate(excluded_checks=LEFT_OUT, headers=PLAIN)
    assert answer.status_code < 500
