"""Every type of page, in every language, stands in the same frame."""

from itertools import pairwise

import pytest
from django.contrib.staticfiles import finders

from skills2work.languages import LANGUAGE_CODES
from tests.pages.world import PAGES

pytestmark = pytest.mark.one_database

RIGHT_TO_LEFT = {"ar", "fa"}

# The description of the data of all languages; the page that a report is about, in the language it was read in.
MEANT = {
    "open data": ["/openapi.json"],
    "report": ["/en/practices/bridge/"],
    "report sent": ["/en/practices/bridge/"],
}
in_every_language = pytest.mark.parametrize("language", LANGUAGE_CODES)


@pytest.fixture
def pages(tour, language):
    return {name: tour[name, language].page for name in PAGES}


def test_there_are_thirteen_languages():
    assert len(LANGUAGE_CODES) == 13


@in_every_language
def test_every_page_answers(tour, language):
    assert {
        name: visit.status for (name, code), visit in tour.items() if code == language and visit.status != 200
    } == {}


@in_every_language
def test_every_page_names_its_language_and_direction(pages, language):
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert {page.one("html").language for page in pages.values()} == {(language, direction)}


@in_every_language
def test_every_page_has_one_heading_of_the_first_level(pages, language):
    assert {
        name: [heading.text for heading in page.all("h1")] for name, page in pages.items() if len(page.all("h1")) != 1
    } == {}


@in_every_language
def test_the_heading_of_the_first_level_says_something(pages, language):
    assert [name for name, page in pages.items() if not page.one("h1").text] == []


@in_every_language
def test_headings_skip_no_level(pages, language):
    skipped = {}
    for name, page in pages.items():
        levels = [
            int(element.tag[1]) for element in page.elements if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
        ]
        skipped[name] = [f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]
    assert {name: found for name, found in skipped.items() if found} == {}


@in_every_language
def test_every_page_has_one_main_landmark(pages, language):
    assert [name for name, page in pages.items() if len(page.all("main")) != 1] == []


@in_every_language
def test_the_first_link_skips_to_the_content(pages, language):
    assert {name: page.links[0] for name, page in pages.items() if page.links[0] != f"#{page.main.get('id')}"} == {}


@in_every_language
def test_every_page_has_a_title_and_a_description(pages, language):
    assert [name for name, page in pages.items() if not page.title or not page.description] == []


@in_every_language
def test_no_id_stands_twice_on_a_page(pages, language):
    twice = {}
    for name, page in pages.items():
        ids = [element["id"] for element in page.elements if "id" in element.attributes]
        twice[name] = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    assert {name: ids for name, ids in twice.items() if ids} == {}


@in_every_language
def test_labels_and_aria_point_to_something_on_the_page(pages, language):
    missing = {}
    for name, page in pages.items():
        ids = {element["id"] for element in page.elements if "id" in element.attributes}
        wanted = {
            target
            for element in page.elements
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
            for target in element.get(attribute).split()
        }
        missing[name] = sorted(wanted - ids)
    assert {name: targets for name, targets in missing.items() if targets} == {}


@in_every_language
def test_every_page_links_to_itself_in_all_languages(pages, language):
    for name, page in pages.items():
        alternates = {
            link["hreflang"]: link["href"] for link in page.all("link", rel="alternate") if link.get("hreflang")
        }
        assert {code: alternates[code] for code in LANGUAGE_CODES} == {
            code: f"http://testserver/{code}/{PAGES[name]}" for code in LANGUAGE_CODES
        }, name


@in_every_language
def test_every_page_says_in_the_menu_which_language_it_is_in(pages, language):
    for name, page in pages.items():
        current = [link for link in page.all("a", hreflang=language) if link.get("aria-current")]
        assert [link["lang"] for link in current] == [language], name


@in_every_language
def test_every_page_but_home_shows_the_way_to_it(pages, language):
    for name in PAGES.keys() - {"home"}:
        trail = pages[name].main.all("nav", "breadcrumbs")
        assert len(trail) == 1, name
        assert trail[0].links[0] == f"/{language}/", name
        assert trail[0].all("span", **{"aria-current": "page"}), name


def test_links_inside_a_page_keep_its_language(tour):
    for (name, language), visit in tour.items():
        strangers = [
            link for link in visit.page.main.links if link.startswith("/") and not link.startswith(f"/{language}/")
        ]
        wanted = [link for link in MEANT.get(name, []) if not link.startswith(f"/{language}/")]
        assert strangers == wanted, name


def test_every_file_that_a_page_needs_lies_in_static(tour):
    files = {
        element[attribute].removeprefix("/static/")
        for visit in tour.values()
        for element in visit.page.elements
        for attribute in ("href", "src")
        if element.get(attribute).startswith("/static/")
    }
    assert files
    assert [file for file in sorted(files) if not finders.find(file)] == []


def test_a_page_asks_no_other_host_for_a_file(tour):
    for (name, _language), visit in tour.items():
        files = [link["href"] for link in visit.page.all("link") if link.get("rel") not in {"alternate", "canonical"}]
        files += [element["src"] for element in visit.page.elements if "src" in element.attributes]
        assert [file for file in files if file.startswith("//") or not file.startswith(("/", "data:"))] == [], name
