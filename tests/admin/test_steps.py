"""The parts of a record on its page: steps and bodies change places, come and go."""

import pytest

from practices.models import RecognitionArea, RecognitionBody
from tests.admin.records import change_address, form_values, make, make_practice, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]


@pytest.fixture
def practice():
    practice = make_practice()
    for position, text in enumerate(("First", "Second", "Third"), 1):
        practice.steps.create(position=position, text_en=text)
    return practice


def send(editor, practice, **changes):
    values = form_values(editor.get(change_address(practice)).content.decode())
    return editor.post(
        change_address(practice), {**values, **{f"steps-{key}": value for key, value in changes.items()}}
    )


def texts(practice):
    return list(practice.steps.order_by("position").values_list("position", "text_en"))


def test_a_step_is_added(editor, practice):
    response = send(editor, practice, **{"3-position": "4", "3-text_en": "Fourth"})
    assert response.status_code == 302, words(response)
    assert texts(practice)[-1] == (4, "Fourth")


def test_steps_change_places(editor, practice):
    response = send(editor, practice, **{"0-position": "2", "1-position": "3", "2-position": "1"})
    assert response.status_code == 302, words(response)
    assert texts(practice) == [(1, "Third"), (2, "First"), (3, "Second")]


def test_a_step_takes_the_place_of_a_deleted_one(editor, practice):
    response = send(editor, practice, **{"0-position": "3", "2-DELETE": "on", "3-position": "1", "3-text_en": "New"})
    assert response.status_code == 302, words(response)
    assert texts(practice) == [(1, "New"), (2, "Second"), (3, "First")]


def test_two_steps_in_one_place_are_refused_in_words(editor, practice):
    response = send(editor, practice, **{"0-position": "2"})
    assert response.status_code == 200
    assert "position" in words(response)
    assert texts(practice)[0] == (1, "First")


def test_a_place_that_was_taken_meanwhile_is_refused_in_words(editor, practice):
    values = form_values(editor.get(change_address(practice)).content.decode())
    practice.steps.create(position=4, text_en="Somebody else's")
    response = editor.post(change_address(practice), {**values, "steps-3-position": "4", "steps-3-text_en": "Mine"})
    assert "Somebody else has taken this position meanwhile." in words(response)


def test_a_step_without_text_is_refused_in_words(editor, practice):
    response = send(editor, practice, **{"3-position": "4", "3-text_ar": "خطوة"})
    assert words(response) == "This field is required."


def test_bodies_stand_on_the_page_of_their_area(editor):
    body = make(RecognitionBody)
    area = RecognitionArea.objects.get()
    values = form_values(editor.get(change_address(area)).content.decode())
    assert values["bodies-0-name_en"] == ["Body"]
    response = editor.post(change_address(area), {**values, "bodies-0-name_en": "Nuffic", "bodies-0-position": "7"})
    assert response.status_code == 302, words(response)
    body.refresh_from_db()
    assert (body.name_en, body.position) == ("Nuffic", 7)
