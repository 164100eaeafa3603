"""What an address, a host name, a file name or a header may not be talked into."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage

from tests import factories
from tests.accounts.support import PASSWORD, letters
from tests.pages.forms import send
from tests.security.markup import Known
from tests.security.vectors import VECTORS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example/", "////evil.example", "\\\\evil.example", "/\\evil.example",  # noqa: E501
    "\\/evil.example", "https:evil.example", "https:/evil.example", "http:///evil.example", "javascript:alert(1)",
    "data:text/html,x", "https://testserver@evil.example/", "https://testserver.evil.example/", "//evil.example\\@testserver",  # noqa: E501
    " //evil.example", "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\nLocation: https://evil.example",
    "https://evil。example/", "//evil%2eexample", "%2f%2fevil.example", "https://[::1]evil/", "ftp://evil.example/",
]  # fmt: skip
elsewhere = pytest.mark.parametrize("address", ELSEWHERE)


def leads_away(location):
    """Say whether a browser that follows this leaves the site: it has a scheme or a host."""
    bare = re.sub(r"[\t\n\r]", "", location.strip("\t\n\r ").replace("\\", "/"))
    return bare.startswith("//") or bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", bare))


def test_what_leads_away_is_recognised():
    assert [address for address in ELSEWHERE if not leads_away(address)] == [
        "/\r\nLocation: https://evil.example", "%2f%2fevil.example"
    ]  # fmt: skip


# Redirects


@elsewhere
def test_after_the_sign_in_nobody_is_led_away(superuser, address):
    for path in ("/admin/login/", "/admin/account/code/"):
        response = superuser.get(path, {"next": address})
        assert response.status_code == 302
        assert not leads_away(response["Location"]), response["Location"]


@elsewhere
def test_the_form_of_the_sign_in_leads_nobody_away(client, address):
    User.objects.create_superuser("mira", "mira@example.org", PASSWORD)
    response = client.post(f"/admin/login/?next={address}", {"username": "mira", "password": PASSWORD, "next": address})
    assert response.status_code == 302
    assert not leads_away(response["Location"]), response["Location"]


@elsewhere
def test_a_report_names_a_page_of_this_site_or_none(client, address):
    for path in ("/en/report/", "/en/report/sent/"):
        html = client.get(path, {"page": address}).content.decode()
        assert 'href="/\\' not in html
        assert 'href="//' not in html
        assert 'href="https://evil' not in html
        assert 'href="javascript:' not in html


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/en/about",
        "///evil.example/en",
        "/\\evil.example/en/about",
        "/en//evil.example/about",
        "//evil.example",
    ],
)
def test_an_address_with_too_many_slashes_leads_nowhere_else(client, path):
    response = client.generic("GET", path)
    assert not leads_away(response.headers.get("Location", "/"))
    assert response.status_code in {301, 302, 404}


def test_the_language_is_switched_by_addresses_and_by_nothing_that_takes_a_next_one(client):
    for path in ("/i18n/setlang/", "/en/i18n/setlang/", "/setlang/"):
        assert client.post(path, {"language": "nl", "next": "https://evil.example/"}).status_code in {404, 405}


def test_links_to_other_languages_stay_on_the_site(client):
    html = client.get("/en/about/?next=https://evil.example/").content.decode()
    assert 'hreflang="nl"\n              href="https://evil' not in html
    assert 'href="https://evil' not in html


# Hosts

HOSTS = [
    "evil.example",
    "testserver.evil.example",
    "testserver:80@evil.example",
    "testserver\nX: y",
    "",
    "[::1",
    "a" * 300,
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_gets_no_page(client, host):
    response = client.get("/en/about/", HTTP_HOST=host)
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host"])
def test_no_other_header_names_the_host(client, header):
    html = client.get("/en/about/", headers={header: "evil.example"}).content.decode()
    assert "evil.example" not in html


def test_the_letter_for_a_new_password_names_the_site_of_the_settings_whatever_the_host(client, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://example.org", ["testserver", "other.example"]
    User.objects.create_superuser("mira", "mira@example.org", PASSWORD)
    client.post("/admin/password-reset/", {"email": "mira@example.org"}, HTTP_HOST="other.example")
    (letter,) = letters(mail)
    assert "https://example.org/admin/" in letter.body
    assert "other.example" not in letter.body


# Headers

SPLIT = [
    "x\r\nSet-Cookie: a=b",
    "x\nSet-Cookie: a=b",
    "x\rSet-Cookie: a=b",
    "x%0d%0aSet-Cookie:%20a=b",
    "x\u560a\u560dSet-Cookie:a=b",
]
split = pytest.mark.parametrize("text", SPLIT)


@split
def test_nothing_in_an_address_becomes_a_header(client, text):
    for path, name in [
        ("/en/practices.json", "q"), ("/en/practices.csv", "q"), ("/en/practices/", "country"), ("/", "next"),
        ("/en/report/", "page"), ("/en/countries/netherlands/pack/", "download"), ("/admin/", "next"),
    ]:  # fmt: skip
        response = client.get(path, {name: text})
        assert not [value for _name, value in response.items() if "\r" in value or "\n" in value], path
        assert "a" not in response.cookies


@split
def test_nothing_in_a_path_becomes_a_header(client, text):
    response = client.generic("GET", f"/en/{text}")
    assert response.status_code in {301, 404}
    assert not [value for _name, value in response.items() if "\r" in value or "\n" in value]
    assert not response.cookies


def test_the_name_of_a_downloaded_file_is_made_of_our_own_words(client):
    response = client.get("/en/countries/netherlands/pack/", {"download": "1", "name": 'x"\r\nA: b'})
    name = response["Content-Disposition"]
    assert name.startswith('attachment; filename="fromskills2work-netherlands-en-')
    assert name.count('"') == 2


@split
def test_a_message_to_an_organisation_cannot_add_headers_or_receivers(client, monkeypatch, text):
    desk = factories.ContactAddressFactory(email="desk@organisation.example").organisation
    path = f"/en/network/organisations/{desk.slug}/contact/"
    response = send(client, monkeypatch, path, text="Hello", answer_to=f"me@person.example{text}")
    assert response.status_code == 200  # the form again: this is no address
    assert not mail.outbox


def test_a_letter_with_a_line_break_in_a_header_is_not_sent():
    with pytest.raises(ValueError, match=r"newline|Header values"):
        EmailMessage("subject\r\nBcc: all@evil.example", "text", to=["a@example.org"]).send()


# Files


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2f..%2fmanage.py", "/static/....//manage.py",  # noqa: E501
        "/static/..\\..\\manage.py", "/static//etc/passwd", "/static/%00.css", "/static/css/..%5c..%5c..%5cmanage.py",
        "/static/.git/config", "/.git/config", "/.env", "/var/secret_key", "/static/css/", "/static/",
        "/en/countries/..%2f..%2f..%2fetc%2fpasswd/pack/", "/en/countries/../../manage.py/pack/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder_of_public_files(client, path):
    response = client.generic("GET", path)
    assert response.status_code in {301, 404}
    assert b"DJANGO_SETTINGS_MODULE" not in response.content
    assert b"root:" not in response.content


# What is said back


def test_no_parameter_comes_back_as_markup(client):
    factories.PracticeFactory(slug="bridge")
    known = Known()
    paths = ["practices/", "search/", "occupations/", "pathway/", "network/organisations/", "stories/", "report/",
             "right-to-work/", "service-providers/compare/", "countries/compare/"]  # fmt: skip
    names = ["q", "country", "kind", "page", "compare", "sort", "status", "with", "occupation", "group"]
    for path in paths:
        for asked in ({}, dict.fromkeys(names, "unknown"), {"q": "unknown"}, {"country": "NL", "q": "x"}):
            known.learn(client.get(f"/en/{path}", asked).content.decode())
    for number, vector in enumerate(VECTORS):
        for path in {paths[number % len(paths)], "search/"}:
            response = client.get(f"/en/{path}", dict.fromkeys(names, f"{vector}\x00"))
            assert response.status_code == 200, (path, vector)
            assert known.strangers(response.content.decode()) == [], (path, vector)
