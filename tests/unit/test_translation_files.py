"""Translations as files: what they load, what they refuse, and that writing and reading them changes nothing."""

from datetime import date

import pytest
import yaml

from practices.models import Practice
from skills2work.translations import files
from skills2work.translations.following import mark_reviewed, written_by
from skills2work.translations.models import Translation
from skills2work.vocabularies import TranslationState as State
from tests.factories import PracticeFactory, PracticeStepFactory
from tests.support.translations import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(db):
    return PracticeFactory(slug="one", country="NL", title_en="A title", summary_en="A summary.")


def written(folder, place="nl", language="hu", **content):
    """Write one file of translations and return its path."""
    path = folder / place / "translations" / f"{language}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"language": language, "state": "machine", "on": "2026-11-25"}
    path.write_text(yaml.safe_dump({**head, **content}, allow_unicode=True), encoding="utf-8")
    return path


def entry(record, **texts):
    return {"source": files.source_mark(record, texts), "texts": texts}


def test_a_file_brings_texts_state_and_day(practice, tmp_path):
    found = {"practices.practice": {"one": entry(practice, title="Cím", summary="Összefoglaló.")}}
    assert files.load([written(tmp_path, entries=found)]) == 1
    practice.refresh_from_db()
    now = standing(practice, "hu")
    assert (practice.title_hu, now.state, now.on, now.behind) == ("Cím", State.MACHINE, date(2026, 11, 25), False)


def test_an_entry_may_differ_from_the_head(practice, tmp_path):
    found = {**entry(practice, title="Cím"), "state": "reviewed", "role": "editor at Menedék", "on": "2026-12-01"}
    files.load([written(tmp_path, entries={"practices.practice": {"one": found}})])
    now = standing(practice, "hu")
    assert (now.state, now.role, now.on) == (State.REVIEWED, "editor at Menedék", date(2026, 12, 1))


def test_an_entry_made_from_another_source_text_is_behind(practice, tmp_path):
    found = entry(practice, title="Cím")
    practice.title_en = "Another title"
    practice.save()
    files.load([written(tmp_path, entries={"practices.practice": {"one": found}})])
    assert standing(practice, "hu").behind


def test_a_change_of_a_text_that_the_entry_does_not_hold_leaves_it_in_step(practice, tmp_path):
    found = entry(practice, title="Cím")
    practice.summary_en = "Another summary."
    practice.save()
    files.load([written(tmp_path, entries={"practices.practice": {"one": found}})])
    assert not standing(practice, "hu").behind


def test_parts_are_named_by_their_natural_key(practice, tmp_path):
    step = PracticeStepFactory(practice=practice, position=1, text_en="First.")
    files.load([written(tmp_path, entries={"practices.practicestep": {"one/1": entry(step, text="Először.")}})])
    step.refresh_from_db()
    assert step.text_hu == "Először."


def test_a_text_that_no_file_speaks_of_is_a_persons(practice):
    Practice.objects.filter(pk=practice.pk).update(title_sk="Názov")
    files.load([])
    assert standing(practice, "sk").state == State.PERSON


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"entries": {"practices.practice": {"nobody": {"texts": {"title": "x"}}}}}, "nobody"),
        ({"entries": {"practices.practice": {"one": {"texts": {"colour": "x"}}}}}, "colour"),
        ({"entries": {"practices.practice": {"one": {"texts": {"title": "x"}, "state": "perfect"}}}}, "perfect"),
        ({"language": "xx", "entries": {}}, "no language"),
    ],
    ids=["no such record", "no such text", "no such state", "no such language"],
)
def test_a_file_with_a_fault_is_refused_as_a_whole(practice, tmp_path, content, told):
    good = written(tmp_path, language="sk", entries={"practices.practice": {"one": entry(practice, title="Názov")}})
    with pytest.raises(files.TranslationFileError, match=told):
        files.load([good, written(tmp_path, **content)])
    practice.refresh_from_db()
    assert not practice.title_sk


def test_what_is_written_loads_to_the_same(practice, tmp_path):
    step = PracticeStepFactory(practice=practice, position=1, text_en="First.")
    with written_by(State.MACHINE, on=date(2026, 11, 25)):
        practice.title_hu, practice.title_ar = "Cím: „idézet”", "عنوان"
        practice.save()
        step.text_hu = "Először.\nAztán."
        step.save()
    mark_reviewed(practice, "ar", "reviewer", date(2026, 12, 1))
    paths = files.dump(tmp_path)
    before = [
        {**row, "id": 0, "past": []} for row in Translation.objects.order_by("model", "object_id", "language").values()
    ]
    Practice.objects.update(title_hu=None, title_ar=None)
    files.load(paths)
    after = [
        {**row, "id": 0, "past": []} for row in Translation.objects.order_by("model", "object_id", "language").values()
    ]
    strip = [{key: value for key, value in row.items() if key != "on" or row["state"] != "source"} for row in before]
    assert strip == [
        {key: value for key, value in row.items() if key != "on" or row["state"] != "source"} for row in after
    ]


def test_a_record_of_a_country_without_a_folder_stands_with_the_european_ones(tmp_path):
    record = PracticeFactory(country="EU", slug="eu-one")
    record.title_hu = "Cím"
    record.save()
    assert [path.parent.parent.name for path in files.dump(tmp_path, ["hu"])] == ["eu"]
