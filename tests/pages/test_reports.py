"""Readers say what is wrong on a page: nothing of them is kept but what they write, and nothing they typed is lost."""

import time

import pytest
from django.test import Client

from skills2work.letters.models import Report, Sending
from tests import factories
from tests.pages.forms import hidden_values, send, stamp
from tests.pages.support import Page, open_page

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]
FORM = "/en/report/?page=/en/practices/bridge/"


@pytest.fixture(autouse=True)
def a_practice():
    return factories.PracticeFactory(slug="bridge")


def errors(response):
    return Page(response).one("div", role="alert").text


def test_a_report_is_kept_with_its_page_and_language(client, monkeypatch):
    send(client, monkeypatch, "/nl/report/?page=/nl/practices/bridge/", text="Het jaar klopt niet")
    report = Report.objects.get()
    assert (report.text, report.page, report.language) == ("Het jaar klopt niet", "/nl/practices/bridge/", "nl")
    assert (report.state, report.answer_to) == ("new", "")


def test_nothing_else_of_the_reader_is_kept(client, monkeypatch):
    client.defaults.update(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Browser of a reader")
    send(client, monkeypatch, FORM, text="Wrong", answer_to="reader@example.org")
    kept = {field.name for field in Report._meta.fields}
    assert kept == {"id", "page", "text", "answer_to", "language", "received_on", "state", "note"}
    rows = [*Report.objects.values(), *Sending.objects.values()]
    assert "203.0.113.77" not in str(rows)
    assert "Browser of a reader" not in str(rows)


def test_a_report_is_thanked_for_after_a_redirect(client, monkeypatch):
    response = send(client, monkeypatch, FORM, text="Wrong")
    assert response.status_code == 302
    page = open_page(client, response["Location"])
    assert page.one("h1").text == "Thank you"
    assert "/en/practices/bridge/" in page.main.links


def test_the_form_shows_which_page_it_is_about(client):
    assert "/en/practices/bridge/" in open_page(client, FORM).main.links


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/en/nothing-like-this/",
        "/admin/",
        "/en/practices/bridge/" + "x" * 300,
        "/en/practices/%0d%0abridge/",
        "/healthz",
    ],
)
def test_what_is_no_page_of_the_site_is_left_out_and_said(client, address):
    response = client.get("/en/report/", {"page": address})
    page = Page(response)
    assert response.status_code == 200
    assert "We do not know this part of the address" in page.notes
    assert address not in page.main.links


def test_a_report_on_no_page_is_on_the_site_as_a_whole(client, monkeypatch):
    send(client, monkeypatch, "/en/report/?page=https://evil.example/", text="Wrong")
    assert Report.objects.get().page == ""


def test_what_the_reader_answered_is_not_kept_with_a_pathway(client, monkeypatch):
    pathway = "/en/pathway/%3Fcountry%3DBE%26status%3Dasylum_seekers"
    send(client, monkeypatch, f"/en/report/?page={pathway}", text="Wrong")
    assert Report.objects.get().page == "/en/pathway/?country=BE"


def test_an_empty_report_is_refused_in_the_reader_s_language_and_what_was_typed_stays(client, monkeypatch):
    response = send(client, monkeypatch, "/nl/report/", text="", answer_to="someone@example.org")
    page = Page(response)
    assert response.status_code == 200
    assert page.one("html").language == ("nl", "ltr")
    assert page.main.one("input", type="email")["value"] == "someone@example.org"
    assert page.main.one("textarea").get("aria-invalid") == "true"
    assert not Report.objects.exists()


def test_a_wrong_address_is_refused_and_the_text_stays(client, monkeypatch):
    response = send(client, monkeypatch, FORM, text="The year <is> wrong", answer_to="no address")
    assert Page(response).main.one("textarea").text == "The year <is> wrong"
    assert not Report.objects.exists()


def test_what_is_wrong_with_a_field_stands_beside_it(client, monkeypatch):
    page = Page(send(client, monkeypatch, FORM, text=""))
    described = page.main.one("textarea")["aria-describedby"].split()
    assert "id_text_error" in described
    assert page.one("p", id="id_text_error").text


# What holds spam off


def test_a_filled_trap_is_refused_and_the_next_try_passes(client, monkeypatch):
    response = send(client, monkeypatch, FORM, text="Wrong", fax="123")
    assert "must stay empty" in errors(response)
    assert Page(response).one("input", name="fax").get("value") == ""
    send(client, monkeypatch, FORM, text="Wrong")
    assert Report.objects.count() == 1


