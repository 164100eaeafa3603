"""Compression, methods that pages do not take, records that are gone."""

import pytest
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
