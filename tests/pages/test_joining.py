"""Organisations and experts propose themselves, with a recorded consent, and can take it back with a link."""

import pytest
import reversion
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from network.models import Expert, Organisation, Proposal
from skills2work.search.models import SearchDocument
from skills2work.staff.versions import Judgements
from skills2work.translations.models import Translation
from skills2work.vocabularies import PublicationState
from tests import factories
from tests.pages.forms import send
from tests.pages.support import Page, open_page

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]

ORGANISATION = {
    "title": "Bridge Foundation",
    "summary": "It helps nurses in Utrecht.",
    "country": "NL",
    "organisation_kind": "ngo",
    "roles": ["practice_owner"],
    "url": "https://bridge.example/",
    "answer_to": "desk@bridge.example",
    "consent": "on",
}
EXPERT = {
    "title": "Amina Example",
    "summary": "Ask me about diplomas.",
    "country": "NL",
    "languages_spoken": ["nl", "ar"],
    "answer_to": "amina@person.example",
    "consent": "on",
}


def test_an_organisation_that_proposes_itself_waits_for_review(client, monkeypatch):
    send(client, monkeypatch, "/nl/network/join/organisation/", **ORGANISATION)
    record = Organisation.objects.get()
    assert (record.slug, record.state, record.source_language) == ("bridge-foundation", "in_review", "nl")
    assert (record.title_nl, record.kind, record.roles) == ("Bridge Foundation", "ngo", ["practice_owner"])
    assert client.get(f"/nl/network/organisations/{record.slug}/").status_code == 404


def test_an_expert_who_proposes_herself_waits_for_review_under_an_address_without_her_name(client, monkeypatch):
    send(client, monkeypatch, "/en/network/join/expert/", **EXPERT)
    record = Expert.objects.get()
    assert (record.state, record.basis, record.languages_spoken) == ("in_review", "consent", ["nl", "ar"])
    assert record.basis_on is not None
    assert "amina" not in record.slug
    assert client.get(f"/en/network/experts/{record.slug}/").status_code == 404


def test_the_consent_is_kept_with_its_wording_version_and_date(client, monkeypatch):
    send(client, monkeypatch, "/en/network/join/expert/", **EXPERT)
    proposal = Proposal.objects.get()
    assert proposal.consent_version
    assert proposal.consent_on == proposal.received_on
    page = open_page(client, "/en/network/join/expert/")
    assert [line for line in proposal.consent_text.splitlines() if line not in page.main.text] == []


@pytest.mark.parametrize(("kind", "values"), [("organisation", ORGANISATION), ("expert", EXPERT)])
def test_without_consent_nothing_is_kept_and_what_was_typed_stays(client, monkeypatch, kind, values):
    given = {name: value for name, value in values.items() if name != "consent"}
    page = Page(send(client, monkeypatch, f"/en/network/join/{kind}/", **given))
    assert page.one("input", id="id_title")["value"] == values["title"]
    assert page.one("input", id="id_consent").get("aria-invalid") == "true"
    chosen = [box["value"] for box in page.main.all("input", type="checkbox") if "checked" in box.attributes]
    assert chosen == list(values.get("roles", values.get("languages_spoken")))
    assert not Proposal.objects.exists()
    assert not Expert.objects.exists()
    assert not Organisation.objects.exists()


def test_two_organisations_of_one_name_get_two_addresses(client, monkeypatch):
    factories.OrganisationFactory(slug="bridge-foundation")
    send(client, monkeypatch, "/en/network/join/organisation/", **ORGANISATION)
    assert Organisation.objects.filter(slug__startswith="bridge-foundation").count() == 2


def test_a_name_in_another_script_gets_an_address_too(client, monkeypatch):
    send(client, monkeypatch, "/ar/network/join/organisation/", **{**ORGANISATION, "title": "جسر"})
    assert Organisation.objects.get().slug.startswith("organisation-")


def test_nobody_makes_herself_a_partner_of_the_project(client, monkeypatch):
    send(client, monkeypatch, "/en/network/join/organisation/", **{**ORGANISATION, "roles": ["partner"]})
    assert not Organisation.objects.exists()


def test_the_organisation_of_an_expert_is_found_by_its_name(client, monkeypatch):
    organisation = factories.OrganisationFactory(title_en="Bridge Foundation")
    send(client, monkeypatch, "/en/network/join/expert/", **EXPERT, works_at="bridge foundation")
    assert Expert.objects.get().organisation == organisation


