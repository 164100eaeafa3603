"""The admin may stand at another address: everything that leads there follows, and robots are not told."""

import importlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import clear_url_caches, reverse

from skills2work import environment, urls
from tests.accounts.support import enrol, may_use_the_admin

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def at_the_desk(settings):
    """The admin at /desk/."""
    usual = settings.ADMIN_PATH
    settings.ADMIN_PATH = "desk/"
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.ADMIN_PATH = usual
    importlib.reload(urls)
    clear_url_caches()


def test_the_admin_answers_at_its_address_only(client, at_the_desk):
    assert client.get("/desk/")["Location"] == "/desk/login/?next=/desk/"
    assert client.get("/desk/login/").status_code == 200
    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/login/").status_code == 404


def test_signing_in_works_there(client, give_password, at_the_desk):
    give_password()
    enrol(client)
    assert reverse("admin:index") == "/desk/"
    assert may_use_the_admin(client)
    assert client.cookies["known_device"]["path"] == "/desk/"


def test_robots_are_told_of_the_usual_address_only(client, at_the_desk):
    text = client.get("/robots.txt").content.decode()
    assert "desk" not in text
    assert "/admin/" not in text


@pytest.mark.parametrize(
    "path", ["/en/", "/ar/privacy/", "/en/practices/", "/en/nothing/", "/sitemap.xml", "/openapi.json"]
)
def test_no_page_for_readers_names_the_address(client, at_the_desk, path):
    assert "desk/" not in client.get(path).content.decode()


def test_the_pages_of_the_admin_keep_robots_away(client):
    for path in ("/admin/login/", "/admin/password-reset/"):
        assert '<meta name="robots" content="NONE,NOARCHIVE">' in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("given", "found"), [("", "admin/"), ("desk", "desk/"), ("/back/office/", "back/office/"), ("a-1_b/", "a-1_b/")]
)
def test_the_address_is_a_folder(monkeypatch, given, found):
    monkeypatch.setenv("ADMIN_PATH", given)
    assert environment.folder("ADMIN_PATH", "admin/") == found


@pytest.mark.parametrize("given", ["/", "en", "en/desk", "a b", "a//b", "../x", "<x>"])
def test_an_address_that_is_none_or_taken_is_refused(monkeypatch, given):
    monkeypatch.setenv("ADMIN_PATH", given)
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        environment.folder("ADMIN_PATH", "admin/", taken=frozenset({"en"}))
