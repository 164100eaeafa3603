"""What readers wrote, in the admin: reviewers see it, say what was done, and rewrite nothing."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from network.models import ContactAddress, Proposal
from skills2work.letters.models import Report
from skills2work.models import Assignment
from tests import factories
from tests.admin.records import form_values, list_address

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]


@pytest.fixture
def report():
    return Report.objects.create(text="The year is wrong", page="/en/practices/bridge/", answer_to="r@example.org")


def report_address(report):
    return reverse("admin:skills2work_report_change", args=[report.pk])


def test_the_list_of_reports_links_to_the_page(editor, report):
    html = editor.get(list_address(Report)).content.decode()
    assert 'href="/en/practices/bridge/"' in html
    assert "The year is wrong" in html


def test_an_editor_writes_a_note_and_marks_it_done(editor, report):
    address = report_address(report)
    values = form_values(editor.get(address).content.decode())
    editor.post(address, {**values, "state": "done", "note": "Corrected"})
    report.refresh_from_db()
    assert (report.state, report.note, report.text) == ("done", "Corrected", "The year is wrong")


def test_nobody_rewrites_what_a_reader_wrote(editor, report):
    editor.post(report_address(report), {"state": "new", "note": "", "text": "All is well", "page": "/en/"})
    report.refresh_from_db()
    assert (report.text, report.page) == ("The year is wrong", "/en/practices/bridge/")


@pytest.mark.parametrize("model", [Report, Proposal])
def test_nobody_adds_one(editor, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    assert editor.get(address).status_code == 403


def test_several_are_marked_as_done_at_once(editor, report):
    editor.post(list_address(Report), {"action": "mark_done", "_selected_action": [report.pk]})
    assert not Report.objects.waiting().exists()


def test_a_proposal_links_to_its_record(editor):
    proposal = factories.ProposalFactory()
    html = editor.get(list_address(Proposal)).content.decode()
    assert reverse("admin:network_expert_change", args=[proposal.expert_id]) in html


def test_a_proposal_shows_what_was_agreed_to(editor):
    proposal = factories.ProposalFactory(consent_text="I agree to be named.")
    html = editor.get(reverse("admin:network_proposal_change", args=[proposal.pk])).content.decode()
    assert "I agree to be named." in html


@pytest.mark.parametrize("model", [Report, Proposal])
def test_a_list_costs_as_many_queries_with_many_rows(editor, model, django_assert_max_num_queries):
    def make(count):
        for number in range(count):
            if model is Report:
                Report.objects.create(text=f"Wrong {number}", page="/en/")
            else:
                factories.ProposalFactory()

    make(2)
    editor.get(list_address(model))
    with django_assert_max_num_queries(100) as few:
        editor.get(list_address(model))
    make(18)
    with django_assert_max_num_queries(len(few)):
        editor.get(list_address(model))


def test_the_address_for_messages_is_written_in_the_form_of_the_organisation(editor):
    organisation = factories.OrganisationFactory()
    address = reverse("admin:network_organisation_change", args=[organisation.pk])
    values = form_values(editor.get(address).content.decode())
    response = editor.post(address, {**values, "contact_address-0-email": "desk@bridge.example"})
    assert response.status_code == 302
    assert ContactAddress.objects.get().organisation == organisation


@pytest.fixture
def reviewer(client):
    """A browser in which a reviewer of the Netherlands has signed in."""
    user = User.objects.create(username="reviewer", is_staff=True)
    Assignment.objects.create(user=user, role="reviewer", countries=["NL"])
    client.force_login(user)
    return client


def test_a_reviewer_deals_with_reports(reviewer, report):
    values = form_values(reviewer.get(report_address(report)).content.decode())
    reviewer.post(report_address(report), {**values, "state": "done"})
    assert Report.objects.get().state == "done"


def test_a_reviewer_sees_the_proposals_of_her_country_only(reviewer):
    hers = factories.ProposalFactory()
    other = factories.ProposalFactory(expert__country="SI")
    html = reviewer.get(list_address(Proposal)).content.decode()
    assert reverse("admin:network_expert_change", args=[hers.expert_id]) in html
    assert reverse("admin:network_expert_change", args=[other.expert_id]) not in html
    assert reviewer.get(reverse("admin:network_proposal_change", args=[other.pk])).status_code in {302, 403, 404}


@pytest.mark.parametrize("role", ["editor", "translator"])
def test_those_who_do_not_review_see_no_address_of_a_reader(client, report, role):
    user = User.objects.create(username=role, is_staff=True)
    Assignment.objects.create(user=user, role=role, countries=["NL"], languages=["nl"])
    client.force_login(user)
    assert client.get(list_address(Report)).status_code == 403
    assert client.get(report_address(report)).status_code in {302, 403}


def shown_to(client, role):
    """Return the forms of two organisations, Dutch and Slovenian, as somebody for the Netherlands sees them."""
    user = User.objects.create(username=f"{role}-nl", is_staff=True)
    Assignment.objects.create(user=user, role=role, countries=["NL"], languages=["nl"])
    client.force_login(user)
    mine = factories.ContactAddressFactory(organisation__country="NL", email="mine@bridge.example")
    other = factories.ContactAddressFactory(organisation__country="SI", email="other@bridge.example")
    addresses = [reverse("admin:network_organisation_change", args=[it.organisation_id]) for it in (mine, other)]
    return [client.get(address).content.decode() for address in addresses]


def test_a_reviewer_sees_the_address_for_messages_of_her_own_organisations_only(client):
    hers, foreign = shown_to(client, "reviewer")
    assert "mine@bridge.example" in hers
    assert "other@bridge.example" not in foreign


@pytest.mark.parametrize("role", ["editor", "translator"])
def test_those_who_do_not_decide_see_no_address_for_messages(client, role):
    assert "@bridge.example" not in "".join(shown_to(client, role))


def test_an_address_for_messages_that_stands_there_is_shown_and_can_be_changed(editor):
    kept = factories.ContactAddressFactory(email="old@bridge.example")
    address = reverse("admin:network_organisation_change", args=[kept.organisation_id])
    values = form_values(editor.get(address).content.decode())
    editor.post(address, {**values, "contact_address-0-email": "new@bridge.example"})
    kept.refresh_from_db()
    assert kept.email == "new@bridge.example"
