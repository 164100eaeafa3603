"""What was typed on a page beside the forms of records is not lost either when the session has ended meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from skills2work.models import ProposedChange, Translation
from skills2work.staff.translating_addresses import translate_address
from skills2work.vocabularies import TranslationState
from tests.admin.records import change_address, form_values
from tests.admin.staff import browser_of, make_staff
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
COMMENT = "Please name the law:\n“Article 7” & its date"


@pytest.fixture
def practice() -> Any:
    return PracticeFactory(country="NL", title_en="A short course", title_nl="Een korte cursus")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what lets two hours pass."""
    then = timezone.now() + timedelta(hours=2)
    return lambda: monkeypatch.setattr(timezone, "now", lambda: then)


@pytest.fixture
def change(practice: Any) -> ProposedChange:
    """A change that waits for a reviewer."""
    client = browser_of(make_staff("editor"))
    where = change_address(practice)
    client.post(where, {**form_values(client.get(where).content.decode()), "title_en": "Proposed"})
    return ProposedChange.objects.get()


def sent_too_late(client: Client, where: str, later: Callable[[], None], **typed: Any) -> dict[str, Any]:
    """Send a page after its session has ended; return what the answer holds."""
    values = {**form_values(client.get(where).content.decode()), **typed}
    later()
    response = client.post(where, values)
    assert response.status_code == 403
    assert "nothing you typed is lost" in response.content.decode()
    return form_values(response.content.decode())


def test_a_translation_comes_back_filled_in_and_is_saved_only_then(practice, later):
    where = translate_address(practice, "nl")
    name = f"practices.practice:{practice.pk}:title"
    kept = sent_too_late(browser_of(make_staff("translator")), where, later, **{name: "Een kleine cursus"})
    again = browser_of(make_staff("translator", "again", languages=["nl"]))
    shown = again.post(where, kept)
    assert "Nothing is saved yet" in shown.content.decode()
    practice.refresh_from_db()
    assert practice.title_nl == "Een korte cursus"
    values = form_values(shown.content.decode())
    assert values[name] == ["Een kleine cursus"]
    again.post(where, values)
    practice.refresh_from_db()
    assert practice.title_nl == "Een kleine cursus"


def test_a_review_that_comes_too_late_marks_nothing_before_it_is_looked_at(practice, later):
    where = translate_address(practice, "nl")
    kept = sent_too_late(browser_of(make_staff("reviewer")), where, later, review="1")
    browser_of(make_staff("administrator")).post(where, kept)
    assert not Translation.objects.filter(state=TranslationState.REVIEWED).exists()


@pytest.mark.parametrize("what", ["send_back", "accept"])
def test_a_decision_that_comes_too_late_is_shown_with_its_comment_and_not_carried_out(change, later, what):
    where = change_address(change)
    kept = sent_too_late(browser_of(make_staff("reviewer")), where, later, **{what: "1", "comment": COMMENT})
    again = browser_of(make_staff("reviewer", "again", countries=["NL"]))
    shown = again.post(where, kept)
    assert "Nothing is saved yet" in shown.content.decode()
    change.refresh_from_db()
    assert change.is_waiting
    values = form_values(shown.content.decode())
    assert values["comment"] == [COMMENT]
    again.post(where, {**values, "send_back": "1"})
    change.refresh_from_db()
    assert change.comment == COMMENT


def test_a_token_that_is_too_old_shows_the_translation_again(practice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_staff("translator"))
    where = translate_address(practice, "nl")
    name = f"practices.practice:{practice.pk}:title"
    values = {**form_values(strict.get(where).content.decode()), name: "Een kleine cursus"}
    shown = strict.post(where, {**values, "csrfmiddlewaretoken": "0" * 64})
    assert form_values(shown.content.decode())[name] == ["Een kleine cursus"]
    practice.refresh_from_db()
    assert practice.title_nl == "Een korte cursus"
