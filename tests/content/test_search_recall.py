"""Readers find what they look for: the table of queries, and the same first ten on every database."""

import json
import os
from pathlib import Path

import pytest

from skills2work.languages import LANGUAGE_CODES
from skills2work.management.commands import search_recall
from skills2work.publishing import record_models
from skills2work.search import query, spelling

pytestmark = [pytest.mark.xdist_group("content"), pytest.mark.usefixtures("content")]

LEAST = 0.9
KINDS = {"term", "question", "misspelling", "variant", "host_term"}
# Written on SQLite from the content as it stands; both databases must agree with it. After the content or the ranking
# has changed for the better: WRITE_SEARCH_EXPECTED=1 pytest tests/content/test_search_recall.py
EXPECTED = Path(__file__).with_name("search_expected.json")


@pytest.fixture(autouse=True)
def fresh():
    """No words or synonyms of another test: the number of a version says nothing across tests."""
    spelling.vocabulary.cache_clear()
    query.read_synonyms.cache_clear()


@pytest.fixture(scope="module")
def rows():
    return search_recall.rows(search_recall.table())


def test_the_table_asks_in_every_language(rows):
    assert len(rows) >= 130
    assert {row.kind for row in rows} == KINDS
    assert {row.set for row in rows} == {"tune", "hold"}
    assert sum(row.set == "hold" for row in rows) >= len(rows) // 4
    assert min(sum(row.language == code for row in rows) for code in LANGUAGE_CODES) >= 8
    assert len({(row.language, row.query) for row in rows}) == len(rows)


def test_every_expected_entry_is_there(rows):
    known = {
        f"{model.section}/{slug}"
        for model in record_models()
        for slug in model.objects.published().values_list("slug", flat=True)
    }
    assert {entry for row in rows for entry in row.expected} <= known


@pytest.mark.sqlite_by_day  # that the other finds the same is asked below
def test_nine_of_ten_queries_of_each_language_find_what_answers_them_in_the_first_three(rows):
    outcomes = search_recall.measured(rows)
    hits, total = search_recall.recall(outcomes)
    report = "\n".join([*search_recall.misses(outcomes), *search_recall.figures(outcomes)])
    assert hits / total >= LEAST, report
    for code in LANGUAGE_CODES:
        hits, total = search_recall.recall(one for one in outcomes if one.row.language == code)
        assert hits / total >= LEAST, report


def test_the_first_ten_are_the_same_on_every_database():
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    found = [{**row, "first": search_recall.first_of(row["query"], row["language"], 10)[0]} for row in expected]
    if os.environ.get("WRITE_SEARCH_EXPECTED"):
        EXPECTED.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert len(expected) == 12
    assert found == expected
