"""The stems of synonyms are kept in a file, and nothing needs it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command

from skills2work.management.commands import load_content
from skills2work.search import analysis, stems
from tests import factories


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """A folder of its own for what is kept."""
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_stems_are_found_once_and_then_read(monkeypatch):
    first = stems.stems_of(["nurses", "ممرضة"])
    monkeypatch.setattr(analysis, "all_stems", lambda _word: pytest.fail("found anew"))
    assert stems.stems_of(["nurses", "ممرضة"]) == first
    assert "nurs" in first["nurses"]


def test_only_words_that_are_missing_are_added():
    stems.stems_of(["nurses"])
    stems.stems_of(["bakers"])
    assert set(json.loads(stems.path().read_text(encoding="utf-8"))) == {"nurses", "bakers"}


@pytest.mark.parametrize("kept", ["", "[]", '{"nurses": ', "\x00"])
def test_a_file_that_cannot_be_read_is_written_anew(kept):
    stems.path().parent.mkdir(parents=True)
    stems.path().write_text(kept, encoding="utf-8")
    assert "nurs" in stems.stems_of(["nurses"])["nurses"]
    assert "nurses" in json.loads(stems.path().read_text(encoding="utf-8"))


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(folder):
    (folder / "lemmas").write_text("a file in the place of the folder")
    assert "nurs" in stems.stems_of(["nurses"])["nurses"]


def test_files_of_older_code_go(folder):
    (folder / "lemmas").mkdir()
    old = folder / "lemmas" / "stems-0000.json"
    old.write_text("{}")
    stems.stems_of(["nurses"])
    assert not old.exists()
    assert [path.name for path in (folder / "lemmas").glob("stems*")] == [stems.path().name]


def test_threads_do_not_disturb_each_others_stems():
    words = [
        f"{beginning}{ending}" for beginning in ("recognition", "nurs", "work") for ending in ("s", "ing", "ed")
    ] * 40
    expected = [analysis.stem.__wrapped__(word, "en") for word in words]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: analysis.stem.__wrapped__(word, "en"), words))
    assert found == expected


@pytest.fixture
def synonyms(tmp_path, settings):
    """A folder of content with two synonyms."""
    (tmp_path / "common").mkdir()
    row = "- model: skills2work.synonym\n  fields:\n    name: nurse\n    terms: |-\n      nurses\n      ward sisters\n"
    (tmp_path / "common" / "synonyms.yaml").write_text(row, encoding="utf-8")
    settings.FIXTURE_DIRS = [tmp_path]


def test_a_machine_that_never_loaded_the_content_is_made_ready_for_its_first_search(synonyms, monkeypatch):
    prepared = []
    monkeypatch.setattr(analysis, "prepare", lambda: prepared.append("dictionaries"))
    call_command("prepare_search")
    assert prepared == ["dictionaries"]
    assert set(json.loads(stems.path().read_text(encoding="utf-8"))) == {"nurses", "ward", "sisters"}


@pytest.mark.django_db
def test_loading_into_a_filled_database_makes_this_machine_ready_too(synonyms, monkeypatch):
    factories.SourceFactory.create()
    monkeypatch.setattr(analysis, "prepare", lambda: None)
    monkeypatch.setattr(load_content, "reference_commands", list)
    call_command("load_content", if_empty=True)
    assert "sisters" in json.loads(stems.path().read_text(encoding="utf-8"))
