"""A real web server whose real database goes away and comes back."""

import http.client
import re
import socket
import sqlite3
import subprocess
import sys
import time

from tests.support.bench import postgres_server
from tests.support.real_site import BASE_DIR, environment, stop, wait_for

SEEN, UNSEEN = "/en/accessibility/", "/fr/accessibility/"
NOTICE = b"Our database does not answer just now."
# All that these pages and the question whether the site is ready ask for.
TABLES = (
    "CREATE TABLE skills2work_contentversion (id bigint PRIMARY KEY, number bigint)",
    "INSERT INTO skills2work_contentversion VALUES (1, 77)",
    "CREATE TABLE django_migrations (id bigint PRIMARY KEY)",
)


class Site:
    """One gunicorn on one database."""

    def __init__(self, folder, **variables):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = {**environment(folder), **variables, "PYTHONPATH": str(BASE_DIR), "LOG_LEVEL": "CRITICAL"}
        command = [sys.executable, "-c", PLAIN_STATIC_FILES, f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, cwd=BASE_DIR, env=env, stderr=subprocess.DEVNULL)
        wait_for(f"http://127.0.0.1:{self.port}{SEEN}", self.process)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer, answer.read()


# The site without collected static files: nothing is collected for this test.
PLAIN_STATIC_FILES = """
import sys
from skills2work import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from gunicorn.app.wsgiapp import run
sys.argv = ["gunicorn", "skills2work.wsgi", "--bind", sys.argv[1], "--threads", "4"]
run()
"""


def expect_all_well(site):
    answer, body = site.get(SEEN)
    assert (answer.status, NOTICE in body) == (200, False)
    assert site.get("/readyz")[0].status == 200


def expect_database_gone(site):
    answer, body = site.get(SEEN)
    assert (answer.status, NOTICE in body) == (200, True)
    answer, body = site.get(UNSEEN)
    assert (answer.status, re.search(rb'<html lang="(..)"', body).group(1)) == (503, b"fr")
    assert answer.headers["Retry-After"]
    assert site.get("/readyz")[0].status == 503
    assert site.get("/healthz")[0].status == 200


def expect_recovery(site):
    deadline = time.monotonic() + 15
    while site.get(UNSEEN)[0].status != 200:
        assert time.monotonic() < deadline, "the site did not recover"
        time.sleep(0.2)
    expect_all_well(site)


def test_postgresql_stops_and_starts_again(tmp_path):
    with postgres_server() as database:
        for statement in TABLES:
            database._query("skills2work", statement)
        site = Site(tmp_path, DATABASE_URL=database.url)
        try:
            expect_all_well(site)
            database.stop()
            expect_database_gone(site)
            assert database._serve()  # the same folder, and the same port
            expect_recovery(site)
        finally:
            stop(site.process)


def test_the_file_of_sqlite_is_away_and_comes_back(tmp_path):
    file, elsewhere = tmp_path / "db.sqlite3", tmp_path / "elsewhere.sqlite3"
    with sqlite3.connect(file) as database:
        for statement in TABLES:
            database.execute(statement)
    database.close()
    site = Site(tmp_path, DATABASE_CONN_MAX_AGE="0")  # a file that is open goes on being read, wherever it is
    try:
        expect_all_well(site)
        file.rename(elsewhere)
        expect_database_gone(site)
        elsewhere.rename(file)
        expect_recovery(site)
    finally:
        stop(site.process)
