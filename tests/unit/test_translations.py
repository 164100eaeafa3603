"""Translation states: what a save does to them, whoever saves, in whatever order."""

from datetime import date

import pytest

from skills2work.translations.following import mark_reviewed, minor_edit, written_by
from skills2work.translations.models import Translation
from skills2work.translations.states import attach
from skills2work.vocabularies import TranslationState as State
from tests.factories import PracticeFactory, PracticeStepFactory
from tests.support.translations import standing

pytestmark = pytest.mark.django_db


def translated(language="nl", state=State.MACHINE, **kwargs):
    """Return a published English practice with a translation of title and summary."""
    practice = PracticeFactory(title_en="A title", summary_en="A summary.", what_en="", **kwargs)
    with written_by(state):
        setattr(practice, f"title_{language}", f"Titel {language}")
        setattr(practice, f"summary_{language}", f"Samenvatting {language}.")
        practice.save()
    return practice


def row(record, language="nl"):
    return Translation.objects.of(record).get(language=language)


def test_a_record_in_its_own_language_is_the_source():
    assert standing(PracticeFactory(), "en").state == State.SOURCE


def test_a_language_without_any_text_is_missing():
    assert standing(PracticeFactory(), "hu").state == State.MISSING


@pytest.mark.parametrize("language", ["nl", "ar", "fa", "uk"])
def test_a_state_belongs_to_one_language_whatever_its_direction(language):
    practice = translated(language)
    others = {"nl", "ar", "fa", "uk", "hu"} - {language}
    assert standing(practice, language).state == State.MACHINE
    assert {standing(practice, other).state for other in others} == {State.MISSING}


def test_a_text_that_somebody_saves_is_a_persons():
    practice = translated(state=State.MACHINE)
    practice.title_nl = "Een betere titel"
    practice.save()
    assert standing(practice, "nl").state == State.PERSON


def test_editing_the_source_leaves_every_translation_behind_at_once():
    practice = translated("nl")
    with written_by(State.MACHINE):
        practice.title_ar, practice.summary_ar = "عنوان", "ملخص"
        practice.save()
    practice.summary_en = "Another summary."
    practice.save()
    assert [standing(practice, code).behind for code in ("nl", "ar")] == [True, True]
    assert standing(practice, "nl").state == State.MACHINE


def test_a_source_put_back_is_matched_again():
    practice = translated()
    practice.summary_en = "Another summary."
    practice.save()
    practice.summary_en = "A summary."
    practice.save()
    assert not standing(practice, "nl").behind


def test_a_minor_edit_keeps_translations_in_step():
    practice = translated()
    with minor_edit():
        practice.summary_en = "A summary!"
        practice.save()
    assert not standing(practice, "nl").behind
    assert standing(practice, "nl").state == State.MACHINE


def test_a_minor_edit_does_not_bring_up_what_was_behind():
    practice = translated()
    practice.summary_en = "Another summary."
    practice.save()
    with minor_edit():
        practice.summary_en = "Another summary!"
        practice.save()
    assert standing(practice, "nl").behind


def test_saving_without_a_change_changes_nothing():
    practice = translated()
    before = list(Translation.objects.order_by("pk").values())
    practice.save()
    assert list(Translation.objects.order_by("pk").values()) == before


def test_saving_the_records_own_text_with_other_line_ends_changes_nothing():
    practice = PracticeFactory(what_en="One.\n\nTwo.")
    with written_by(State.MACHINE):
        practice.what_nl = "Een.\n\nTwee."
        practice.save()
    practice.what_en, practice.what_nl = "One.\r\n\r\nTwo.", "Een.\r\n\r\nTwee."
    practice.save()
    assert (standing(practice, "nl").state, standing(practice, "nl").behind) == (State.MACHINE, False)


def test_a_translation_edited_and_then_its_source_is_a_persons_and_behind():
    practice = translated()
    practice.title_nl = "Een betere titel"
    practice.save()
    practice.title_en = "A better title"
    practice.save()
    found = standing(practice, "nl")
    assert (found.state, found.behind) == (State.PERSON, True)


def test_source_and_translation_edited_in_one_save_are_in_step():
    practice = translated()
    practice.title_en, practice.title_nl = "New", "Nieuw"
    practice.save()
    assert not standing(practice, "nl").behind


def test_one_text_brought_up_to_date_leaves_the_other_behind():
    practice = translated()
    practice.title_en, practice.summary_en = "New", "New summary."
    practice.save()
    practice.title_nl = "Nieuw"
    practice.save()
    assert standing(practice, "nl").behind
    practice.summary_nl = "Nieuwe samenvatting."
    practice.save()
    assert not standing(practice, "nl").behind


def test_a_review_names_role_and_day_and_brings_everything_in_step():
    practice = translated()
    practice.title_en = "Changed"
    practice.save()
    mark_reviewed(practice, "nl", "counsellor at COA", date(2026, 12, 1))
    found = standing(practice, "nl")
    assert (found.state, found.role, found.on, found.behind) == (
        State.REVIEWED,
        "counsellor at COA",
        date(2026, 12, 1),
        False,
    )


