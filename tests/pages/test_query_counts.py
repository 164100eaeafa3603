"""A page costs the same number of queries with two and with twenty rows of everything it shows."""

import pytest

from skills2work.search.documents import kinds
from tests.pages.world import AUDIENCES, PAGES, SITEMAPS

# The most queries a page may cost; whoever needs more says why. A page that is not named shows no record.
MOST = {
    "home": 6,  # of sixty records the ids first, then three whole ones: half the time of sixty whole ones
    "practices": 5,
    "practices, filtered": 5,
    "practices, none found": 5,
    "practice": 9,
    "practice, ended": 9,
    "countries": 6,
    "country": 21,
    "country without entries": 21,
    "Europe": 21,
    **dict.fromkeys(AUDIENCES, 4),
    **{f"{name} in a country": 6 for name in AUDIENCES},
    # eight questions: guidance, rules, the profile with its areas and bodies, authorities, practices, employers
    "employers in a country": 18,
    "guidance without entries": 18,
    "employers, checklist": 3,
    "employers, worth": 4,
    "safety": 4,
    "compare practices": 6,
    "quality": 1,
    "compare countries": 10,
    "stories": 4,
    "story": 7,
    "organisations": 4,
    "organisations, filtered": 6,  # words cost four: version, vocabulary, what holds them best, all that hold them
    "organisation": 9,
    "contact": 1,
    "contact sent": 1,
    "experts": 3,
    "expert": 3,
    "search for something": 14,
    "about": 2,
    "sitemap.xml": 8,
    "sitemap-practices.xml": 1,
    "sitemap-organisations.xml": 1,
}


# What a search finds decides which kinds of records are asked for: one query each, whatever the number of rows.
ONE_QUERY_A_KIND = {"search for something"}


@pytest.mark.parametrize("name", [*PAGES, *SITEMAPS])
def test_the_number_of_queries_does_not_grow_with_the_number_of_rows(queries, name):
    few, many = queries[name]
    if name in ONE_QUERY_A_KIND:
        assert len(many) <= 2 + len(kinds())
        return
    assert len(few) == len(many), "\n".join(sql for sql in many if many.count(sql) > 1 or sql not in few)


@pytest.mark.parametrize("name", [*PAGES, *SITEMAPS])
def test_a_page_stays_within_its_number_of_queries(queries, name):
    assert len(queries[name][1]) <= MOST.get(name, 0)


@pytest.mark.parametrize("name", PAGES)
def test_no_query_is_asked_twice(queries, name):
    _few, many = queries[name]
    assert sorted({sql for sql in many if many.count(sql) > 1}) == []
