"""Answers to HEAD, compression, methods that pages do not take, records that are gone."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from skills2work.gone import Gone
from skills2work.middleware import CompressPublicPages, HelpfulAnswers


def answer(*, cookies=None, sets_cookie=False):
    """Return what compression makes of a long page."""
    request = RequestFactory().get("/en/", headers={"accept-encoding": "gzip"})
    request.COOKIES = cookies or {}

    def page(_request):
        response = HttpResponse("a long page " * 1000)
        if sets_cookie:
            response.set_cookie("name", "value")
        return response

    return CompressPublicPages(page)(request)


def test_a_public_page_is_compressed():
    assert answer()["Content-Encoding"] == "gzip"


def test_a_page_for_somebody_with_a_session_is_not_compressed():
    assert "Content-Encoding" not in answer(cookies={"sessionid": "x"})


def test_a_page_that_sets_a_cookie_is_not_compressed():
    assert "Content-Encoding" not in answer(sets_cookie=True)


def passed(method, path="/en/about/", view=None):
    """Return what the middleware answers in the place of a view; None lets the view answer."""
    request = RequestFactory().generic(method, path)
    request.resolver_match = resolve(path)
    return HelpfulAnswers(HttpResponse).process_view(request, view or request.resolver_match.func, (), {})


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_pages_can_be_read(method):
    assert passed(method) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "NONSENSE"])
def test_a_page_takes_no_other_method(method):
    assert passed(method).status_code == 405


def test_a_refused_method_is_answered_with_those_that_are_taken():
    assert passed("POST")["Allow"] == "GET, HEAD"


def test_the_admin_takes_what_is_posted():
    assert passed("POST", "/admin/login/") is None


def test_a_view_that_says_so_takes_what_is_posted():
    def view(_request):
        return HttpResponse()

    view.takes_post = True
    assert passed("POST", view=view) is None


def test_a_record_that_is_gone_is_answered_with_410():
    response = HelpfulAnswers(HttpResponse).process_exception(RequestFactory().get("/en/stories/x/"), Gone())
    assert response.status_code == 410


def test_any_other_failure_is_left_to_django():
    request = RequestFactory().get("/en/stories/x/")
    assert HelpfulAnswers(HttpResponse).process_exception(request, ValueError()) is None


# Answers to HEAD


@pytest.fixture
def one_connection():
    """Keep the connection of the test: the application would close it after each request, as it does when it runs."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked(method, path):
    """Return what the application itself answers; Django's test client would take the body away."""
    told = {}

    def begin(status, headers, _error=None):
        told.update(status=status, headers={name.lower(): value for name, value in headers})

    environ = {"REQUEST_METHOD": method, "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}
    path, _sign, query = path.partition("?")
    answer = WSGIHandler()({**environ, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}, begin)
    body = b"".join(answer)
    return told, body


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    "path",
    ["/en/about/", "/en/practices/?country=NL", "/en/practices.json", "/en/practices.csv", "/healthz", "/nothing", "/"],
)
def test_to_head_goes_no_body_and_all_else_as_to_get(settings, path, kept):
    settings.PAGE_CACHE = kept
    head, nothing = asked("HEAD", path)
    whole, body = asked("GET", path)
    assert nothing == b""
    assert body or whole["status"].startswith("302")
    assert head["status"] == whole["status"]
    assert set(head["headers"]) == set(whole["headers"])
    assert head["headers"].get("content-length") == whole["headers"].get("content-length")
