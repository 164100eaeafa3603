"""Pages weigh next to nothing on the wire (DESIGN §8). `make weights` prints the figures."""

import pytest

from tests.support.by_day import at_night_unless
from tests.support.page_types import KEY_PAGES, READING_PAGES
from tests.support.weights import weigh

MOST_OF_ALL = 60_000
MOST_OF_DIRECTORY = 14_000
DIRECTORIES = [page for page in KEY_PAGES if page.name.startswith("directory")]


@pytest.mark.parametrize(
    "page_type",
    at_night_unless(lambda page: page.key or page.name == "pack", READING_PAGES, name=lambda page: page.name),
)
def test_a_first_visit_takes_60_kb_at_most(browser, site, page_type):
    assert weigh(browser, site, page_type).total <= MOST_OF_ALL


@pytest.mark.parametrize("language", at_night_unless({"ar", "uk"}.__contains__, ["en", "ar", "uk"]))
@pytest.mark.parametrize("page_type", DIRECTORIES, ids=[page.name for page in DIRECTORIES])
def test_the_html_of_the_directory_takes_14_kb_at_most(browser, site, page_type, language):
    assert weigh(browser, site, page_type, language).html <= MOST_OF_DIRECTORY


def test_pages_and_style_sheets_arrive_compressed(open_page):
    """Otherwise the figures above would be luck."""
    page = open_page.blank()
    answers = []

    def note(answer):
        answers.append(answer)

    page.on("response", note)
    page.goto("/en/")
    encodings = {answer.request.resource_type: answer.header_value("content-encoding") for answer in answers}
    assert encodings["document"] == "gzip"
    assert encodings["stylesheet"] == "br"
