"""While the database does not answer: pages seen before, marked; others 503 in the reader's language."""

import gzip

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from skills2work.caching import outage, stamps
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/en/practices/hairdressers/"
NOTICE = b"Our database does not answer just now. You see this page as it was on"


@pytest.fixture
def practice():
    return factories.PracticeFactory(slug="hairdressers", title_en="Hairdressers at work")


@pytest.fixture
def lose(monkeypatch):
    """Return a function that takes the database away, and one that gives it back."""
    asked = []

    def fails():
        asked.append(True)
        raise OperationalError("gone")

    before = stamps.content_version, outage.read_version

    def away():
        monkeypatch.setattr(stamps, "content_version", fails)
        monkeypatch.setattr(outage, "read_version", fails)
        return asked

    def back():
        monkeypatch.setattr(stamps, "content_version", before[0])
        monkeypatch.setattr(outage, "read_version", before[1])
        monkeypatch.setattr(outage, "PROBE_EVERY", 0)

    return away, back


def test_a_page_seen_before_is_served_and_says_that_it_may_be_old(client, practice, lose):
    before = client.get(ADDRESS)
    assert NOTICE not in before.content
    lose[0]()
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert NOTICE in response.content
    assert response.content.count(b"Hairdressers at work") == before.content.count(b"Hairdressers at work")
    assert response.headers["Cache-Status"].startswith("skills2work; hit; ttl=-")
    assert response.headers["Cache-Control"] == "no-store"
    assert "Age" in response.headers
    assert "CDN-Cache-Control" not in response.headers
    assert "ETag" not in response.headers
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_notice_goes_out_compressed_too(client, practice, lose):
    client.get(ADDRESS)
    lose[0]()
    response = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert NOTICE in gzip.decompress(response.content)


def test_a_page_of_an_older_version_is_served_as_well(client, practice, lose):
    client.get(ADDRESS)
    practice.save()
    lose[0]()
    assert NOTICE in client.get(ADDRESS).content


def test_data_seen_before_are_served_as_they_were(client, practice, lose):
    before = client.get("/en/practices.json").content
    lose[0]()
    response = client.get("/en/practices.json")
    assert response.content == before
    assert "database-gone" in response.headers["Cache-Status"]


def test_a_page_not_seen_before_is_answered_with_503_in_its_language(client, lose, settings):
    lose[0]()
    response = client.get("/ar/practices/")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    assert b'<html lang="ar" dir="rtl"' in response.content
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_what_needs_no_database_goes_on(client, lose):
    lose[0]()
    assert client.get("/robots.txt").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/en/no-such-address/").status_code == 404


def test_it_is_not_asked_by_every_request(client, lose):
    asked = lose[0]()
    for _time in range(10):
        client.get(ADDRESS)
    assert len(asked) <= 3


def test_it_recovers_by_itself(client, practice, lose):
    client.get(ADDRESS)
    lose[0]()
    assert NOTICE in client.get(ADDRESS).content
    lose[1]()
    response = client.get(ADDRESS)
    assert response.headers["Cache-Status"] == "skills2work; hit"
    assert NOTICE not in response.content


def test_a_page_that_fails_half_way_is_answered_from_what_is_kept(practice, lose, monkeypatch):
    client = Client()
    client.get(ADDRESS)
    practice.save()

    def fails(*_args):
        lose[0]()
        raise OperationalError("gone")

    monkeypatch.setattr("practices.views.practice.published_or_gone", fails)
    assert NOTICE in client.get(ADDRESS).content


def test_a_failure_of_another_kind_stays_one(practice, monkeypatch):
    def fails(*_args):
        raise OperationalError("no such column")

    monkeypatch.setattr("practices.views.practice.published_or_gone", fails)
    assert Client(raise_request_exception=False).get(ADDRESS).status_code == 500


@pytest.mark.parametrize("kept", [True, False])
def test_staff_and_forms_get_503_too(practice, lose, monkeypatch, settings, kept):
    settings.PAGE_CACHE = kept
    client = Client()
    client.force_login(User.objects.create(username="editor", is_staff=True))

    def fails(*_args):
        lose[0]()
        raise OperationalError("gone")

    monkeypatch.setattr("practices.views.practice.published_or_gone", fails)
    response = client.get(ADDRESS)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
