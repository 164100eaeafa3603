"""The file nginx.conf of an archive, run by nginx itself: at the top of a host and under a path."""

import getpass
import gzip
import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from skills2work.archive import hosts
from skills2work.archive.places import STATIC
from skills2work.archive.rendering import Copy
from tests.archive.support import TAKEN_DOWN, make_site
from tests.pages.conftest import passing_records

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
START_SECONDS = 10
HASHED = f"{STATIC}css/site.0123456789ab.css"  # a name as collected files have it
CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pid {state}/nginx.pid;
error_log {state}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {state}/body;
    proxy_temp_path {state}/proxy;
    fastcgi_temp_path {state}/fastcgi;
    uwsgi_temp_path {state}/uwsgi;
    scgi_temp_path {state}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {archive}/nginx.conf;
    }}
}}
"""

pytestmark = [
    pytest.mark.django_db,  # of which the archive is made
    pytest.mark.one_database,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed: apt-get install nginx-light"),
]


class Answer(NamedTuple):
    """What nginx answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(root: Path, archive: Path, state: Path) -> Iterator[int]:
    """Run nginx over a folder. Gives its port."""
    port = free_port()
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (state / "server.conf").write_text(
        CONFIGURATION.format(user=user, state=state, port=port, root=root, archive=archive)
    )
    command = [str(NGINX), "-p", str(state), "-c", str(state / "server.conf"), "-e", str(state / "error.log")]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _attempt in range(START_SECONDS * 20):
            if server.poll() is not None:
                pytest.fail(f"nginx did not take the file: {server.communicate()[1]}")
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.communicate()


@pytest.fixture(scope="module", params=["", "/some/sub/path"], ids=["at the top", "under a path"])
def host(request, archive, django_db_blocker, tmp_path_factory) -> Iterator[Any]:
    """Asks nginx for addresses below that of an archive; `top` is the path it lies under."""
    top, root, state = request.param, tmp_path_factory.mktemp("www"), tmp_path_factory.mktemp("state")
    folder = root / top.lstrip("/")
    shutil.copytree(archive, folder, dirs_exist_ok=True)
    (folder / HASHED).write_text("p { color: #000 }" * 100)
    if top:  # what names everything from the top of the host knows the path
        copy = Copy(date(2026, 11, 25), ("en", "ar"), f"https://example.org{top}")
        with passing_records(django_db_blocker):
            make_site()
            hosts.write_hints(copy, folder, ["/en/"])
            assert [one.problem for one in hosts.write_error_pages(copy, folder)] == [""] * 5
    with served(root, folder, state) as port:
        yield Host(port, top)


class Host(NamedTuple):
    """Where nginx serves an archive."""

    port: int
    top: str

    def __call__(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            "GET", f"{self.top}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def test_nginx_serves_a_page_as_the_site_did(host):
    page = host("/ar/practices/bridge/")
    assert (page.status, '<html lang="ar"' in page.text) == (200, True)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["x-frame-options"] == "DENY"
    assert host("/ar/practices/bridge/index.html").body == page.body


def test_an_address_without_its_last_slash_leads_on_to_the_page(host):
    assert host("/ar/practices/bridge").headers["location"] == f"{host.top}/ar/practices/bridge/"


def test_nginx_serves_the_page_of_a_filter(host):
    assert "A course that ended" in host("/en/practices/country.SI/?page=1").text


def test_the_first_page_leads_on_by_the_language_of_the_browser(host):
    led = host("/", Accept_Language="ar-SY, en;q=0.5")
    assert (led.status, led.headers["location"]) == (302, f"{host.top}/ar/")
    assert "Accept-Language" in led.headers["vary"]


@pytest.mark.parametrize("asked", ["", "nl, ar;q=0.5", "arz"])
def test_the_first_page_lists_the_languages_where_the_archive_does_not_speak_that_of_the_browser(host, asked):
    door = host("/", **({"Accept_Language": asked} if asked else {}))
    assert (door.status, 'hreflang="ar"' in door.text) == (200, True)


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/ar/nowhere/", "ar"),
        ("/ar/practices/nowhere/at/all.html", "ar"),
        ("/en/search/index/", "en"),
        ("/nowhere", "en"),
        ("/static/", "en"),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(host, address, language):
    missing = host(address)
    assert (missing.status, f'<html lang="{language}"' in missing.text) == (404, True)
    assert f'href="{host.top}/static/css/' in missing.text
    assert f'href="{host.top}/ar/index.html"' in missing.text


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("ending", ["", "index.html"])
def test_what_was_taken_down_is_gone(host, code, ending):
    gone = host(f"/{code}/practices/{TAKEN_DOWN}/{ending}")
    assert (gone.status, f'<html lang="{code}"' in gone.text) == (410, True)


@pytest.mark.parametrize("name", ["nginx.conf", ".htaccess", "_redirects", "archive.json", "archive-journal.jsonl"])
def test_what_the_archive_notes_for_itself_and_for_hosts_is_for_no_reader(host, name):
    assert host(f"/{name}").status == 404


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/en/search/index/start.json", "application/json; charset=utf-8"),
        ("/en/practices.json", "application/json; charset=utf-8"),
        ("/en/practices.csv", "text/csv; charset=utf-8"),
        ("/ar/practices.atom", "application/atom+xml; charset=utf-8"),
        ("/en/open-data/directory.jsonld", "application/ld+json; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/static/js/archive-search.js", "text/javascript; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/data/content.zip", "application/zip"),
    ],
)
def test_files_have_their_types(host, address, kind):
    answer = host(address)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize("address", ["/en/practices/", "/en/practices.json", f"/{HASHED}"])
def test_texts_go_out_compressed(host, address):
    small = host(address, Accept_Encoding="gzip")
    assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(small.body) == host(address).body


def test_what_is_compressed_already_goes_out_as_it_is(host):
    assert "content-encoding" not in host("/data/content.zip", Accept_Encoding="gzip").headers


def test_browsers_keep_what_never_changes_and_ask_again_for_pages(host):
    assert host(f"/{HASHED}").headers["cache-control"] == "max-age=31536000"
    page = host("/en/")
    assert page.headers["cache-control"] == "max-age=3600"
    again = host("/en/", If_None_Match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_every_piece_of_the_search_is_there(host):
    start = json.loads(host("/ar/search/index/start.json").body)
    assert start["pieces"]
    for piece in start["pieces"]:
        assert json.loads(host(f"/ar/search/index/words-{piece}.json").body)
