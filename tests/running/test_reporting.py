"""What Sentry is told of an error: what and where, never who."""

import json
from typing import Any

import pytest
import sentry_sdk
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from sentry_sdk.transport import Transport

from skills2work.running import reporting

pytestmark = pytest.mark.one_database

sent: list[Any] = []


class Kept(Transport):
    """Keeps what would be sent."""

    def capture_envelope(self, envelope):
        sent.extend(item.payload.json for item in envelope.items if item.type == "event")


def fail(request, slug):
    password = "hunter22"  # noqa: F841 a local variable that must not be sent
    raise ValueError("no answer for mira@example.org from 203.0.113.7")


def told_so(request):
    return HttpResponse("It failed.", status=500)


urlpatterns = [path("fail/<slug:slug>/", fail, name="fail")]
handler500 = told_so


@pytest.fixture
def event(settings, db):
    """The event of a page that failed."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["skills2work.running.request_ids.RequestIds"]
    sent.clear()
    reporting.begin("https://key@sentry.example/1", transport=Kept, environment="trial")
    asked = RequestFactory().post(
        "/fail/somewhere/?q=what-she-looked-for",
        {"text": "what-she-wrote"},
        headers={"user-agent": "her-browser", "referer": "https://her.example/", "cookie": "sessionid=of-mira"},
        REMOTE_ADDR="203.0.113.7",
    )
    WSGIHandler()(asked.environ, print).close()
    sentry_sdk.flush()
    sentry_sdk.init()
    assert len(sent) == 1
    return sent[0]


def test_the_error_and_where_it_happened_are_told(event):
    found = event["exception"]["values"][-1]
    assert (found["type"], found["value"]) == ("ValueError", "no answer for [email] from [address]")
    assert found["stacktrace"]["frames"][-1]["function"] == "fail"
    assert (event["environment"], event["transaction"]) == ("trial", "/fail/{slug}/")
    assert len(event["tags"]["request_id"]) == 16


def test_nothing_of_the_reader_is_told(event):
    assert event["request"] == {"method": "POST"}
    text = json.dumps(event)
    told = ["of-mira", "what-she", "her-browser", "her.example", "203.0.113.7", "mira@example", "fail/somewhere"]
    assert [word for word in told if word in text] == []
    assert "user" not in event
    assert not any("vars" in frame for frame in event["exception"]["values"][-1]["stacktrace"]["frames"])


def test_without_an_address_nobody_is_told(monkeypatch):
    begun = []
    monkeypatch.setattr(sentry_sdk, "init", lambda **options: begun.append(options))
    reporting.begin("")
    assert begun == []
