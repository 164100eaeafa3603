"""Which content files there are, in which order they load, and what `load_content` does with them."""

import io

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command

from network.models import Organisation
from skills2work.content import KINDS, fixture_files
from skills2work.models import Source

SOURCES = """
- model: skills2work.source
  fields: {url: "https://example.org/", title: As the page has it}
"""
ORGANISATIONS = """
- model: network.organisation
  fields:
    slug: example
    title_en: As the file has it
    summary_en: It helps.
    country: NL
    kind: ngo
    roles: [expert]
    state: published
    verification: compiled
    verified_on: '2026-11-25'
    sources: [["https://example.org/"]]
"""


@pytest.fixture
def folder(tmp_path, settings):
    """A folder of content with one source and one organisation."""
    settings.FIXTURE_DIRS = [tmp_path]
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "nl" / "organisations.yaml").write_text(ORGANISATIONS, encoding="utf-8")
    return tmp_path


def load(*arguments):
    output = io.StringIO()
    call_command("load_content", *arguments, stdout=output)
    return output.getvalue()


def test_all_countries_of_a_kind_load_before_the_next_kind(tmp_path):
    for country in ("nl", "be"):
        (tmp_path / country).mkdir()
        for kind in ("practices", "sources", "organisations"):
            (tmp_path / country / f"{kind}.yaml").touch()
    assert [f"{path.parent.name}/{path.stem}" for path in fixture_files(tmp_path)] == [
        "be/sources",
        "nl/sources",
        "be/organisations",
        "nl/organisations",
        "be/practices",
        "nl/practices",
    ]


def test_files_of_no_known_kind_are_left_out(folder):
    (folder / "nl" / "notes.yaml").touch()
    (folder / "nl" / "sources.txt").touch()
    (folder / "sources.yaml").touch()
    assert [path.name for path in fixture_files()] == ["sources.yaml", "organisations.yaml"]


def test_every_content_file_of_the_project_is_of_a_known_kind():
    (top,) = project.FIXTURE_DIRS
    assert {path.stem for path in top.glob("*/*.yaml")} <= set(KINDS)


@pytest.mark.django_db
def test_loading_fills_an_empty_database(folder):
    load()
    assert Organisation.objects.published().get().title == "As the file has it"


@pytest.mark.django_db
def test_what_loads_first_can_be_named_by_what_loads_later(folder):
    load()
    assert [source.url for source in Organisation.objects.get().sources.all()] == ["https://example.org/"]


@pytest.mark.django_db
def test_loading_says_how_much_there_is(folder):
    assert "    1 organisations\n" in load()


@pytest.mark.django_db
def test_loading_twice_makes_nothing_double(folder):
    load()
    load()
    assert (Organisation.objects.count(), Source.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_loading_again_overwrites_an_edited_record(folder):
    load()
    Organisation.objects.update(title_en="As the editor has it")
    load()
    assert Organisation.objects.get().title == "As the file has it"


@pytest.mark.django_db
def test_loading_into_an_empty_database_only_fills_it(folder):
    load("--if-empty")
    assert Organisation.objects.exists()


@pytest.mark.django_db
def test_loading_into_an_empty_database_only_leaves_an_edited_record_alone(folder):
    load()
    Organisation.objects.update(title_en="As the editor has it")
    load("--if-empty")
    assert Organisation.objects.get().title == "As the editor has it"


@pytest.mark.django_db
def test_what_an_editor_deleted_does_not_come_back(folder):
    load()
    Organisation.objects.all().delete()
    load("--if-empty")
    assert not Organisation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "- model: [\n",
        "- model: [",
        ORGANISATIONS.replace("network.organisation", "network.nonsense"),
        ORGANISATIONS.replace("https://example.org/", "https://missing.example/"),
        ORGANISATIONS.replace("verification: compiled", "verification: ''"),
    ],
    ids=["no YAML", "cut off", "no such model", "no such source", "not allowed"],
)
def test_a_file_that_does_not_load_leaves_the_database_as_it_was(folder, text):
    (folder / "nl" / "organisations.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing was loaded"):
        load()
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_a_file_that_does_not_load_is_named(folder):
    (folder / "nl" / "organisations.yaml").write_text("- model: [\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"nl/organisations\.yaml"):
        load()
