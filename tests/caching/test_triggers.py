"""Every table that a public page reads gives the content another version when it changes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from skills2work.caching import triggers
from skills2work.version import content_version
from tests import factories
from tests.pages.world import PAGES, SITEMAPS, make_world

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|JOIN)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)
# Made from the tables above in the same transaction, or no content at all.
DERIVED = {
    "practices_practicefacet",
    "skills2work_contentversion",
    "skills2work_failedsearch",
    "skills2work_searchdocument",
    "skills2work_searchdocument_fts",
    "skills2work_searchword",
}


def test_every_table_that_pages_read_has_its_triggers(client, settings):
    settings.PAGE_CACHE = False
    make_world()
    read = set()
    for path in [*(f"/en/{rest}" for rest in PAGES.values()), *(f"/{name}" for name in SITEMAPS)]:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        read |= {table for query in captured for table in TABLE.findall(query["sql"])}
    known = {table for table in read if table in connection.introspection.table_names()}
    assert "practices_practice" in known
    assert known - triggers.present("default") - DERIVED == set()


def test_all_triggers_are_there_after_migrating():
    assert triggers.present("default") == set(triggers.tables())


def test_triggers_that_were_lost_are_made_again():
    with connection.cursor() as cursor:
        for event in triggers.EVENTS if connection.vendor == "sqlite" else [""]:
            name = f"{triggers.NAME}_{event.lower()}_stories_story" if event else triggers.NAME
            cursor.execute(f"DROP TRIGGER {name}" + ("" if event else " ON stories_story"))
    assert triggers.present("default") == set(triggers.tables()) - {"stories_story"}
    triggers.after_migrate("default")
    assert triggers.present("default") == set(triggers.tables())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL renames tables without a look at triggers")
def test_they_make_way_for_migrations_of_sqlite_and_only_for_those():
    triggers.before_migrate("default", plan=[])
    assert triggers.present("default")
    triggers.before_migrate("default", plan=["a migration"])
    assert triggers.present("default") == set()
    triggers.after_migrate("default")
    assert triggers.present("default") == set(triggers.tables())


def test_the_first_change_of_an_empty_database_makes_a_version():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM skills2work_contentversion")
    assert content_version() == 0
    factories.SourceFactory()
    assert content_version() > 0
