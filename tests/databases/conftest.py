"""A primary with a practice in it, a replica that follows, and the site over both."""

import os
from types import SimpleNamespace

import pytest

from tests.support.postgres import PostgresError, find_programs
from tests.support.processes import BASE_DIR, run, served
from tests.support.replication import ask, replicated

PRACTICE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import PracticeFactory
PracticeFactory(slug="first-shift", title_en="Title 0")
"""
MAX_LAG = 3  # seconds


class Site(SimpleNamespace):
    """The site with its servers: what a reader gets, and what an editor changes."""

    page = "/en/practices/first-shift/"

    def title(self, number):
        """Give the practice another title, on the server that is the primary now."""
        statement = f"UPDATE practices_practice SET title = 'Title {number}', title_en = 'Title {number}'"  # noqa: S608
        ask(self.writable, statement)

    def answer(self, path=page, **headers):
        answer = self.web.get(path, **headers)
        return answer.status, answer.read().decode()

    def reader_sees(self, number):
        status, text = self.answer()
        assert status == 200, text
        return f"Title {number}" in text

    def writer_sees(self, number):
        status, text = self.answer(Cookie="csrftoken=abc")
        assert status == 200, text
        return f"Title {number}" in text


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    try:
        find_programs()
    except PostgresError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").symlink_to(BASE_DIR / "var" / "static")

    def prepare(primary):
        code, written = run(folder, "-c", PRACTICE, DATABASE_URL=primary.url, PYTHONPATH=os.fspath(BASE_DIR))
        assert code == 0, written

    with replicated(prepare) as (primary, replica):
        either = primary.url.replace(f":{primary.port}/", f":{primary.port},127.0.0.1:{replica.port}/")
        variables = {
            "DATABASE_URL": f"{either}?target_session_attrs=read-write",
            "DATABASE_REPLICA_URL": replica.url,
            "REPLICA_MAX_LAG": str(MAX_LAG),
        }
        with served(folder, **variables) as web:
            yield Site(primary=primary, replica=replica, writable=primary, web=web, folder=folder, variables=variables)
