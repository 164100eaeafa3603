"""A page that many ask for at once is made once."""

import threading

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from skills2work.caching import middleware
from skills2work.caching.flights import Flights
from skills2work.caching.middleware import PageCache
from skills2work.caching.pages import page_from


class View:
    """A view that takes as long as a test wants, and counts how often it was asked."""

    def __init__(self):
        self.asked = 0
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, request):
        """Answer with a page."""
        self.asked += 1
        self.begun.set()
        assert self.may_end.wait(10)
        request.resolver_match = None
        return HttpResponse("a page " * 100)


@pytest.fixture
def view(monkeypatch):
    stamps = ["one"]
    monkeypatch.setattr(middleware, "stamp", lambda: stamps[0])
    monkeypatch.setattr(middleware, "stamp_now", lambda: stamps[0])
    monkeypatch.setattr(middleware.outage, "take_as_usable", lambda: None)
    view = View()
    view.stamps = stamps
    return view


def ask(cache, answers, **headers):
    def run():
        answers.append(cache(RequestFactory().get("/en/about/", headers=headers)))

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def waiting(cache):
    """Return once the second request has found the first at work."""
    for _time in range(200):
        if cache.found.wait(0.05):
            return
    raise AssertionError("nobody waited")


def watched(cache):
    cache.found, shared = threading.Event(), cache.flights.shared

    def look(address, stamp):
        if cache.flights.flying:
            cache.found.set()
        return shared(address, stamp)

    cache.flights.shared = look
    return cache


def test_two_who_ask_at_once_share_one_page(view):
    cache, answers = watched(PageCache(view)), []
    first = ask(cache, answers)
    assert view.begun.wait(10)
    second = ask(cache, answers)
    waiting(cache)
    view.may_end.set()
    first.join()
    second.join()
    assert view.asked == 1
    assert {answer.headers["Cache-Status"].partition("; ")[2] for answer in answers} == {
        "fwd=uri-miss; stored",
        "fwd=uri-miss; collapsed",
    }
    assert answers[0].content == answers[1].content


def test_who_asks_after_an_edit_does_not_get_the_page_that_was_begun_before(view):
    cache, answers = watched(PageCache(view)), []
    first = ask(cache, answers)
    assert view.begun.wait(10)
    view.stamps[0] = "two"
    second = ask(cache, answers)
    waiting(cache)
    view.may_end.set()
    first.join()
    second.join()
    assert view.asked == 2


def test_a_page_that_fails_lets_the_others_go(rf):
    flights = Flights()
    with pytest.raises(ValueError, match="broken"), flights.making("a", "1"):
        raise ValueError("broken")
    assert flights.flying == {}
    assert flights.shared("a", "1") is None


def test_a_page_in_the_making_is_shared_by_address_and_stamp(rf):
    flights = Flights()
    with flights.making("a", "1") as flight:
        flight.page = page_from(HttpResponse("x"), "1", counted=False, kept_at=0)
        flight.landed.set()
        assert flights.shared("a", "1") is flight.page
        assert flights.shared("a", "2") is None
        assert flights.shared("b", "1") is None
