"""Any parameter with any value, alone or with others, gets a page and a bounded number of queries: never an error."""

import os
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories

FACETS = (
    "country",
    "kind",
    "stage",
    "audience",
    "eligible",
    "scope",
    "sector",
    "status",
    "language",
    "evidence",
    "cost",
)
NAMES = (*FACETS, "q", "sort", "page", "occupation", "status", "have", "group", "with", "compare", "role", "origin")
KNOWN = ("NL", "SI", "EU", "mentoring", "refugees", "free", "active", "title", "2", "2221", "diploma", "ngo", "Q", "en")
# What full-text engines, databases, HTML and URLs give a meaning to, beside text of any script.
AWKWARD = (
    '"',
    "*",
    "(",
    ")",
    "-",
    "NEAR/3",
    "OR",
    "AND NOT",
    ":",
    "'",
    ";--",
    "\\",
    "%",
    "_",
    "<script>",
    "\x00",
    "\u200f",
    "\u202e",
    "&|!",
)
VALUES = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(AWKWARD),
    st.text(max_size=60),
    st.integers().map(str),
    st.lists(st.sampled_from([*KNOWN, *AWKWARD, "recognition", "الاعتراف", "визнання"]), max_size=8).map(" ".join),
)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6)
ADDRESSES = (
    "practices/",
    "practices.json",
    "practices.atom",
    "search/",
    "occupations/",
    "pathway/",
    "right-to-work/",
    "network/organisations/",
    "stories/",
    "guidance.json",
    "right-to-work.json",
)
MOST_QUERIES = 45
EXAMPLES = 2000 if os.environ.get("FUZZ") == "long" else 20  # `make fuzz`


@pytest.fixture
def some_records(db):
    practice = factories.PracticeFactory(title_en="Recognition of nurses", kinds=["mentoring"], isco=["2221"])
    factories.StoryFactory(employer=practice.lead)
    factories.AccessToWorkFactory()
    factories.GuidanceFactory()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_query_string_breaks_a_page(some_records, address):
    client = Client()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(language=st.sampled_from(["en", "ar", "hu"]), pairs=QUERIES)
    def visit(language, pairs):
        query = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/{language}/{address}?{query}")
        assert response.status_code == 200, query
        assert len(queries) <= MOST_QUERIES, query

    visit()
