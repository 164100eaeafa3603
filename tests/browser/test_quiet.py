"""Pages keep to themselves: no cookie, no request elsewhere, no error; and they work with scripts switched off."""

from itertools import product

import pytest

from tests.support.browser import Visitor
from tests.support.by_day import at_night_unless
from tests.support.page_types import KEY_PAGES, PAGE_TYPES
from tests.support.trickle import trickling

HOME, DIRECTORY = KEY_PAGES[:2]
# What has moved since the page began to load: how much, and which elements.
LAYOUT_SHIFT = """() => new Promise(done => {
  const moved = [];
  const begin = ({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80);
  const note = entry => moved.push([entry.value, ...entry.sources.map(begin)]);
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 100);
})"""


def test_a_visit_to_every_page_without_a_form_leaves_no_cookie_and_no_error(open_page):
    """The fixture complains about errors, other hosts and cookies."""
    page = open_page.blank()
    for page_type in PAGE_TYPES:
        if page_type.has_cookie:  # `read` allows it that one cookie, and nothing else
            continue
        open_page.go(page, page_type.address("en"), status=page_type.status, method=page_type.method)
    assert open_page.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", [360, 1280])
class TestWithoutScripts:
    """Whatever a script may add, nothing needs it."""

    def test_the_filters_of_the_directory_work(self, read, width):
        page = read(DIRECTORY, width=width, javascript=False)
        box = page.locator("input[name=country][value=NL]")
        if not box.is_visible():
            page.locator(".filters > details > summary").click()
        box.check()
        page.locator(".filters button[type=submit]").click()
        page.wait_for_url("**/en/practices/?*country=NL*")
        assert set(page.locator(".card .stamp").all_inner_texts()) == {"NL"}

    def test_the_menu_opens_and_leads_on(self, read, width):
        page = read(HOME, width=width, javascript=False)
        link = page.locator(".site-nav a[href='/en/stories/']")
        if not link.is_visible():
            page.locator(".site-nav summary").click()
        link.click()
        page.wait_for_url("**/en/stories/")

    def test_the_language_menu_keeps_the_page(self, read, width):
        page = read(DIRECTORY, width=width, javascript=False)
        page.locator(".menu summary").click()
        page.locator(".menu a[hreflang=ar]").click()
        page.wait_for_url("**/ar/practices/")
        assert page.locator("html").get_attribute("dir") == "rtl"

    def test_search_finds(self, read, width):
        page = read(HOME, width=width, javascript=False)
        page.locator(".site-header input[name=q]").fill("nurse")
        page.locator(".site-header button").click()
        page.wait_for_url("**/en/search/?q=nurse")
        assert page.locator(".card").count()


class SlowVisitor(Visitor):
    """Opens many pages at the same time: most of it is waiting."""

    def moved(self, page_types, language, **size):
        """Return what moves on each of some pages while it arrives; nothing of those that stand still."""
        pages = {page_type: self.blank(**size) for page_type in page_types}
        for page_type, page in pages.items():
            page.goto(page_type.address(language), wait_until="commit")
        found = {}
        for page_type, page in pages.items():
            page.wait_for_load_state()
            found[page_type] = page.evaluate(LAYOUT_SHIFT)
            page.context.close()
        return {page_type: seen for page_type, seen in found.items() if seen}


@pytest.fixture(scope="module")
def slow_site(browser, site):
    """Opens pages that come in pieces."""
    with trickling(site) as origin:
        visitor = SlowVisitor(browser, origin)
        yield visitor
        visitor.leave()


@pytest.mark.parametrize(
    ("language", "width"),
    at_night_unless(lambda *view: view in {("en", 360), ("ar", 1280)}, product(["en", "ar"], [360, 1280])),
)
def test_no_page_moves_what_is_read_while_the_rest_arrives(slow_site, language, width):
    """What moves is opened again: a browser that is busy may draw an element before the words in it, once."""
    moved = KEY_PAGES
    for _time in range(3):
        moved = slow_site.moved(moved, language, width=width, height=740)
    assert {page_type.name: seen for page_type, seen in moved.items()} == {}
