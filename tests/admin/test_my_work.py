"""The first page of the admin says what needs the person who has signed in, and nothing of others."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from skills2work.models import FailedSearch, Link, OpenQuestion, PageReads, ProposedChange, Report
from tests.admin.records import change_address, form_values
from tests.admin.staff import browser_of, make_staff
from tests.factories import OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)


def first_page(client: Any, **asked: str) -> str:
    response = client.get(reverse("admin:index"), asked)
    assert response.status_code == 200
    return str(response.content.decode())


def old_practice(**values: Any) -> Any:
    return PracticeFactory(verified_on=LONG_AGO, review_by=LONG_AGO + timedelta(days=365), **values)


def test_who_has_nothing_to_do_is_told_so():
    assert "Nothing needs you today." in first_page(browser_of(make_staff("editor")))


def test_an_editor_sees_what_has_to_be_checked_in_her_country_only():
    old_practice(title_en="Old and Dutch", country="NL")
    old_practice(title_en="Old and Italian", country="IT")
    page = first_page(browser_of(make_staff("editor")))
    assert "1 entry has to be checked again." in page
    assert "Old and Dutch" in page
    assert "Old and Italian" not in page


def test_a_translator_is_not_asked_to_check_entries():
    old_practice(country="NL")
    assert "has to be checked" not in first_page(browser_of(make_staff("translator")))


def test_what_has_to_be_checked_comes_oldest_first_or_most_read_first():
    old_practice(title_en="The oldest", country="NL")
    read = PracticeFactory(title_en="Much read", country="NL", verified_on=date(2021, 1, 1), review_by=date(2022, 1, 1))
    PageReads.objects.create(day=timezone.localdate(), path=f"/practices/{read.slug}/", language="nl", count=7)
    client = browser_of(make_staff("editor"))
    page = first_page(client)
    assert page.index("The oldest") < page.index("Much read")
    page = first_page(client, order="read")
    assert page.index("Much read") < page.index("The oldest")


def test_a_reviewer_sees_the_changes_that_wait_and_their_author_does_not():
    practice = PracticeFactory(title_en="Live", country="NL")
    editor = browser_of(make_staff("editor"))
    values = form_values(editor.get(change_address(practice)).content.decode())
    editor.post(change_address(practice), {**values, "title_en": "Better"})
    assert ProposedChange.objects.waiting().count() == 1
    assert "1 change waits for your decision." in first_page(browser_of(make_staff("reviewer")))
    assert "waits for your decision" not in first_page(editor)


def test_an_author_sees_what_came_back_to_her():
    practice = PracticeFactory(country="NL")
    editor = browser_of(make_staff("editor"))
    values = form_values(editor.get(change_address(practice)).content.decode())
    editor.post(change_address(practice), {**values, "title_en": "Better"})
    reviewer = browser_of(make_staff("reviewer"))
    reviewer.post(change_address(ProposedChange.objects.get()), {"send_back": "1", "comment": "Where is the source?"})
    page = first_page(editor)
    assert "1 change came back to you." in page
    assert "Where is the source?" in page


def test_a_translator_sees_what_is_behind_in_her_language_only():
    practice = PracticeFactory(title_en="Before", title_nl="Voor", title_ar="قبل", country="IT")
    practice.title_en = "After"
    practice.save()
    page = first_page(browser_of(make_staff("translator")))
    assert "1 translation is behind its original." in page
    assert reverse("admin:skills2work_translation_page", args=["practices.practice", practice.pk, "nl"]) in page
    assert f"{practice.pk}/ar/" not in page


def test_reports_and_broken_links_are_for_reviewers():
    Report.objects.create(text="The fee is wrong")
    practice = PracticeFactory(country="NL", url="https://gone.example.org/")
    Link.objects.create(url="https://gone.example.org/", failing_days=3, outcome="not_found")
    page = first_page(browser_of(make_staff("reviewer")))
    assert "1 report of a reader is new." in page
    assert "1 link is broken." in page
    assert page.count(change_address(practice)) == 1
    assert "The fee is wrong" not in first_page(browser_of(make_staff("editor")))


def test_searches_that_found_nothing_and_open_questions_are_for_editors():
    FailedSearch.objects.create(text="dentista", language="es", count=4, last_month=date(2026, 11, 1))
    OpenQuestion.objects.create(country="NL", text="What does it cost?")
    OpenQuestion.objects.create(country="IT", text="How long does it take?")
    OpenQuestion.objects.create(country="NL", text="Who pays?", answered_on=LONG_AGO)
    page = first_page(browser_of(make_staff("editor")))
    assert "1 search found nothing." in page
    assert "dentista" in page
    assert "1 question is open." in page
    assert "How long does it take?" not in page


def test_who_proposed_itself_waits_for_a_reviewer_of_its_country():
    from network.joining.models import Proposal  # noqa: PLC0415 the model is not named in the app's own list

    organisation = OrganisationFactory(country="NL", state="in_review", title_en="A new one")
    Proposal.objects.create(organisation=organisation, consent_version="1", consent_text="Yes")
    assert "1 proposal to join waits." in first_page(browser_of(make_staff("reviewer")))
    assert "proposal to join" not in first_page(browser_of(make_staff("reviewer", "italian", countries=["IT"])))


def count_queries(client: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        first_page(client)
    return len(queries)


@pytest.mark.parametrize("role", ["editor", "reviewer", "translator", "administrator"])
def test_the_page_costs_the_same_queries_with_two_and_with_twenty_of_everything(role):
    client, author = browser_of(make_staff(role)), make_staff("editor", "somebody-else")

    def make(number: int) -> None:
        for _one in range(number):
            practice = old_practice(country="NL", title_nl="Voor")
            practice.title_en += " again"
            practice.save()
            ProposedChange.objects.create(
                owner_model="practices.practice", owner_id=practice.pk, title="Better", author=author
            )
        for one in range(number):
            Report.objects.create(text=f"Wrong {number} {one}")
            OpenQuestion.objects.create(country="NL", text=f"Why {number} {one}?")
            Link.objects.create(url=f"https://{number}-{one}.example.org/", failing_days=3, outcome="not_found")

    make(2)
    few = count_queries(client)
    make(20)
    assert count_queries(client) == few
