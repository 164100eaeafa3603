"""Translations in the admin: a minor edit leaves them in step, and the form says how each language stands."""

import pytest
from django.urls import reverse

from skills2work.translations.following import written_by
from skills2work.vocabularies import TranslationState as State
from tests.admin.records import form_values
from tests.factories import PracticeFactory
from tests.support.translations import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(db):
    record = PracticeFactory(title_en="A title", summary_en="A summary.")
    with written_by(State.MACHINE):
        record.title_nl, record.summary_nl = "Een titel", "Een samenvatting."
        record.save()
    return record


def save(editor, record, **changes):
    """Save the form of a practice as a browser sends it, with some fields changed."""
    url = reverse("admin:practices_practice_change", args=[record.pk])
    response = editor.post(url, {**form_values(editor.get(url).text), **changes})
    assert response.status_code == 302, response.context["adminform"].form.errors
    record.refresh_from_db()


def test_an_edit_of_the_source_leaves_the_translation_behind(editor, practice):
    save(editor, practice, title_en="Another title")
    assert standing(practice, "nl").behind


def test_a_minor_edit_leaves_the_translation_in_step(editor, practice):
    save(editor, practice, title_en="A title!", minor_edit="on")
    assert not standing(practice, "nl").behind


def test_a_form_saved_without_a_change_changes_no_state(editor, practice):
    save(editor, practice)
    found = standing(practice, "nl")
    assert (found.state, found.behind) == (State.MACHINE, False)


def test_a_translation_edited_in_the_admin_is_a_persons(editor, practice):
    save(editor, practice, title_nl="Een betere titel")
    assert standing(practice, "nl").state == State.PERSON


def test_the_form_says_how_each_language_stands(editor, practice):
    text = editor.get(reverse("admin:practices_practice_change", args=[practice.pk])).text
    assert "Nederlands: Translated by machine, not yet reviewed" in text
    assert "Magyar: Not translated" in text
