"""Two people at one record, and a session that ends while somebody types: nothing is overwritten, nothing is lost."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from practices.models import Practice, PracticeStep
from skills2work.models import OpenQuestion, ProposedChange
from tests.admin.records import add_address, change_address, form_values, make, words
from tests.admin.staff import browser_of, make_staff
from tests.factories import PathwayStepFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Client:
    return browser_of(make_staff("administrator"))


def opened(client: Client, record: Any) -> dict[str, Any]:
    """Return the form of a record as somebody has it open."""
    return form_values(client.get(change_address(record)).content.decode())


def send(client: Client, record: Any, values: dict[str, Any], **changes: Any) -> Any:
    return client.post(change_address(record), {**values, **changes})


# Two people


def test_saving_over_a_newer_version_is_stopped_and_shows_both(editor, other):
    practice = PracticeFactory(title_en="First")
    mine = opened(editor, practice)
    send(other, practice, opened(other, practice), title_en="Theirs")
    response = send(editor, practice, mine, title_en="Mine", local_title="Typed")
    assert response.status_code == 200
    assert "Somebody else has saved this entry since you opened it" in words(response)
    html = response.content.decode()
    assert "<del>Theirs</del>" in html
    assert "<ins>Mine</ins>" in html
    again = form_values(html)
    assert (again["title_en"], again["local_title"]) == (["Mine"], ["Typed"])
    practice.refresh_from_db()
    assert practice.title_en == "Theirs"


def test_after_looking_at_both_one_may_save_all_the_same(editor, other):
    practice = PracticeFactory()
    mine = opened(editor, practice)
    send(other, practice, opened(other, practice), title_en="Theirs")
    stopped = send(editor, practice, mine, title_en="Mine")
    button = stopped.context["seen_version"]
    assert f'name="seen_version" value="{button}"' in stopped.content.decode()
    response = send(editor, practice, form_values(stopped.content.decode()), seen_version=button)
    assert response.status_code == 302, words(response)
    practice.refresh_from_db()
    assert practice.title_en == "Mine"


def test_what_came_after_looking_is_noticed_too(editor, other):
    practice = PracticeFactory()
    mine = opened(editor, practice)
    send(other, practice, opened(other, practice), title_en="Theirs")
    stopped = send(editor, practice, mine, title_en="Mine")
    send(other, practice, opened(other, practice), title_en="Theirs again")
    values = form_values(stopped.content.decode())
    assert send(editor, practice, values, seen_version=stopped.context["seen_version"]).status_code == 200
    practice.refresh_from_db()
    assert practice.title_en == "Theirs again"


@pytest.mark.parametrize(
    "changes",
    [
        {"steps-0-text_en": "Theirs"},
        {"partners": []},
        {"title_nl": "Hun"},
        {"steps-1-position": "2", "steps-1-text_en": "Theirs"},
    ],
)
def test_a_change_of_parts_relations_or_translations_counts(editor, other, changes):
    practice = PracticeFactory(steps=["First"], partners=[make_organisation()])
    mine = opened(editor, practice)
    assert send(other, practice, opened(other, practice), **changes).status_code == 302
    response = send(editor, practice, mine, title_en="Mine")
    assert response.status_code == 200
    assert response.context["beside"]


def make_organisation() -> Any:
    from tests.factories import OrganisationFactory  # noqa: PLC0415

    return OrganisationFactory()


def test_a_part_that_somebody_took_away_does_not_lose_what_was_typed(editor, other):
    practice = PracticeFactory(steps=["First", "Second"])
    mine = opened(editor, practice)
    send(other, practice, opened(other, practice), **{"steps-1-DELETE": "on"})
    response = send(editor, practice, mine, **{"steps-1-text_en": "Typed here"})
    assert response.status_code == 200
    assert "Typed here" in response.content.decode()


def test_two_saves_of_ones_own_are_no_conflict(editor):
    practice = PracticeFactory()
    for title in ("One", "Two"):
        assert send(editor, practice, opened(editor, practice), title_en=title).status_code == 302
    practice.refresh_from_db()
    assert practice.title_en == "Two"


def test_a_save_of_the_same_by_somebody_else_is_no_conflict(editor, other):
    practice = PracticeFactory()
    mine = opened(editor, practice)
    send(other, practice, opened(other, practice))
    assert send(editor, practice, mine, title_en="Mine").status_code == 302


@pytest.mark.parametrize("model", [OpenQuestion, PracticeStep], ids=lambda model: model.__name__)
def test_every_kind_of_record_is_guarded(editor, other, model):
    record, field = make(model), {"OpenQuestion": "topic", "PracticeStep": "text_en"}[model.__name__]
    mine = opened(editor, record)
    send(other, record, opened(other, record), **{field: "Theirs"})
    assert send(editor, record, mine, **{field: "Mine"}).status_code == 200
    record.refresh_from_db()
    assert getattr(record, field) == "Theirs"


def test_two_steps_of_one_pathway_are_one_page(editor, other):
    first = PathwayStepFactory()
    second = PathwayStepFactory(pathway=first.pathway)
    mine = opened(editor, first)
    send(other, second, opened(other, second), title_en="Theirs")
    assert send(editor, first, mine, title_en="Mine").status_code == 200


def test_a_proposal_over_a_newer_version_is_stopped_too(other):
    editor_nl = browser_of(make_staff("editor"))
    practice = PracticeFactory()
    mine = opened(editor_nl, practice)
    send(other, practice, opened(other, practice), title_en="Theirs")
    assert send(editor_nl, practice, mine, title_en="Mine").status_code == 200
    assert not ProposedChange.objects.exists()


# A session that has ended


def kept_form(response: Any) -> dict[str, Any]:
    return form_values(response.content.decode())


def test_a_form_that_comes_after_the_session_is_kept_in_the_page(editor):
    practice = PracticeFactory(kinds=["mentoring", "validation"], title_en="Before")
    typed = {**opened(editor, practice), "what_en": 'One line\n\n<b>another</b> & "more"'}
    editor.logout()
    response = send(editor, practice, typed)
    html = response.content.decode()
    assert response.status_code == 403
    assert "/admin/login/" in html
    assert f'action="{change_address(practice)}"' in html
    kept = kept_form(response)
    assert unescape(kept["what_en"][0]) == typed["what_en"]
    assert sorted(kept["kinds"]) == ["mentoring", "validation"]


def test_after_signing_in_the_kept_form_is_shown_and_then_saved(editor):
    practice = PracticeFactory(title_en="Before")
    typed = {**opened(editor, practice), "title_en": "Typed"}
    editor.logout()
    kept = kept_form(send(editor, practice, typed))
    again = browser_of(make_staff("administrator"))
    shown = again.post(change_address(practice), kept)
    assert shown.status_code == 200
    assert "Nothing is saved yet" in words(shown)
    practice.refresh_from_db()
    assert practice.title_en == "Before"
    values = form_values(shown.content.decode())
    assert values["title_en"] == ["Typed"]
    assert again.post(change_address(practice), values).status_code == 302
    practice.refresh_from_db()
    assert practice.title_en == "Typed"


def test_a_new_record_is_kept_as_well(editor):
    typed = {**form_values(editor.get(add_address(Practice)).content.decode()), "title_en": "A new way"}
    editor.logout()
    assert kept_form(editor.post(add_address(Practice), typed))["title_en"] == ["A new way"]


def test_a_token_that_is_too_old_shows_the_form_again_and_saves_nothing():
    practice = PracticeFactory(title_en="Before")
    user = make_staff("administrator")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    typed = {**opened(strict, practice), "title_en": "Typed", "csrfmiddlewaretoken": "0" * 64}
    response = send(strict, practice, typed)
    assert response.status_code == 200
    values = form_values(response.content.decode())
    assert values["title_en"] == ["Typed"]
    practice.refresh_from_db()
    assert practice.title_en == "Before"
    assert send(strict, practice, values).status_code == 302


def test_a_stranger_with_an_old_token_loses_nothing_either():
    practice = PracticeFactory()
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(change_address(practice), {"title_en": "Typed"})
    assert response.status_code == 403
    assert kept_form(response)["title_en"] == ["Typed"]


def test_what_is_no_form_of_a_record_is_not_kept(editor):
    editor.logout()
    response = editor.post("/admin/password_change/", {"old_password": "secret"})
    assert "secret" not in response.content.decode()
    response = editor.post("/admin/auth/user/1/change/", {"username": "secret"})
    assert "secret" not in response.content.decode()


def test_two_people_in_conflict_and_a_lost_session_together(editor, other):
    practice = PracticeFactory()
    typed = {**opened(editor, practice), "title_en": "Mine"}
    send(other, practice, opened(other, practice), title_en="Theirs")
    editor.logout()
    kept = kept_form(send(editor, practice, typed))
    shown = other.post(change_address(practice), kept)
    assert "Somebody else has saved" in words(shown)
    assert shown.context["beside"]