def test_an_organisation_that_is_not_here_is_kept_for_the_reviewers(client, monkeypatch):
    send(client, monkeypatch, "/en/network/join/expert/", **EXPERT, works_at="Unknown Ltd")
    assert (Expert.objects.get().organisation, Proposal.objects.get().works_at) == (None, "Unknown Ltd")


def test_the_link_is_sent_and_shown(client, monkeypatch):
    response = send(client, monkeypatch, "/en/network/join/expert/", **EXPERT)
    page = open_page(client, response["Location"])
    link = Proposal.objects.get().withdraw_address()
    assert link in page.main.links
    assert f"http://testserver{link}" in mail.outbox[0].body
    assert mail.outbox[0].to == ["amina@person.example"]


# Taking it back


@pytest.fixture
def published():
    expert = factories.ExpertFactory(
        slug="e-1", title_en="Amina Example", role_en="Adviser Amina", basis="consent", organisation=None
    )
    return factories.ProposalFactory(expert=expert, works_at="Bridge")


def test_opening_the_link_changes_nothing(client, published):
    open_page(client, published.withdraw_address())
    assert client.get("/en/network/experts/e-1/").status_code == 200


def test_an_expert_who_takes_it_back_is_gone_at_once(client, published):
    assert SearchDocument.objects.filter(section="experts").exists()
    assert "Amina" in open_page(client, "/en/network/experts/").main.text
    client.post(published.withdraw_address())
    assert client.get("/en/network/experts/e-1/").status_code == 410
    assert not SearchDocument.objects.filter(section="experts").exists()
    for path in ("/en/network/experts/", "/en/search/?q=Amina", "/sitemap-experts.xml"):
        response = client.get(path)
        assert b"Amina Example" not in response.content
        assert b"/experts/e-1/" not in response.content


def test_nothing_that_names_her_is_left_in_the_tables(client, published):
    client.post(published.withdraw_address())
    with connection.cursor() as cursor:
        for model in (Expert, Proposal, Translation, SearchDocument):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            assert "mina" not in str(cursor.fetchall()).lower()
    assert Proposal.objects.get().answer_to == ""
    assert Proposal.objects.get().consent_on


def test_no_older_version_names_her(client, published):
    with reversion.create_revision():
        published.expert.save()
    assert Version.objects.get_for_object(published.expert).exists()
    client.post(published.withdraw_address())
    assert not Version.objects.get_for_object(published.expert).exists()
    assert "Amina" not in str(list(Judgements.objects.values_list("rows", flat=True)))


def test_the_page_says_that_it_is_gone_also_the_second_time(client, published):
    client.post(published.withdraw_address())
    client.post(published.withdraw_address())
    page = open_page(client, published.withdraw_address())
    assert page.one("h1").text == "Your entry is gone"
    assert page.main.all("form", method="post") == []


def test_nobody_publishes_an_expert_who_took_it_back(client, published):
    client.post(published.withdraw_address())
    assert any("took it back" in text for text in Expert.objects.get().missing_for_publication())


def test_an_organisation_can_take_it_back_too(client):
    organisation = factories.OrganisationFactory(slug="bridge")
    proposal = factories.ProposalFactory(expert=None, organisation=organisation)
    client.post(proposal.withdraw_address())
    assert client.get("/en/network/organisations/bridge/").status_code == 410


def test_what_waits_for_review_can_be_taken_back_too(client, monkeypatch):
    send(client, monkeypatch, "/en/network/join/expert/", **EXPERT)
    client.post(Proposal.objects.get().withdraw_address())
    assert Expert.objects.get().state == PublicationState.ARCHIVED


@pytest.mark.parametrize("change", ["x{}", "{}x", ""])
def test_a_link_that_was_not_signed_here_leads_nowhere(client, published, change):
    token = change.format(published.token) or f"{published.key}:forged"
    assert client.get(reverse("join-withdraw", args=[token])).status_code == 404
    assert client.post(reverse("join-withdraw", args=[token])).status_code == 404
    assert client.get("/en/network/experts/e-1/").status_code == 200


def test_the_link_works_in_every_language(client, published):
    address = published.withdraw_address().replace("/en/", "/ar/")
    assert open_page(client, address).one("html").language == ("ar", "rtl")


def test_taking_it_back_without_the_token_of_the_form_says_what_to_do(published):
    response = Client(enforce_csrf_checks=True).post(published.withdraw_address())
    assert response.status_code == 403
    assert "Allow cookies" in Page(response).one("div", role="alert").text
    assert Expert.objects.get().is_published
