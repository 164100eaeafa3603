"""One click says that an entry is still correct: for all languages, with date, organisation and role."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from reversion.models import Version

from practices.models import Practice
from skills2work.models import Translation
from skills2work.staff.models import Assignment
from tests.admin.records import change_address, list_address
from tests.admin.staff import browser_of, make_staff
from tests.factories import OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def practice() -> Any:
    return PracticeFactory(
        country="NL", title_en="Old", title_nl="Oud", verified_on=LONG_AGO, review_by=LONG_AGO + timedelta(days=365)
    )


def of_organisation(role: str = "reviewer", **limits: Any) -> Client:
    organisation = OrganisationFactory(title_en="COA", slug="coa", country="NL")
    user = make_staff(role, **(limits or {"countries": ["NL"], "organisations": [organisation.slug]}))
    return browser_of(user)


def press(client: Client, record: Any, **values: str) -> Any:
    return client.post(f"{change_address(record).removesuffix('change/')}still-correct/", values)


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_one_click_confirms_with_date_organisation_and_role(practice, role):
    response = press(of_organisation(role), practice)
    practice.refresh_from_db()
    assert response.status_code == 302
    assert practice.verification == "confirmed"
    assert practice.verified_on == timezone.localdate()
    assert practice.confirmed_by == f"COA ({role.capitalize()})"
    assert practice.review_by > timezone.localdate() + timedelta(days=364)


def test_readers_see_it_in_every_language(practice):
    press(of_organisation(), practice)
    for code in ("en", "nl", "ar"):
        assert "COA (Reviewer)" in Client().get(f"/{code}/practices/{practice.slug}/").content.decode()


def test_translations_stay_as_they_are(practice):
    before = list(Translation.objects.of(practice).values("language", "state", "on", "texts", "sources"))
    press(of_organisation(), practice)
    assert list(Translation.objects.of(practice).values("language", "state", "on", "texts", "sources")) == before


def test_it_is_a_version_that_can_be_taken_back(practice):
    press(of_organisation(), practice)
    comments = [version.revision.get_comment() for version in Version.objects.get_for_object(practice)]
    assert "Still correct" in comments


def test_who_has_no_organisation_is_told_why_she_cannot(practice):
    client = browser_of(make_staff("reviewer"))
    response = client.get(press(client, practice).url)
    practice.refresh_from_db()
    assert practice.verification == "compiled"
    assert "your account has none" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "limits"),
    [("editor", {"countries": ["IT"], "organisations": ["coa"]}), ("translator", {"languages": ["nl"]})],
)
def test_whose_entry_it_is_not_confirms_nothing(practice, role, limits):
    assert press(of_organisation(role, **limits), practice).status_code == 403
    practice.refresh_from_db()
    assert practice.verification == "compiled"


def test_looking_at_the_address_confirms_nothing(practice):
    client = of_organisation()
    assert client.get(f"{change_address(practice).removesuffix('change/')}still-correct/").status_code == 405


def test_a_draft_is_not_confirmed():
    draft = PracticeFactory(draft=True, country="NL")
    press(of_organisation(), draft)
    draft.refresh_from_db()
    assert draft.verification != "confirmed"


def test_the_way_back_stays_on_this_site(practice):
    client = of_organisation()
    assert press(client, practice, back="/admin/").url == "/admin/"
    assert press(client, practice, back="https://elsewhere.example.org/").url == change_address(practice)


def test_several_are_confirmed_from_the_list(practice):
    other = PracticeFactory(country="NL", title_en="Other")
    client = of_organisation()
    client.post(list_address(Practice), {"action": "still_correct", "_selected_action": [practice.pk, other.pk]})
    assert Practice.objects.filter(verification="confirmed").count() == 2


def test_the_list_does_not_confirm_what_she_only_translates(practice):
    client = of_organisation("editor", countries=["IT"], organisations=["coa"])
    Assignment.objects.create(user=Assignment.objects.get().user, role="translator", languages=["nl"])
    client.post(list_address(Practice), {"action": "still_correct", "_selected_action": [practice.pk]})
    assert not Practice.objects.filter(verification="confirmed").exists()


def test_the_form_has_the_button_for_what_readers_see_only(practice):
    client = of_organisation()
    draft = PracticeFactory(draft=True, country="NL")
    assert "still-correct/" in client.get(change_address(practice)).content.decode()
    assert "still-correct/" not in client.get(change_address(draft)).content.decode()
