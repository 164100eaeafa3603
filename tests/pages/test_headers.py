"""Headers that keep readers safe, and compression where it is safe."""

import gzip

import pytest

from tests.pages.world import FORM_PAGES, PAGES, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ANSWERS = {
    "page": ("/en/practices/", 200),
    "right to left": ("/ar/", 200),
    "redirect": ("/", 302),
    "not found": ("/en/nothing/", 404),
    "robots": ("/robots.txt", 200),
    "sitemap": ("/sitemap.xml", 200),
    "admin": ("/admin/login/", 200),
}
every_answer = pytest.mark.parametrize(("path", "status"), ANSWERS.values(), ids=ANSWERS)


def policy(response):
    directives = [directive.split() for directive in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in directives}


@every_answer
def test_every_answer_has_a_content_security_policy_without_unsafe(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert "unsafe" not in response["Content-Security-Policy"]


@every_answer
def test_the_policy_forbids_what_it_does_not_name(client, path, status):
    found = policy(client.get(path))
    assert found["default-src"] == found["base-uri"] == found["frame-ancestors"] == ["'none'"]


@every_answer
def test_scripts_and_styles_come_from_this_server_only(client, path, status):
    found = policy(client.get(path))
    assert found["script-src"] == found["style-src"] == found["form-action"] == ["'self'"]


@every_answer
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_has_the_security_headers(client, path, status, header, value):
    assert client.get(path)[header] == value


def test_a_refused_method_has_the_security_headers_too(client):
    response = client.post("/en/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in response["Content-Security-Policy"]


def test_no_page_has_inline_scripts_styles_or_handlers(tour):
    for (name, _language), visit in tour.items():
        page = visit.page
        assert {script.get("type") for script in page.all("script") if not script.get("src")} <= {
            "application/ld+json"
        }, name
        assert page.all("style") == [], name
        inline = [
            attribute
            for element in page.elements
            for attribute in element.attributes
            if attribute == "style" or attribute.startswith("on")
        ]
        assert inline == [], name


def test_links_to_other_sites_do_not_hand_over_the_window(tour):
    for (name, _language), visit in tour.items():
        strangers = [link for link in visit.page.all("a") if link["href"].startswith("http")]
        assert [link["href"] for link in strangers if "noopener" not in link.get("rel").split()] == [], name


def test_no_email_address_stands_in_a_page(tour):
    for (name, _language), visit in tour.items():
        assert "@" not in visit.page.one("body").text, name
        assert "mailto:" not in visit.page.html, name


def test_every_page_is_compressed_when_asked(client):
    make_world()
    for name, path in PAGES.items():
        if name in FORM_PAGES:  # they hold a secret
            continue
        response = client.get(f"/en/{path}", headers={"accept-encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip", name
        assert "Accept-Encoding" in response["Vary"], name
        assert b"<html" in gzip.decompress(response.content), name


def test_a_page_is_not_compressed_unasked(client):
    assert not client.get("/en/about/").has_header("Content-Encoding")


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "anything"])
def test_a_page_for_a_reader_with_a_cookie_is_not_compressed(client, name):
    client.cookies[name] = "secret"
    assert not client.get("/en/about/", headers={"accept-encoding": "gzip"}).has_header("Content-Encoding")


def test_a_page_that_sets_a_cookie_is_not_compressed(client):
    response = client.get("/admin/login/", headers={"accept-encoding": "gzip"})
    assert response.cookies
    assert not response.has_header("Content-Encoding")


def test_what_machines_read_is_compressed_too(client):
    assert client.get("/sitemap-pages.xml", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
