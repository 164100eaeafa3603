"""Requests that are too large, too many, of the wrong kind or not text: a plain answer, never an error of ours."""

import gzip

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from skills2work.letters.models import Report
from tests import factories
from tests.accounts.support import may_use_the_admin
from tests.pages.forms import send
from tests.support.by_day import at_night_unless
from tests.support.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]

LISTS = ["practices/", "practices.json", "practices.csv", "practices.atom", "search/", "occupations/", "pathway/",
         "network/organisations/", "network/organisations.json", "stories/", "stories.json", "guidance.json",
         "right-to-work/", "right-to-work.json", "countries/compare/", "service-providers/compare/", "report/"]  # fmt: skip  # noqa: E501
each_list = pytest.mark.parametrize("path", LISTS)
# One of each kind; the others are made of the same filters, search and answers.
BY_DAY = {"practices/", "practices.atom", "search/", "occupations/", "pathway/", "stories.json", "report/"}
each_kind_of_list = pytest.mark.parametrize("path", at_night_unless(BY_DAY.__contains__, LISTS))
practice = kept(factories.PracticeFactory)
NAMES = ["q", "country", "kind", "status", "page", "sort", "with", "occupation", "group", "have", "compare", "language"]


def reached(client, path, query):
    response = client.generic("GET", f"/en/{path}", QUERY_STRING=query)
    if response.streaming:
        list(response.streaming_content)
    return response.status_code


@each_kind_of_list
@pytest.mark.parametrize(
    "value",
    ["a" * 100_000, "%00" * 5_000, "%F0%9F%91%A9" * 5_000, "+".join(["work"] * 20_000), "9" * 5_000, "%FF%FE%C0%80", "(" * 5_000],  # noqa: E501
    ids=["long", "zero bytes", "emoji", "many words", "digits", "no utf-8", "brackets"],
)  # fmt: skip
def test_a_very_long_or_broken_parameter_is_no_error(client, practice, path, value):
    assert reached(client, path, "&".join(f"{name}={value}" for name in NAMES)) == 200


@each_list
def test_a_thousand_parameters_are_no_error(client, practice, path):
    query = "&".join(f"{NAMES[number % len(NAMES)]}=x{number}" for number in range(900))
    assert reached(client, path, query) == 200


def test_more_parameters_than_any_browser_sends_are_refused(client):
    assert reached(client, "practices/", "&".join(["a=1"] * 1_200)) in {200, 400}
    body = "&".join(["a=1"] * 1_200)
    response = client.post("/en/report/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/en/report/", "/admin/login/", "/en/network/join/organisation/"])
def test_a_form_that_is_too_large_is_refused(client, path):
    response = client.post(path, b"text=" + b"a" * 3_000_000, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert not Report.objects.exists()


def test_a_text_of_a_reader_has_a_greatest_length(client, monkeypatch):
    response = send(client, monkeypatch, "/en/report/", text="a" * 5_001)
    assert response.status_code == 200
    assert not Report.objects.exists()


@pytest.mark.parametrize("path", ["/en/report/", "/en/about/", "/admin/login/", "/en/network/join/expert/"])
def test_a_file_sent_to_a_page_is_kept_nowhere(client, path, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    body = (
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="../../x.py"\r\n'
        b"Content-Type: text/x-python\r\n\r\nprint(1)\r\n--x--\r\n"
    )
    response = client.generic("POST", path, body, content_type="multipart/form-data; boundary=x")
    assert response.status_code in {200, 403, 405}
    assert list(tmp_path.iterdir()) == []
    assert MULTIPART_CONTENT.startswith("multipart")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfea=b"),
        ("application/json", b'{"text": "x"}'),
        ("text/xml", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
        ("application/x-www-form-urlencoded", gzip.compress(b"text=" + b"a" * 1_000_000)),
    ],
)
def test_a_body_of_another_kind_is_no_error(client, kind, body):
    response = client.generic("POST", "/en/report/", body, content_type=kind)
    assert response.status_code in {200, 400, 403}
    assert b"root:" not in response.content
    assert not Report.objects.exists()


# Methods


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "POST", "x"])
@pytest.mark.parametrize("path", ["/en/about/", "/en/practices.json", "/healthz", "/robots.txt", "/"])
def test_a_method_that_nothing_takes_is_refused(client, method, path):
    assert client.generic(method, path).status_code == 405


@pytest.mark.parametrize("how", ["header", "parameter"])
def test_no_request_says_that_it_is_another_method(superuser, how):
    practice = factories.PracticeFactory()
    address = f"/admin/practices/practice/{practice.pk}/delete/"
    if how == "header":
        superuser.get(address, headers={"x-http-method-override": "POST", "x-method-override": "DELETE"})
    else:
        superuser.get(address, {"_method": "POST", "post": "yes"})
    assert type(practice).objects.filter(pk=practice.pk).exists()
    assert may_use_the_admin(superuser)


@pytest.mark.parametrize("path", ["/admin/login/", "/en/report/", "/admin/account/recovery-codes/"])
def test_a_form_of_another_site_is_refused(superuser, path):
    client = Client(enforce_csrf_checks=True)
    client.cookies = superuser.cookies
    assert client.post(path, {"title_en": "x"}, headers={"origin": "https://evil.example"}).status_code == 403


def test_the_form_of_a_record_from_another_site_is_shown_and_never_saved(superuser):
    source = factories.SourceFactory(title="Before")
    client = Client(enforce_csrf_checks=True)
    client.cookies = superuser.cookies
    address = f"/admin/skills2work/source/{source.pk}/change/"
    client.post(address, {"url": source.url, "title": "After"}, headers={"origin": "https://evil.example"})
    source.refresh_from_db()
    assert source.title == "Before"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://testserver.evil.example"])
def test_open_data_are_open_to_all_and_nothing_else_is(client, superuser, origin):
    data = client.get("/en/practices.json", headers={"origin": origin})
    assert data["Access-Control-Allow-Origin"] == "*"
    assert not data.has_header("Access-Control-Allow-Credentials")
    for answer in (
        client.get("/en/about/", headers={"origin": origin}),
        superuser.get("/admin/", headers={"origin": origin}),
    ):
        assert not answer.has_header("Access-Control-Allow-Origin")


# A header that a reader makes up


def test_readers_cannot_make_up_the_address_that_the_limits_count(client, monkeypatch):
    sent = []
    for number in range(12):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}"
        sent.append(send(client, monkeypatch, "/en/report/", text="Something is wrong.").status_code)
    assert sent == [302] * 10 + [200] * 2
