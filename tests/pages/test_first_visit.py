"""The bare address sends the reader on to a language; nobody is remembered."""

import pytest

from tests.pages.world import FORM_PAGES

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("ar", "/ar/"),
        ("fa-IR,fa;q=0.9", "/fa/"),
        ("uk;q=0.9, nl;q=0.5", "/uk/"),
        ("de-AT", "/de/"),
        ("ga-IE,en;q=0.5", "/ga/"),
        ("nl;q=0.1, sk;q=0.8", "/sk/"),
        ("zh-CN", "/en/"),
        ("zh-CN, sl;q=0.2", "/sl/"),
        ("*", "/en/"),
        ("", "/en/"),
        (";;;q=,,=", "/en/"),
        ("nl;q=abc", "/en/"),
        ("\x00\xff", "/en/"),
        ("../../etc/passwd", "/en/"),
        ("a" * 10_000, "/en/"),
    ],
)
def test_the_bare_address_follows_the_browser_s_languages(client, header, address):
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response["Location"]) == (302, address)


def test_without_a_header_the_reader_gets_english(client):
    assert client.get("/")["Location"] == "/en/"


def test_the_redirect_says_that_it_depends_on_the_header(client):
    assert "Accept-Language" in client.get("/")["Vary"]


def test_the_redirect_sets_no_cookie(client):
    response = client.get("/", headers={"accept-language": "ar"})
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_the_address_wins_over_the_browser_s_language(tour, client, db):
    assert b'<html lang="sk"' in client.get("/sk/about/", headers={"accept-language": "ar"}).content


def test_no_public_page_sets_a_cookie_but_those_with_a_form(tour):
    setting = {name for (name, _code), visit in tour.items() if visit.cookies or "Set-Cookie" in visit.headers}
    assert setting == FORM_PAGES


def test_a_page_with_a_form_sets_the_one_cookie_of_its_token(tour):
    assert {tuple(tour[name, "en"].cookies) for name in FORM_PAGES} == {("csrftoken",)}


def test_no_public_page_depends_on_a_cookie_but_those_with_a_form(tour):
    depending = {name for (name, _code), visit in tour.items() if "cookie" in visit.headers.get("Vary", "").lower()}
    assert depending == FORM_PAGES


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/robots.txt", "/.well-known/security.txt", "/healthz", "/readyz", "/sitemap.xml", "/en/nowhere/"]
)
def test_what_machines_ask_for_sets_no_cookie(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
