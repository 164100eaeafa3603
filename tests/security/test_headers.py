"""The headers that keep readers and staff safe, on every kind of answer, made by whatever part of the site."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from csp.constants import HEADER, HEADER_REPORT_ONLY
from django.conf import settings as site
from django.test import Client

from skills2work import safe_headers
from skills2work.archive.rendering import Copy
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SAME = [
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
]
ANSWERS = {  # status, method and path
    "page": (200, "get", "/en/about/"),
    "list": (200, "get", "/ar/practices/"),
    "pack": (200, "get", "/en/countries/netherlands/pack/"),
    "data": (200, "get", "/en/practices.json"),
    "feed": (200, "get", "/en/practices.atom"),
    "permission to read data": (204, "options", "/en/practices.json"),
    "first visit": (302, "get", "/"),
    "slash added": (301, "get", "/en/about"),
    "sign-in": (200, "get", "/admin/login/"),
    "stranger in the admin": (302, "get", "/admin/"),
    "not found": (404, "get", "/en/nothing/"),
    "not found outside of languages": (404, "get", "/nothing"),
    "wrong method": (405, "post", "/en/about/"),
    "no token": (403, "post", "/en/report/"),
    "health": (200, "get", "/healthz"),
    "robots": (200, "get", "/robots.txt"),
    "sitemap": (200, "get", "/sitemap.xml"),
    "security.txt": (200, "get", "/.well-known/security.txt"),
    "file": (200, "get", "/static/css/trial.css"),
    "no such file": (404, "get", "/static/css/nothing.css"),
    "host that is not ours": (400, "get", "/en/about/"),
}
# As in_production.py asks for them.
FOR_PROGRAMS = [
    "/nl/practices.json?country=NL",
    "/en/stories.csv",
    "/en/practices.atom",
    "/en/open-data/directory.jsonld",
    "/openapi.json",
    "/robots.txt",
    "/sitemap.xml",
    "/.well-known/security.txt",
]
every_answer = pytest.mark.parametrize("name", ANSWERS)


@pytest.fixture
def answer(settings, tmp_path):
    """Return a function that asks for one of the answers, with the page cache as it runs in production."""
    settings.PAGE_CACHE = True
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = True
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "trial.css").write_text("p { margin: 0 }")
    client = Client(enforce_csrf_checks=True)

    def ask(name, **headers):
        status, method, path = ANSWERS[name]
        more = {"HTTP_HOST": "evil.example"} if status == 400 else {}
        response = getattr(client, method)(path, headers=headers, **more)
        assert response.status_code == status
        return response

    return ask


def directives(response, header=HEADER):
    parts = [part.split() for part in response[header].split(";")]
    return {name: values for name, *values in parts}


@every_answer
def test_every_answer_has_every_header(answer, name):
    response = answer(name)
    assert [header for header in SAME if not response.has_header(header)] == []
    assert (response["X-Content-Type-Options"], response["X-Frame-Options"]) == ("nosniff", "DENY")
    assert (response["Referrer-Policy"], response["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")


@every_answer
def test_every_answer_has_a_policy_that_lets_nothing_in_by_default(answer, name):
    found = directives(answer(name))
    for directive in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert found[directive] == ["'none'"], directive
    everything = " ".join(value for values in found.values() for value in values)
    assert "unsafe" not in everything
    assert "*" not in everything
    assert "http" not in everything


@every_answer
def test_nobody_may_embed_an_answer_but_the_data(answer, name):
    open_to_all = name in {"data", "feed", "permission to read data"}
    response = answer(name)
    assert response["Cross-Origin-Resource-Policy"] == ("cross-origin" if open_to_all else "same-origin")
    assert response.has_header("Access-Control-Allow-Origin") == open_to_all


@every_answer
def test_readers_get_no_cookie(answer, name):
    cookies = list(answer(name).cookies)
    assert cookies == (["csrftoken"] if name in {"sign-in", "no token"} else [])


@pytest.mark.parametrize("power", ["camera", "geolocation", "microphone", "payment", "usb"])
def test_no_page_may_ask_for_powers_of_the_browser(answer, power):
    assert f"{power}=()" in answer("page")["Permissions-Policy"]


def test_a_kept_page_and_one_that_did_not_change_have_the_headers_too(answer):
    factories.PracticeFactory()
    first, kept = answer("list"), answer("list")
    unchanged = Client().get(ANSWERS["list"][2], headers={"if-none-match": first["ETag"]})
    assert "hit" in kept["Cache-Status"]
    assert unchanged.status_code == 304
    for header in [*SAME, HEADER]:
        assert first[header] == kept[header]
        assert unchanged.has_header(header), header


def test_an_unchanged_answer_does_not_close_open_data(answer):
    first = answer("data")
    response = Client().get(ANSWERS["data"][2], headers={"if-none-match": first["ETag"]})
    assert response.status_code == 304
    assert not response.has_header("Cross-Origin-Resource-Policy")


def test_an_error_of_ours_has_the_headers(answer, monkeypatch, settings):
    monkeypatch.setattr("skills2work.views.pages.render", lambda *_arguments, **_more: 1 / 0)
    response = Client(raise_request_exception=False).get("/en/about/")
    assert response.status_code == 500
    assert [header for header in [*SAME, HEADER] if not response.has_header(header)] == []


# Trusted types: only live-list.js may read HTML from a text


def test_pages_for_readers_allow_html_from_a_text_in_one_place_only(answer):
    found = directives(answer("list"))
    assert (found["require-trusted-types-for"], found["trusted-types"]) == (["'script'"], ["live-list"])


def test_the_admin_whose_scripts_are_djangos_goes_without(answer):
    assert "trusted-types" not in directives(answer("sign-in"))


def test_no_script_of_ours_writes_html_another_way():
    scripts = {path.name: path.read_text() for path in (site.BASE_DIR / "static").rglob("*.js")}
    assert 'createPolicy("live-list"' in scripts["live-list.js"]
    ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", 'setTimeout("')
    assert [(name, way) for name, text in scripts.items() for way in ways if way in text] == []


# The switch


def with_settings(settings, report_only):
    settings.CONTENT_SECURITY_POLICY = None if report_only else site.POLICY
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = site.POLICY if report_only else None


@pytest.mark.parametrize("name", ["page", "pack", "file", "not found", "sign-in"])
def test_when_the_policy_only_reports_nothing_is_enforced(answer, settings, name):
    with_settings(settings, report_only=True)
    response = answer(name)
    assert not response.has_header(HEADER)
    assert directives(response, HEADER_REPORT_ONLY)["default-src"] == ["'none'"]


def test_the_pages_of_an_archive_hold_their_policy_in_both_cases(settings):
    copy = Copy(date(2026, 11, 26), ("en",))
    held = copy.policy
    assert "default-src 'none'" in held.split("; ")
    assert "frame-ancestors" not in held
    with_settings(settings, report_only=True)
    assert Copy(date(2026, 11, 26), ("en",)).policy == held


def test_the_pack_may_use_its_own_style_in_both_cases(answer, settings):
    settings.PAGE_CACHE = False
    held = directives(answer("pack"))["style-src"]
    with_settings(settings, report_only=True)
    assert directives(answer("pack"), HEADER_REPORT_ONLY)["style-src"] == held
    assert held[0].startswith("'sha256-")


def test_pages_that_explain_an_error_to_a_developer_keep_their_styles(settings):
    settings.DEBUG = True
    assert not Client().get("/en/nothing/").has_header(HEADER)


# In production

ASK = Path(__file__).with_name("in_production.py")


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """What a process with PRODUCTION=True says and answers."""
    folder = tmp_path_factory.mktemp("production")
    given = {
        "PRODUCTION": "True",
        "SECRET_KEY": "x1" * 40,
        "ALLOWED_HOSTS": "example.org",
        "SITE_URL": "https://example.org",
    }
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.in_production"],
        env={**kept, **given, "VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"},
        cwd=site.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("path", ["/en/about/", "/nothing", "/healthz", "/admin/login/", "/en/report/"])
def test_in_production_browsers_insist_on_https_for_a_year(production, path):
    assert production["secure"][path]["headers"]["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )


def test_in_production_http_leads_to_https_of_the_same_host(production):
    found = production["plain"]["/en/about/"]
    assert (found["status"], found["headers"]["Location"]) == (301, "https://example.org/en/about/")


@pytest.mark.parametrize("path", ["/nothing", "/admin/login/", "/en/report/"])
def test_in_production_every_page_for_people_is_led_on(production, path):
    assert production["plain"][path]["status"] == 301


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_in_production_programs_are_refused_over_plain_http_and_told_where_to_ask(production, path):
    found = production["plain"][path]
    assert found["status"] == 403
    assert "Location" not in found["headers"]
    assert found["headers"]["Content-Type"] == "text/plain; charset=utf-8"
    assert f"https://example.org{path}" in found["body"]
    assert [header for header in [*SAME, HEADER] if header not in found["headers"]] == []
    assert production["claimed"][path]["status"] == 403
    assert production["secure"][path]["status"] == 200


def test_in_production_health_is_told_over_plain_http(production):
    assert production["plain"]["/healthz"]["status"] == 200


def test_where_nobody_is_led_to_https_programs_are_answered(client):
    assert client.get("/en/practices.json").status_code == 200


def test_in_production_no_header_of_a_reader_makes_http_look_like_https(production):
    assert production["claimed"]["/en/about/"]["status"] == 301


def test_in_production_cookies_belong_to_this_host_alone(production):
    cookies = production["cookies"]
    assert set(cookies) == {"__Host-csrftoken", "__Host-sessionid", "__Secure-known_device"}
    for name, cookie in cookies.items():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), name
        assert cookie["domain"] == ""
        assert cookie["path"] == ("/admin/" if name.startswith("__Secure") else "/")


def test_in_production_an_error_shows_nothing_of_the_inside(production):
    told = production["error"]
    assert told["status"] == 500
    assert not [word for word in ("Traceback", "ZeroDivision", "x1x1", "site-packages") if word in told["body"]]


def test_hsts_can_be_switched_off(settings):
    settings.SECURE_HSTS_SECONDS = 0
    assert safe_headers.hsts() == ""
