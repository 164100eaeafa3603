"""Every save in the admin makes a version, and an older one comes back with relations, parts and translations."""

from typing import Any

import pytest
import reversion
from django.urls import reverse
from reversion.models import Revision, Version

from practices.models import Practice
from skills2work.models import OpenQuestion, Source, Synonym, Translation
from skills2work.parts import owner_of, part_models, published_models
from skills2work.staff.versions import recorded
from skills2work.translations.following import mark_reviewed, written_by
from skills2work.vocabularies import TranslationState
from tests.admin.records import change_address, form_values, make, words
from tests.admin.staff import browser_of, make_staff
from tests.factories import OrganisationFactory, PracticeFactory, SourceFactory

pytestmark = pytest.mark.django_db
KEPT = [*published_models(), *part_models(), Source, OpenQuestion, Synonym]
every_model = pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)


def save(client: Any, record: Any, **changes: Any) -> Any:
    """Send the form of a record as it is, with some fields changed."""
    where = change_address(record)
    response = client.post(where, {**form_values(client.get(where).content.decode()), **changes})
    assert response.status_code == 302, words(response)
    return response


def page(name: str, record: Any, *args: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=args)


def versions_of(record: Any) -> list[Version]:
    """Return the versions of a record, the oldest first."""
    return list(Version.objects.get_for_object(record).order_by("pk"))


def restore(client: Any, record: Any, version: Version) -> Any:
    return client.post(page("revision", record, record.pk, version.pk))


def state_of(record: Any, language: str) -> str:
    return Translation.objects.of(record).get(language=language).state


def test_records_parts_and_what_they_rest_on_keep_versions():
    assert all(reversion.is_registered(model) for model in [*published_models(), *part_models(), Source])


@every_model
def test_a_save_makes_a_version_with_who_when_and_what(editor, model):
    record = make(model)
    save(editor, record)
    revision = Revision.objects.order_by("pk").last()
    assert revision.user.username == "editor"
    assert revision.date_created is not None
    assert revision.get_comment()
    assert Version.objects.get_for_object(owner_of(record)).filter(revision=revision).exists()


def test_the_history_begins_with_the_record_as_it_was(editor):
    practice = PracticeFactory(title_en="As loaded")
    save(editor, practice, title_en="As edited")
    assert [version.field_dict["title_en"] for version in versions_of(practice)] == ["As loaded", "As edited"]


def test_looking_at_a_form_or_a_list_makes_no_version(editor):
    practice = PracticeFactory()
    editor.get(change_address(practice))
    editor.get(page("changelist", practice))
    assert not Revision.objects.exists()


def test_the_history_names_who_and_what(editor):
    practice = PracticeFactory()
    save(editor, practice, title_en="As edited")
    html = editor.get(page("history", practice, practice.pk)).content.decode()
    assert "As it was before the first change here" in html
    assert "editor" in html
    assert all(page("revision", practice, practice.pk, one.pk) in html for one in versions_of(practice))


def test_restoring_brings_back_texts_relations_and_parts(editor):
    partner, source = OrganisationFactory(), SourceFactory()
    practice = PracticeFactory(title_nl="Oud", partners=[partner], sources=[source], steps=["First", "Second"])
    changes = {"title_en": "New", "title_nl": "Nieuw", "partners": [], "sources": [SourceFactory().pk]}
    changes |= {"steps-0-text_en": "Changed", "steps-1-DELETE": "on", "steps-2-position": 7, "steps-2-text_en": "Third"}
    save(editor, practice, **changes)
    assert [step.text_en for step in practice.steps.all()] == ["Changed", "Third"]
    response = restore(editor, practice, versions_of(practice)[0])
    assert response.status_code == 302
    practice = Practice.objects.get(pk=practice.pk)
    assert (practice.title_en[:8], practice.title_nl) == ("Practice", "Oud")
    assert list(practice.partners.all()) == [partner]
    assert list(practice.sources.all()) == [source]
    assert [step.text_en for step in practice.steps.all()] == ["First", "Second"]


def test_a_restored_version_is_a_new_version_of_its_own(editor):
    practice = PracticeFactory(title_en="One")
    save(editor, practice, title_en="Two")
    restore(editor, practice, versions_of(practice)[0])
    assert [version.field_dict["title_en"] for version in versions_of(practice)] == ["One", "Two", "One"]
    assert "Restored" in versions_of(practice)[-1].revision.get_comment()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_language_of_the_editor_decides_nothing(editor, language, settings):
    practice = PracticeFactory(title_en="One", title_nl="Een")
    save(editor, practice, title_en="Two", title_nl="Twee")
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    restore(editor, practice, versions_of(practice)[0])
    practice = Practice.objects.get(pk=practice.pk)
    assert (practice.title_en, practice.title_nl) == ("One", "Een")


