"""A reader writes to an organisation whose address nobody sees: no page, no file, no search result holds it."""

import pytest
from django.core import mail
from django.core.management import call_command

from network.models import ContactAddress, Organisation
from skills2work.search.models import SearchDocument
from tests import factories
from tests.pages.forms import send
from tests.pages.support import Page, open_page
from tests.pages.world import HIDDEN_ADDRESS, PAGES, SITEMAPS, make_world
from tests.support.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]
FORM = "/en/network/organisations/bridge/contact/"
FILES = (
    *(f"/{name}" for name in SITEMAPS),
    "/openapi.json",
    "/en/open-data/directory.jsonld",
    "/en/network/organisations.json",
    "/en/network/organisations.csv",
    "/en/network/organisations.atom",
    "/en/countries/netherlands/pack/",
    "/en/search/?q=hidden-desk",
    "/en/network/organisations/?q=hidden-desk",
)


@pytest.fixture
def organisation():
    record = factories.OrganisationFactory(slug="bridge", title_en="Bridge")
    factories.ContactAddressFactory(organisation=record, email=HIDDEN_ADDRESS)
    return record


def test_a_message_goes_to_the_organisation_and_its_answer_to_the_reader(client, monkeypatch, organisation):
    response = send(client, monkeypatch, FORM, text="May I come?", answer_to="reader@example.org")
    message = mail.outbox[0]
    assert (message.to, message.reply_to) == ([HIDDEN_ADDRESS], ["reader@example.org"])
    assert message.body.startswith("May I come?")
    page = open_page(client, response["Location"])
    assert page.one("h1").text == "Your message is on its way"
    assert HIDDEN_ADDRESS not in page.html


def test_a_message_needs_an_address_to_answer_to_and_keeps_what_was_typed(client, monkeypatch, organisation):
    page = Page(send(client, monkeypatch, FORM, text="May I come?", answer_to=""))
    assert page.main.one("textarea").text == "May I come?"
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"])
def test_nobody_writes_to_others_through_the_form(client, monkeypatch, organisation, address):
    send(client, monkeypatch, FORM, text="Hello", answer_to=address)
    assert mail.outbox == []


def test_a_mail_server_that_is_down_loses_nothing_that_was_typed(client, monkeypatch, organisation, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = Page(send(client, monkeypatch, FORM, text="May I come?", answer_to="reader@example.org"))
    assert "could not be sent" in page.one("div", role="alert").text
    assert page.main.one("textarea").text == "May I come?"
    assert HIDDEN_ADDRESS not in page.html


def test_an_organisation_with_an_address_offers_the_form(client, organisation):
    assert FORM in open_page(client, "/en/network/organisations/bridge/").main.links


def test_an_organisation_without_an_address_offers_none(client):
    factories.OrganisationFactory(slug="bridge")
    assert FORM not in open_page(client, "/en/network/organisations/bridge/").main.links
    assert client.get(FORM).status_code == 404
    assert client.post(FORM, {"text": "x"}).status_code == 404


@pytest.mark.parametrize(("state", "status"), [({"draft": True}, 404), ({"archived": True}, 410)])
def test_nobody_writes_to_an_organisation_that_readers_do_not_see(client, state, status):
    record = factories.OrganisationFactory(slug="bridge", **state)
    factories.ContactAddressFactory(organisation=record)
    assert client.get(FORM).status_code == status


def test_no_public_page_holds_the_address_of_an_organisation(tour):
    assert {key for key, visit in tour.items() if "hidden-desk" in visit.response.content.decode()} == set()


world = kept(make_world)


@pytest.mark.parametrize("path", FILES)
def test_no_file_and_no_search_holds_it(client, world, path):
    response = client.get(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    assert HIDDEN_ADDRESS not in content.decode()


def test_the_search_finds_nothing_by_it(organisation):
    assert not SearchDocument.objects.filter(body__contains="hidden-desk").exists()


def test_the_content_files_do_not_hold_it(organisation, capsys):
    call_command("dumpdata", "network.organisation")
    assert "hidden-desk" not in capsys.readouterr().out


def test_loading_the_content_again_does_not_empty_it(organisation, tmp_path):
    path = tmp_path / "content.yaml"
    call_command("dumpdata", "network.organisation", natural_primary=True, output=str(path), format="yaml")
    call_command("loaddata", str(path), verbosity=0)
    assert ContactAddress.objects.get(organisation=Organisation.objects.get()).email == HIDDEN_ADDRESS


def test_every_page_of_the_world_is_there():
    assert {"contact", "organisation", "organisations", "search for something"} <= set(PAGES)