def test_people_do_not_come_upon_the_trap(client):
    trap = open_page(client, FORM).one("input", name="fax")
    assert trap["tabindex"] == "-1"
    assert trap.inherited("aria-hidden") == "true"


def test_a_form_sent_at_once_is_refused_and_what_was_typed_stays(client, monkeypatch):
    response = send(client, monkeypatch, FORM, seconds=0, text="Buy pills")
    assert "faster than a person types" in errors(response)
    assert Page(response).main.one("textarea").text == "Buy pills"
    assert not Report.objects.exists()


def test_a_form_sent_too_fast_passes_a_moment_later_as_it_came_back(client, monkeypatch):
    response = send(client, monkeypatch, FORM, seconds=1, text="Wrong")
    again = hidden_values(Page(response))
    later = time.time() + 5
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    client.post(FORM, {**again, "text": "Wrong"})
    assert Report.objects.count() == 1


@pytest.mark.parametrize("opened", ["", "form", "form:1abc:forged"])
def test_a_forged_time_is_refused(client, monkeypatch, opened):
    response = send(client, monkeypatch, FORM, text="Wrong", opened=opened)
    assert "open for very long" in errors(response)


def test_a_form_that_was_open_for_days_comes_back_with_a_new_time(client, monkeypatch):
    old = stamp(monkeypatch, 3 * 24 * 3600)
    response = send(client, monkeypatch, FORM, text="Wrong", opened=old)
    assert "open for very long" in errors(response)
    assert hidden_values(Page(response))["opened"] != old


def test_a_network_may_send_only_so_many_forms_an_hour(client, monkeypatch, settings):
    settings.FORMS_AN_HOUR = 2
    for _number in range(2):
        send(client, monkeypatch, FORM, text="Wrong")
    response = send(client, monkeypatch, FORM, text="Once more")
    assert "in an hour" in errors(response)
    assert Page(response).main.one("textarea").text == "Once more"
    assert Report.objects.count() == 2


def test_another_network_may_still_send(client, monkeypatch, settings):
    settings.FORMS_AN_HOUR = 1
    send(client, monkeypatch, FORM, text="Wrong")
    send(Client(REMOTE_ADDR="203.0.113.9"), monkeypatch, FORM, text="Wrong")
    assert Report.objects.count() == 2


# The token


def test_a_form_without_its_token_is_not_taken_and_what_was_typed_stays():
    client = Client(enforce_csrf_checks=True)
    response = client.post(FORM, {"text": "I typed for long"})
    page = Page(response)
    assert response.status_code == 403
    assert "Allow cookies" in page.one("div", role="alert").text
    assert page.main.one("textarea").text == "I typed for long"
    assert not Report.objects.exists()


def test_a_form_with_its_token_is_taken(monkeypatch):
    client = Client(enforce_csrf_checks=True)
    send(client, monkeypatch, FORM, text="Wrong")
    assert Report.objects.count() == 1


def test_the_cookie_ends_with_the_browser(client):
    cookie = client.get(FORM).cookies["csrftoken"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_form_takes_no_other_method(client, method):
    response = getattr(client, method)(FORM)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_reading_the_form_writes_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(FORM)


# The way there


@pytest.mark.parametrize(
    ("path", "about"),
    [
        ("practices/bridge/", "/en/practices/bridge/"),
        ("stories/amal/", "/en/stories/amal/"),
        ("network/organisations/one/", "/en/network/organisations/one/"),
        ("network/experts/two/", "/en/network/experts/two/"),
        ("countries/netherlands/", "/en/countries/netherlands/"),
        ("right-to-work/", "/en/right-to-work/"),
        ("right-to-work/netherlands/", "/en/right-to-work/netherlands/"),
    ],
)
def test_a_page_leads_to_the_form_about_it(client, path, about):
    factories.StoryFactory(slug="amal")
    factories.ExpertFactory(slug="two", organisation=factories.OrganisationFactory(slug="one"))
    factories.AccessToWorkFactory()
    assert f"/en/report/?page={about}" in open_page(client, f"/en/{path}").main.links


def test_the_answer_of_the_pathway_leads_to_the_form_without_what_was_answered(client):
    page = open_page(client, "/en/pathway/?country=NL&status=refugees&have=diploma&occupation=")
    links = [link for link in page.main.links if link.startswith("/en/report/")]
    assert links == ["/en/report/?page=/en/pathway/%3Fcountry%3DNL"]