def test_a_restored_translation_has_its_judgement_again(editor):
    with written_by(TranslationState.MACHINE):
        practice = PracticeFactory(title_nl="Oud")
    save(editor, practice, title_nl="Nieuw")
    assert state_of(practice, "nl") == TranslationState.PERSON
    restore(editor, practice, versions_of(practice)[0])
    assert state_of(practice, "nl") == TranslationState.MACHINE


def test_a_review_that_came_later_stays_where_the_text_stays(editor):
    with written_by(TranslationState.MACHINE):
        practice = PracticeFactory(title_nl="Tekst")
    save(editor, practice, local_title="x")
    mark_reviewed(practice, "nl", "counsellor")
    restore(editor, practice, versions_of(practice)[0])
    assert state_of(practice, "nl") == TranslationState.REVIEWED


def test_a_translation_by_machine_comes_back_as_one_with_a_deleted_part(editor):
    with written_by(TranslationState.MACHINE):
        practice = PracticeFactory(steps=["First"])
        step = practice.steps.get()
        step.text_nl = "Eerst"
        step.save()
    save(editor, practice, **{"steps-0-DELETE": "on"})
    assert not practice.steps.exists()
    restore(editor, practice, versions_of(practice)[0])
    assert practice.steps.get().text_nl == "Eerst"
    assert state_of(practice.steps.get(), "nl") == TranslationState.MACHINE


def test_what_was_deleted_comes_back_for_those_who_may_delete(editor):
    with written_by(TranslationState.MACHINE):
        practice = PracticeFactory(title_en="Gone", title_nl="Weg", steps=["First"])
    editor.post(page("delete", practice, practice.pk), {"post": "yes"})
    version = Version.objects.get_deleted(Practice).get()
    assert "Gone" in editor.get(page("recoverlist", practice)).content.decode()
    assert editor.get(page("recover", practice, version.pk)).status_code == 200
    assert not Practice.objects.exists()
    editor.post(page("recover", practice, version.pk))
    back = Practice.objects.get()
    assert [step.text_en for step in back.steps.all()] == ["First"]
    assert state_of(back, "nl") == TranslationState.MACHINE


def test_looking_at_an_older_version_changes_nothing(editor):
    practice = PracticeFactory(title_en="One", steps=["First"])
    save(editor, practice, **{"title_en": "Two", "steps-0-DELETE": "on"})
    before = Practice.objects.values().get(), Revision.objects.count()
    html = editor.get(page("revision", practice, practice.pk, versions_of(practice)[0].pk)).content.decode()
    assert 'value="One"' in html or ">One<" in html or "One" in form_values(html)["title_en"][0]
    assert (Practice.objects.values().get(), Revision.objects.count()) == before
    assert not practice.steps.exists()


def test_a_version_that_cannot_come_back_says_so(editor):
    organisation = OrganisationFactory()
    practice = PracticeFactory(lead=organisation)
    save(editor, practice, lead="")
    organisation.delete()
    response = editor.post(page("revision", practice, practice.pk, versions_of(practice)[0].pk), follow=True)
    assert "cannot be restored" in response.content.decode()
    practice.refresh_from_db()
    assert practice.lead is None


def test_history_and_versions_obey_the_rights(editor):
    practice = PracticeFactory(country="SK", draft=True)
    save(editor, practice, title_en="Two")
    version = versions_of(practice)[0]
    stranger = browser_of(make_staff("editor"))
    assert stranger.get(page("history", practice, practice.pk)).status_code == 302
    assert stranger.get(page("revision", practice, practice.pk, version.pk)).status_code == 403
    assert stranger.post(page("revision", practice, practice.pk, version.pk)).status_code == 403
    assert stranger.get(page("recoverlist", practice)).status_code == 403
    practice.refresh_from_db()
    assert practice.title_en == "Two"


def test_a_version_of_something_else_is_not_found(editor):
    practice, organisation = PracticeFactory(), OrganisationFactory()
    save(editor, organisation)
    version = versions_of(organisation)[0]
    assert editor.post(page("revision", practice, practice.pk, version.pk)).status_code == 404
    assert editor.post(page("recover", practice, version.pk)).status_code == 404


@pytest.mark.parametrize(("role", "draft", "status"), [
    ("editor", True, 302), ("editor", False, 403), ("reviewer", False, 302), ("translator", False, 403)
])  # fmt: skip
def test_what_readers_see_is_restored_by_those_who_decide_on_it(editor, role, draft, status):
    practice = PracticeFactory(draft=draft, title_nl="Een")
    save(editor, practice, title_en="Two")
    response = restore(browser_of(make_staff(role)), practice, versions_of(practice)[0])
    assert response.status_code == status


def test_code_that_is_no_form_records_a_version_too(admin_user):
    practice = PracticeFactory(title_en="One")
    with recorded(admin_user, "Because", practice):
        practice.title_en = "Two"
        practice.save()
    first, second = versions_of(practice)
    assert (first.field_dict["title_en"], second.field_dict["title_en"]) == ("One", "Two")
    assert (second.revision.user, second.revision.get_comment()) == (admin_user, "Because")
