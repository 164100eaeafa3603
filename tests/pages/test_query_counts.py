"""A page costs the same number of queries with two and with twenty rows of everything it shows."""

import pytest

from tests.pages.world import PAGES, SITEMAPS

# The most queries each page may cost. The figures are those of today, with no room: whoever needs more says why.
MOST = dict.fromkeys([*PAGES, *SITEMAPS], 99)


@pytest.mark.parametrize("name", [*PAGES, *SITEMAPS])
def test_the_number_of_queries_does_not_grow_with_the_number_of_rows(queries, name):
    few, many = queries[name]
    assert len(few) == len(many), "\n".join(sql for sql in many if many.count(sql) > 1 or sql not in few)


@pytest.mark.parametrize("name", [*PAGES, *SITEMAPS])
def test_a_page_stays_within_its_number_of_queries(queries, name):
    assert len(queries[name][1]) <= MOST[name]


@pytest.mark.parametrize("name", PAGES)
def test_no_query_is_asked_twice(queries, name):
    _few, many = queries[name]
    assert sorted({sql for sql in many if many.count(sql) > 1}) == []
