"""An archive in the browser, as files under a path of some host: light, accessible, searched without a server."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.support import axe
from tests.support.browser import Visitor
from tests.support.by_day import at_night_unless
from tests.support.page_types import PageType
from tests.support.real_site import BASE_DIR, environment
from tests.support.weights import weigh

pytestmark = pytest.mark.xdist_group("archive")  # one worker makes it, not each of them
UNDER = "some/sub/path"
PAGES = (
    "",
    "practices/",
    "practices/bridge/",
    "practices/country.NL/",
    "countries/netherlands/",
    "countries/netherlands/pack/",
    "right-to-work/",
    "pathway/country.NL/",
    "stories/",
    "network/organisations/",
    "search/",
    "search/titles/",
    "report/",
    "archive/",
)
MOST_OF_ALL = 60_000


class Files(SimpleHTTPRequestHandler):
    """Python's own server of files, compressing as nginx.conf of the archive asks nginx to."""

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in {".html", ".css", ".js", ".json"}:
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[str]:
    """The origin of a host that serves the archive of a small site under a path."""
    top, state = tmp_path_factory.mktemp("host"), tmp_path_factory.mktemp("var")
    (state / "static").symlink_to(settings.STATIC_ROOT)
    command = [sys.executable, "-m", "tests.archive.support", str(top / UNDER)]
    subprocess.run(command, cwd=BASE_DIR, env=environment(state), check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def visit(browser, host) -> Iterator[Any]:
    visitor = Visitor(browser, host)
    yield lambda path, **options: visitor(f"/{UNDER}/{path}", **options)
    cookies = visitor.cookies()
    complaints = visitor.leave()
    assert not cookies
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("code", at_night_unless("ar".__eq__, ["en", "ar"]))
def test_axe_finds_nothing_in_an_archive(visit, code):
    faults = [fault for path in PAGES for fault in axe.faults(visit(f"{code}/{path}"))]
    assert not faults, "\n".join(" | ".join(fault) for fault in faults)


class Archived(PageType):
    """A page of the archive, which lies under a path."""

    def address(self, language: str) -> str:
        return f"/{UNDER}/{language}/{self.path}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_an_archive_takes_60_kb_at_most(browser, host, path):
    assert weigh(browser, host, Archived(path, path), "ar").total <= MOST_OF_ALL


@pytest.mark.parametrize(
    ("code", "words", "title"),
    [
        ("en", "nurse", "A course for nurses"),
        ("en", "courses nursing", "A course for nurses"),
        ("ar", "ممرضات", "دورة للممرضات"),
        ("ar", "للممرّضات", "دورة للممرضات"),
    ],
)
def test_the_search_finds_in_the_browser(visit, code, words, title):
    page = visit(f"{code}/")
    page.locator("#site-search").fill(words)
    page.locator(".site-header button").click()
    first = page.locator("#found-list a").first
    expect(first).to_have_text(title)
    first.click()
    expect(page.locator("h1")).to_contain_text(title)


@pytest.mark.parametrize(
    ("code", "words", "title"),
    [
        ("en", "caregivers", "A course for nurses"),
        ("en", "loans that are small", "Microcredit for a shop"),
        ("en", "تمريض", "A course for nurses"),
        ("ar", "التمريض", "دورة للممرضات"),
    ],
)
def test_the_search_knows_words_of_the_same_meaning(visit, code, words, title):
    page = visit(f"{code}/search/index.html?q={words}")
    expect(page.locator("#found-list a").first).to_have_text(title)
    expect(page.locator("#found-corrected")).to_be_hidden()


@pytest.mark.parametrize(
    ("code", "words", "corrected", "title"),
    [
        ("en", "nusres", "nurses", "A course for nurses"),
        ("en", "unrses", "nurses", "A course for nurses"),
        ("en", "caregivr", "caregiver", "A course for nurses"),
        ("ar", "ممرظات", "ممرضات", "دورة للممرضات"),
    ],
)
def test_the_search_takes_a_slip_for_the_word_that_was_meant_and_says_so(visit, code, words, corrected, title):
    page = visit(f"{code}/search/index.html?q={words}")
    expect(page.locator("#found-list a").first).to_have_text(title)
    told = page.locator("#found-corrected")
    expect(told).to_be_visible()
    expect(told).to_contain_text(words)
    expect(told).to_contain_text(corrected)
    assert not list(axe.faults(page))


def test_the_search_says_when_it_found_nothing(visit):
    expect(visit("en/search/index.html?q=xyzzy").locator("#found-none")).to_be_visible()


def test_without_script_there_is_a_list_of_all_titles(visit):
    page = visit("en/search/", javascript=False)
    page.locator("main").get_by_text("All titles from A to Z").click()
    page.get_by_text("A course for nurses").click()
    expect(page.locator("h1")).to_contain_text("A course for nurses")


def test_languages_and_filters_lead_on_in_the_archive(visit):
    page = visit("")
    page.locator("a[hreflang=ar]").click()
    page.goto(page.url.replace("/ar/", "/en/practices/"))
    page.locator("main details.facet > summary").first.click()
    page.locator("a.tag[href*='country.SI']").click()
    assert page.url.endswith(f"/{UNDER}/en/practices/country.SI/index.html")
