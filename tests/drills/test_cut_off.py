"""A content file that was not copied to its end is refused with its name and line, and nothing at all is loaded."""

import pytest
from django.core.management import CommandError, call_command

from practices.models import Practice
from skills2work.models import Source
from skills2work.search.models import SearchDocument
from skills2work.version import content_version
from tests import factories
from tests.drills.small_content import FEW, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(settings, tmp_path, monkeypatch):
    """Return a function that loads the content with one of its files cut off after some text."""
    monkeypatch.setattr("skills2work.management.commands.load_content.reference_commands", list)
    settings.FIXTURE_DIRS = [tmp_path]

    def load(name="", after="", end=""):
        cut = {name: FEW[name].partition(after)[0] + after + end} if name else {}
        write(tmp_path, {**FEW, **cut})
        call_command("load_content")

    return load


CUTS = [
    ("nl/practices.yaml", 'title_en: "First', "", 5),  # in the middle of a line
    ("nl/practices.yaml", 'title_en: "First', "\n", 5),  # in a text
    ("nl/practices.yaml", "kinds: [work_", "\n", 7),  # in a list
    ("nl/practices.yaml", "title_en", "\n", 5),  # in a name
    ("nl/sources.yaml", "read_on: '2026-11", "", 5),
    ("nl/translations/nl.yaml", "texts: {title: ", "\n", 9),
]


@pytest.mark.parametrize(("name", "after", "end", "line"), CUTS)
def test_a_file_that_is_cut_off_is_refused_with_its_line(content, name, after, end, line):
    with pytest.raises(CommandError) as refused:
        content(name, after, end)
    assert name in str(refused.value)
    assert f"line {line}" in str(refused.value)
    assert "Nothing was loaded" in str(refused.value)


@pytest.mark.parametrize(
    "cut",
    [
        *CUTS,
        ("nl/practices.yaml", "state: published\n", "", 0),  # at the end of a line: what is missing gives it away
        ("nl/practices.yaml", "verification: compiled\n", "", 0),
    ],
)
def test_nothing_is_loaded_with_a_file_that_is_cut_off(content, cut):
    kept = factories.PracticeFactory.create(slug="before")
    sources, version = Source.objects.count(), content_version()
    found = SearchDocument.objects.count()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        content(*cut[:3])
    assert list(Practice.objects.all()) == [kept]
    assert (Source.objects.count(), SearchDocument.objects.count(), content_version()) == (sources, found, version)


def test_whole_files_are_loaded(content):
    content()
    assert Practice.objects.get().title_en == "First shift"