def test_a_review_of_one_language_says_nothing_of_another():
    practice = translated("nl")
    with written_by(State.MACHINE):
        practice.title_fa = "عنوان"
        practice.save()
    mark_reviewed(practice, "nl", "editor")
    assert standing(practice, "fa").state == State.MACHINE


def test_an_earlier_text_put_back_has_its_earlier_judgement_back():
    practice = translated()
    mark_reviewed(practice, "nl", "editor", date(2026, 1, 2))
    practice.title_nl = "Een vergissing"
    practice.save()
    assert standing(practice, "nl").state == State.PERSON
    practice.title_nl = "Titel nl"
    practice.save()
    found = standing(practice, "nl")
    assert (found.state, found.role, found.on) == (State.REVIEWED, "editor", date(2026, 1, 2))


def test_an_old_version_with_its_old_source_is_in_step_again():
    practice = translated()
    practice.title_en, practice.title_nl = "New", "Nieuw"
    practice.save()
    practice.title_en, practice.title_nl = "A title", "Titel nl"
    practice.save()
    found = standing(practice, "nl")
    assert (found.state, found.behind) == (State.MACHINE, False)


def test_editing_a_source_that_is_not_english_works_the_same():
    practice = PracticeFactory(
        source_language="sk", title_sk="Názov", summary_sk="Zhrnutie.", title_en="", summary_en=""
    )
    with written_by(State.PERSON):
        practice.title_en, practice.summary_en = "Title", "Summary."
        practice.save()
    assert (standing(practice, "sk").state, standing(practice, "en").state) == (State.SOURCE, State.PERSON)
    practice.title_sk = "Iný názov"
    practice.save()
    assert standing(practice, "en").behind


def test_another_source_language_keeps_in_step_what_was_in_step():
    practice = translated("nl")
    with written_by(State.MACHINE):
        practice.title_hu, practice.summary_hu = "Cím", "Összefoglaló."
        practice.save()
    practice.source_language = "nl"
    practice.save()
    states = {code: standing(practice, code) for code in ("nl", "en", "hu")}
    assert states["nl"].state == State.SOURCE
    assert (states["en"].state, states["en"].behind) == (State.PERSON, False)
    assert (states["hu"].state, states["hu"].behind) == (State.MACHINE, False)


def test_another_source_language_leaves_behind_what_was_behind():
    practice = translated("nl")
    with written_by(State.MACHINE):
        practice.title_hu, practice.summary_hu = "Cím", "Összefoglaló."
        practice.save()
    practice.title_en = "New"
    practice.save()
    practice.title_nl = "Nieuw"
    practice.save()
    practice.source_language = "nl"
    practice.save()
    assert standing(practice, "hu").behind
    assert not standing(practice, "en").behind


def test_parts_change_their_source_language_with_their_record():
    step = PracticeStepFactory(text_en="First.")
    step.text_nl = "Eerst."
    step.save()
    practice = step.practice
    practice.title_nl, practice.source_language = "Titel", "nl"
    practice.save()
    assert row(step, "nl").state == State.SOURCE
    assert row(step, "en").state == State.PERSON


def test_many_languages_saved_at_once_each_have_their_own_state():
    practice = PracticeFactory()
    codes = ("nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ga", "ar", "fa", "uk")
    with written_by(State.MACHINE):
        for code in codes:
            setattr(practice, f"title_{code}", f"title {code}")
        practice.save()
    practice.title_uk = "Назва"
    practice.save()
    states = {code: standing(practice, code).state for code in codes}
    assert states.pop("uk") == State.PERSON
    assert set(states.values()) == {State.MACHINE}


def test_a_page_is_as_good_as_its_weakest_part():
    step = PracticeStepFactory(text_en="First.")
    practice = step.practice
    practice.title_nl = "Titel"
    practice.save()
    with written_by(State.MACHINE):
        step.text_nl = "Eerst."
        step.save()
    assert standing(practice, "nl").state == State.MACHINE


def test_a_part_without_a_translation_makes_the_page_incomplete():
    practice = translated()
    assert standing(practice, "nl").complete is not bool(practice.place_en)
    PracticeStepFactory(practice=practice, text_en="First.")
    assert not standing(practice, "nl").complete


def test_a_translation_taken_out_is_missing_again():
    practice = translated()
    practice.title_nl = practice.summary_nl = ""
    practice.save()
    assert standing(practice, "nl").state == State.MISSING


def test_a_deleted_record_leaves_no_rows():
    practice = translated()
    PracticeStepFactory(practice=practice)
    practice.delete()
    assert not Translation.objects.exists()


def test_a_list_asks_once_for_all_its_records(django_assert_num_queries):
    practices = [translated() for _ in range(3)] + [PracticeFactory()]
    with django_assert_num_queries(1):
        attach(practices, "nl")
    assert [one.standing.state for one in practices] == [State.MACHINE] * 3 + [State.MISSING]


def test_a_list_in_its_own_language_asks_nothing(django_assert_num_queries):
    practices = [PracticeFactory() for _ in range(2)]
    with django_assert_num_queries(0):
        attach(practices, "en")
