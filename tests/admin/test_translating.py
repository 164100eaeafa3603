"""Translating in the admin: side by side, with what has changed marked; what is saved says who wrote it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skills2work.models import ProposedChange, Translation
from skills2work.staff.models import Assignment
from skills2work.translations.following import written_by
from skills2work.vocabularies import TranslationState
from tests.admin.records import change_address, form_values
from tests.admin.staff import browser_of, make_staff
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Any:
    with written_by(TranslationState.MACHINE):
        return PracticeFactory(
            country="NL", title_en="A short course", title_nl="Een korte cursus", title_ar="دورة", steps=["First step"]
        )


@pytest.fixture
def translator() -> Client:
    return browser_of(make_staff("translator"))


def address(record: Any, language: str = "nl") -> str:
    return reverse("admin:skills2work_translation_page", args=[record._meta.label_lower, record.pk, language])


def key(record: Any, field: str) -> str:
    return f"{record._meta.label_lower}:{record.pk}:{field}"


def page(client: Client, record: Any, language: str = "nl") -> str:
    response = client.get(address(record, language))
    assert response.status_code == 200
    return str(response.content.decode())


def send(client: Client, record: Any, texts: dict[str, str], language: str = "nl", **buttons: Any) -> Any:
    values = form_values(page(client, record, language))
    return client.post(address(record, language), {**values, **texts, **buttons})


def row(record: Any, language: str = "nl") -> Translation:
    return Translation.objects.of(record).get(language=language)


def test_source_and_target_stand_beside_each_other_with_their_languages(translator, practice):
    shown = page(translator, practice)
    assert "A short course" in shown
    assert "Een korte cursus" in shown
    assert "First step" in shown
    assert "Machine translation" in shown or "machine" in shown.lower()


def test_what_is_saved_was_translated_by_a_person(translator, practice):
    response = send(translator, practice, {key(practice, "title"): "Een kleine cursus"})
    assert response.status_code == 302
    practice.refresh_from_db()
    assert practice.title_nl == "Een kleine cursus"
    assert row(practice).state == TranslationState.PERSON
    assert row(practice, "ar").state == TranslationState.MACHINE


def test_a_part_of_the_entry_is_translated_on_the_same_page(translator, practice):
    step = practice.steps.get()
    send(translator, practice, {key(step, "text"): "Eerste stap"})
    step.refresh_from_db()
    assert step.text_nl == "Eerste stap"
    assert "Eerste stap" in Client().get(f"/nl/practices/{practice.slug}/").content.decode()


def test_saving_without_a_change_changes_nothing(translator, practice):
    before = Translation.objects.values_list().order_by("pk")
    told = list(before)
    send(translator, practice, {})
    assert list(before.all()) == told


def test_the_words_that_changed_in_the_original_are_marked(translator, practice):
    editor = browser_of(make_staff("reviewer"))
    values = form_values(editor.get(change_address(practice)).content.decode())
    editor.post(change_address(practice), {**values, "title_en": "A long course"})
    shown = page(translator, practice)
    assert "<del>short</del>" in shown
    assert "<ins>long</ins>" in shown


def test_without_an_older_version_the_original_stands_there_unmarked(translator, practice):
    practice.title_en = "A long course"
    practice.save()
    shown = page(translator, practice)
    assert "<ins>" not in shown
    assert "the original has changed since" in shown


def test_an_old_text_that_still_fits_is_in_step_again(translator, practice):
    practice.title_en = "A brief course"
    practice.save()
    send(translator, practice, {}, fits=[key(practice, "title")])
    assert "the original has changed since" not in page(translator, practice)
    assert row(practice).state == TranslationState.MACHINE


def test_a_reviewer_marks_the_translation_as_reviewed_by_her_role(practice):
    send(browser_of(make_staff("reviewer")), practice, {}, review="1")
    assert row(practice).state == TranslationState.REVIEWED
    assert row(practice).role
    assert "the-reviewer" not in row(practice).role


def test_a_translator_cannot_review(translator, practice):
    assert send(translator, practice, {}, review="1").status_code == 403
    assert row(practice).state == TranslationState.MACHINE


def test_nothing_is_reviewed_that_changed_since_it_was_opened(practice):
    reviewer = browser_of(make_staff("reviewer"))
    values = form_values(page(reviewer, practice))
    practice.title_nl = "Anders"
    practice.save()
    reviewer.post(address(practice), {**values, "review": "1"})
    assert row(practice).state != TranslationState.REVIEWED


def test_a_language_that_is_not_hers_is_shown_and_not_saved(translator, practice):
    assert "<textarea" not in page(translator, practice, "ar")
    response = translator.post(address(practice, "ar"), {key(practice, "title"): "غير ذلك"})
    assert response.status_code == 403
    practice.refresh_from_db()
    assert practice.title_ar == "دورة"


def test_an_entry_of_another_country_is_closed_to_an_editor(practice):
    assert browser_of(make_staff("editor", countries=["IT"])).get(address(practice)).status_code == 403


def test_what_an_editor_translates_in_a_published_entry_waits_for_a_reviewer(practice):
    response = send(browser_of(make_staff("editor")), practice, {key(practice, "title"): "Een kleine cursus"})
    practice.refresh_from_db()
    assert practice.title_nl == "Een korte cursus"
    change = ProposedChange.objects.get()
    assert response.url == change_address(change)
    change.accept(make_staff("reviewer"))
    practice.refresh_from_db()
    assert practice.title_nl == "Een kleine cursus"


def test_saving_over_somebody_else_is_stopped_and_shows_both(translator, practice):
    values = form_values(page(translator, practice))
    practice.title_nl = "Van een ander"
    practice.save()
    response = translator.post(address(practice), {**values, key(practice, "title"): "Van mij"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "Van een ander" in shown
    assert "Van mij" in shown
    practice.refresh_from_db()
    assert practice.title_nl == "Van een ander"
    again = translator.post(address(practice), {**form_values(shown), key(practice, "title"): "Van mij"})
    assert again.status_code == 302
    practice.refresh_from_db()
    assert practice.title_nl == "Van mij"


def test_a_text_that_lost_an_address_is_refused_and_stays_in_the_form(translator):
    practice = PracticeFactory(country="NL", what_en="Write to https://apply.example.org/ first.")
    response = send(translator, practice, {key(practice, "what"): "Schrijf eerst."})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "https://apply.example.org/" in shown
    assert "Schrijf eerst." in shown
    assert not row_exists(practice)


def row_exists(record: Any) -> bool:
    return Translation.objects.of(record).filter(language="nl").exists()


def test_a_text_that_is_too_long_is_refused_in_words(translator, practice):
    response = send(translator, practice, {key(practice, "title"): "x" * 400})
    assert response.status_code == 200
    assert "errornote" in response.content.decode()


def test_the_next_one_to_translate_follows(translator, practice):
    other = PracticeFactory(country="NL", title_en="Another")
    response = send(translator, practice, {key(practice, "title"): "Een kleine cursus"}, next="1")
    assert response.url == address(other)


@pytest.mark.parametrize("wrong", ["practices.nothing/1/nl", "practices.practice/0/nl", "practices.practice/1/xx"])
def test_an_address_of_nothing_is_not_found(translator, wrong):
    PracticeFactory(pk=1)
    assert translator.get(f"{reverse('admin:skills2work_translation_changelist')}{wrong}/").status_code == 404


def test_the_source_language_has_no_page(translator, practice):
    assert translator.get(address(practice, "en")).status_code == 404


def test_each_translation_is_a_version_with_who_wrote_it(translator, practice):
    from reversion.models import Version  # noqa: PLC0415 one test needs it

    send(translator, practice, {key(practice, "title"): "Een kleine cursus"})
    assert Version.objects.get_for_object(practice).first().revision.user.username == "the-translator"


# The matrix and the list


def test_the_matrix_says_how_much_of_each_country_there_is(translator, practice):
    PracticeFactory(country="NL", title_en="Not translated")
    shown = translator.get(reverse("admin:skills2work_translation_changelist")).content.decode()
    assert "?language=nl&amp;country=NL" in shown
    assert "missing" in shown
    assert "yours" in shown


def test_the_list_names_what_is_to_translate_in_a_country(translator, practice):
    PracticeFactory(country="NL", title_en="Not translated")
    PracticeFactory(country="IT", title_en="From Italy")
    listed = translator.get(reverse("admin:skills2work_translation_changelist"), {"language": "nl", "country": "NL"})
    assert "Not translated" in listed.content.decode()
    assert "From Italy" not in listed.content.decode()


@pytest.mark.parametrize("asked", [{"language": "xx"}, {"language": "nl", "country": "XX", "p": "x"}, {"p": "9" * 30}])
def test_nonsense_in_the_address_shows_what_there_is(translator, practice, asked):
    assert translator.get(reverse("admin:skills2work_translation_changelist"), asked).status_code == 200


@pytest.mark.parametrize("asked", [{}, {"language": "nl"}])
def test_matrix_and_list_cost_the_same_queries_with_few_and_with_many(translator, asked):
    where = reverse("admin:skills2work_translation_changelist")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert translator.get(where, asked).status_code == 200
        return len(queries)

    for one in range(2):
        PracticeFactory(country="NL", title_en=f"Few {one}")
    few = count()
    for one in range(20):
        PracticeFactory(country="NL", title_en=f"Many {one}")
    assert count() == few


def test_who_works_on_nothing_sees_no_matrix():
    assert browser_of(make_staff("nobody")).get(reverse("admin:skills2work_translation_changelist")).status_code == 403
    assert not Assignment.objects.exists()
