"""What no page can do is answered by a page of the site that says so."""

import pytest
from django.db import DatabaseError
from django.template.loader import render_to_string

from skills2work.views import home
from tests import factories
from tests.pages.support import Page, open_page
from tests.pages.world import PAGES, make_world

pytestmark = pytest.mark.one_database

PATHS = [
    "",
    "practices/",
    "practices/bridge/",
    "countries/netherlands/",
    "stories/",
    "network/experts/",
    "search/",
    "about/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_writing_method_gets_a_page_of_the_site_that_names_the_others(client, method, path):
    response = getattr(client, method)(f"/en/{path}")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert Page(response).is_of_the_site


def test_a_writing_method_is_refused_in_the_language_of_the_address(client):
    assert Page(client.post("/fa/practices/")).one("html").language == ("fa", "rtl")


def test_a_writing_method_sets_no_cookie(client):
    response = client.post("/en/practices/", {"q": "x"})
    assert not response.cookies


def test_a_writing_method_asks_for_no_token(client):
    client.handler.enforce_csrf_checks = True
    assert client.post("/en/practices/", {"q": "x"}).status_code == 405


def test_a_writing_method_that_nobody_knows_is_refused_too(client):
    assert client.generic("BREW", "/en/practices/").status_code == 405


def test_machines_addresses_take_no_writing_method(client):
    for path in ("/", "/robots.txt", "/healthz", "/sitemap.xml"):
        assert client.post(path).status_code == 405


def test_writing_to_an_address_that_is_not_there_is_not_found(client):
    assert client.post("/en/nothing-like-this/").status_code == 404


@pytest.mark.django_db
def test_every_page_answers_head_without_a_body(client):
    make_world()
    for name, path in PAGES.items():
        response = client.head(f"/en/{path}")
        assert (response.status_code, response.content) == (200, b""), name


# Addresses


@pytest.mark.parametrize("path", ["/xx/practices/", "/zh/", "/english/", "/en-US/practices/", "/EN/practices/"])
def test_an_unknown_language_is_answered_with_ways_on(client, path):
    page = open_page(client, path, status=404)
    assert page.is_of_the_site
    assert {"/en/practices/", "/en/countries/"} <= set(page.main.links)


def test_an_unknown_language_is_answered_in_the_browser_s_language(client):
    page = open_page(client, "/xx/practices/", status=404, headers={"accept-language": "ar"})
    assert page.one("html").language == ("ar", "rtl")


def test_an_unknown_address_is_answered_in_its_language(client):
    page = open_page(client, "/ar/nothing-like-this/", status=404)
    assert page.one("html").language == ("ar", "rtl")


def test_an_address_without_a_language_is_sent_on_with_its_query(client):
    response = client.get("/practices/?country=NL&q=%C3%A9", headers={"accept-language": "sk"})
    assert (response.status_code, response["Location"]) == (302, "/sk/practices/?country=NL&q=%C3%A9")


def test_an_address_without_its_last_slash_is_sent_on(client):
    response = client.get("/en/practices?country=NL")
    assert (response.status_code, response["Location"]) == (301, "/en/practices/?country=NL")


def test_the_page_for_an_unknown_address_needs_no_database(client):
    assert open_page(client, "/en/nothing/like/this/", status=404).is_of_the_site  # no django_db: asking would fail


def test_the_page_for_an_unknown_address_stays_out_of_robots(client):
    assert open_page(client, "/en/nothing/", status=404).one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("name", ["404", "405"])
def test_error_pages_name_no_address_as_their_own(client, name):
    response = client.get("/en/nothing/") if name == "404" else client.post("/en/")
    assert Page(response).all("link", rel="canonical") == []


@pytest.mark.parametrize(
    "path", ["/sitemap-nothing.xml", "/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=x", "/sitemap-pages.xml?p=%00"]
)
def test_a_part_of_the_sitemap_that_is_not_there(client, path):
    assert open_page(client, path, status=404).is_of_the_site


# The host


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b", "x" * 300])
def test_a_wrong_host_gets_a_plain_page_of_the_site(client, host):
    page = open_page(client, "/en/practices/", status=400, headers={"host": host})
    assert page.is_of_the_site


def test_a_wrong_host_is_not_repeated(client):
    assert "evil" not in open_page(client, "/en/", status=400, headers={"host": "evil.example"}).html


# A view that breaks


@pytest.fixture
def broken(client, monkeypatch):
    """The site, whose first page raises an error that names a secret."""

    def fail(*_args):
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr(home, "record_model", fail)
    client.raise_request_exception = False
    return client


def test_a_view_that_raises_gives_the_site_s_page(broken):
    page = open_page(broken, "/en/", status=500)
    assert page.is_of_the_site
    assert "not your fault" in page.main.text


def test_a_view_that_raises_tells_nothing_of_why(broken):
    html = open_page(broken, "/en/", status=500).html
    assert "42" not in html
    assert "RuntimeError" not in html


def test_a_view_that_raises_is_answered_in_the_language_of_the_address(broken):
    assert open_page(broken, "/ar/", status=500).one("html").language == ("ar", "rtl")


def test_a_view_that_raises_still_sends_the_security_headers(broken):
    response = broken.get("/en/")
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_database_that_is_gone_gives_the_site_s_page(client, monkeypatch):
    def fail(*_args, **_kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", fail)
    client.raise_request_exception = False
    assert open_page(client, "/en/practices/", status=500).is_of_the_site


@pytest.mark.parametrize("template", ["400", "403", "404", "405", "410", "500"])
def test_every_error_page_has_a_title(template):
    html = render_to_string(f"{template}.html")
    assert "<title> ·" not in html


@pytest.mark.django_db
def test_a_form_without_its_token_gets_a_page_of_the_site(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert Page(response).is_of_the_site


@pytest.mark.django_db
def test_an_archived_organisation_that_is_posted_to_is_refused_before_it_is_looked_for(client):
    factories.OrganisationFactory(slug="one", archived=True)
    assert client.post("/en/network/organisations/one/").status_code == 405
