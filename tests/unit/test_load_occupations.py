"""The command that loads ESCO's occupations, and the files it reads."""

import csv
import gzip
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from practices.management.commands.load_occupations import read_groups, read_occupations
from practices.models import IscoGroup, Occupation
from practices.models.occupations import ESCO
from practices.occupation_search import search
from skills2work.content import reference_commands, register_reference_data
from skills2work.languages import LANGUAGE_CODES
from skills2work.search import indexing
from skills2work.search.models import SearchDocument
from skills2work.version import content_version
from tests import factories

pytestmark = pytest.mark.django_db

FILES = Path(settings.BASE_DIR) / "fixtures" / "esco"


def codes(groups):
    return [group.code for group in groups]


# The load command


OCCUPATIONS = ("uri", "isco", "code", "regulation", "label_en", "alt_en", "label_nl", "alt_nl")
COOK = (f"{ESCO}cook", "5120", "5120.1", "unregulated", "cook", "line cook| line  cook |", "kok", "")
WAITER = (f"{ESCO}waiter", "5131", "5131.1", "unregulated", "waiter", "", "", "")


@pytest.fixture
def write(tmp_path, settings):
    settings.FIXTURE_DIRS = [tmp_path]
    (tmp_path / "esco").mkdir()

    def write_files(*occupations):
        with gzip.open(tmp_path / "esco" / "occupations.csv.gz", "wt", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([OCCUPATIONS, *occupations])
        groups = "code,label_en,label_ar\n" + "".join(f"{row[1]},Group {row[1]},\n" for row in occupations)
        (tmp_path / "esco" / "isco_groups.csv").write_text(groups, encoding="utf-8")
        (tmp_path / "esco" / "isco_names.csv").write_text("code,names_ar\n5120,طباخ|طاه\n", encoding="utf-8")

    return write_files


def test_the_command_loads_groups_and_occupations(write):
    write(COOK, WAITER)
    call_command("load_occupations", verbosity=0)
    cook = Occupation.objects.get(uri=COOK[0])
    assert (cook.isco, cook.code, cook.regulation) == ("5120", "5120.1", "unregulated")
    assert (cook.labels, cook.names) == ({"en": "cook", "nl": "kok"}, {"en": ["line cook"]})
    assert (cook.group.labels, cook.group.names) == ({"en": "Group 5120"}, {"ar": ["طباخ", "طاه"]})


def test_loading_twice_changes_nothing(write):
    write(COOK, WAITER)
    seen = []
    for _time in range(2):
        call_command("load_occupations", verbosity=0)
        seen.append(
            (list(Occupation.objects.values()), list(IscoGroup.objects.values()), SearchDocument.objects.count())
        )
    assert seen[0] == seen[1]


def test_loading_changes_what_is_there_and_removes_what_the_files_hold_no_more(write):
    write(COOK, WAITER)
    call_command("load_occupations", verbosity=0)
    before = Occupation.objects.get(uri=COOK[0]).pk
    write((*COOK[:4], "chef", *COOK[5:]))
    call_command("load_occupations", verbosity=0)
    assert [(row.pk, row.labels["en"]) for row in Occupation.objects.all()] == [(before, "chef")]
    assert codes(IscoGroup.objects.all()) == ["5120"]
    assert set(SearchDocument.objects.filter(section="occupations").values_list("record_id", flat=True)) == {before}


def test_loading_makes_a_new_version_of_the_content(write):
    write(COOK)
    before = content_version()
    call_command("load_occupations", verbosity=0)
    assert content_version() != before


def test_the_command_leaves_the_index_to_whoever_paused_it(write):
    write(COOK)
    with indexing.paused():
        call_command("load_occupations", verbosity=0)
    assert Occupation.objects.exists()
    assert not SearchDocument.objects.exists()


def test_if_empty_leaves_a_filled_table_alone(write):
    write(COOK)
    call_command("load_occupations", if_empty=True, verbosity=0)
    write(COOK, WAITER)
    call_command("load_occupations", if_empty=True, verbosity=0)
    assert Occupation.objects.count() == 1


def test_load_content_loads_the_occupations_too(write, tmp_path):
    write(COOK)
    synonyms = "- model: skills2work.synonym\n  fields: {name: cook, terms: cook}\n"
    (tmp_path / "esco" / "synonyms.yaml").write_text(synonyms, encoding="utf-8")
    call_command("load_content", stdout=StringIO())
    assert search("cook", "en").found


def test_load_content_if_empty_adds_them_to_a_database_that_an_older_version_filled(write):
    factories.PracticeFactory()
    write(COOK)
    call_command("load_content", if_empty=True, stdout=StringIO())
    assert Occupation.objects.count() == 1


def test_reference_data_is_named_once():
    before = reference_commands()
    register_reference_data("load_occupations")
    assert reference_commands() == before
    assert "load_occupations" in before


# The files


def test_the_files_hold_what_esco_holds():
    groups = {group.code: group for group in read_groups(FILES / "isco_groups.csv", FILES / "isco_names.csv")}
    occupations = list(read_occupations(FILES / "occupations.csv.gz"))
    assert (len(groups), len(occupations), len({row.uri for row in occupations})) == (619, 2942, 2942)
    assert {row.group_id for row in occupations} <= groups.keys()
    assert Counter(row.regulation for row in occupations) == {"unregulated": 2927, "regulated": 15}
    assert {code for row in occupations for code in row.labels} == set(LANGUAGE_CODES) - {"ar", "fa", "uk"}
    assert max(len(row.uri) for row in occupations) <= 100


def test_the_two_upper_levels_are_named_in_every_language():
    groups = list(read_groups(FILES / "isco_groups.csv", FILES / "isco_names.csv"))
    upper = [group for group in groups if len(group.code) <= 2]
    assert len(upper) == 53
    assert {group.code: set(LANGUAGE_CODES) - group.labels.keys() for group in upper if len(group.labels) < 13} == {}


def test_every_group_with_everyday_names_exists():
    known = {group.code for group in read_groups(FILES / "isco_groups.csv", FILES / "isco_names.csv")}
    with (FILES / "isco_names.csv").open(encoding="utf-8", newline="") as file:
        named = [row["code"] for row in csv.DictReader(file)]
    assert set(named) <= known
    assert len(set(named)) == len(named)


def test_the_packed_file_carries_no_time():
    assert (FILES / "occupations.csv.gz").read_bytes()[4:8] == b"\0\0\0\0"


def test_the_real_files_load():
    with indexing.paused():
        call_command("load_occupations", verbosity=0)
    assert Occupation.objects.in_group("2221").count() == 3
