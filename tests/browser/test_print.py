"""Pages on paper: what only helps on a screen is left out, addresses are written out, a practice fits on two pages."""

import re

import pytest
from playwright.sync_api import Page

from tests.support.by_day import at_night_unless
from tests.support.page_types import MADE_FOR_PAPER, PAGE_TYPES, PRACTICE, PageType

PRACTICES = [page for page in PAGE_TYPES if page.name.startswith("practice, ")]
# On paper too: the contents of the pack, and what is filled in with a pen.
ON_PAPER_TOO = ":not(.pack-contents, .paper)"
ON_SCREEN_ONLY = (
    f"nav{ON_PAPER_TOO}",
    f"form{ON_PAPER_TOO}",
    ".skip",
    ".menu",
    ".search-form",
    ".filters",
    ".pagination",
)
# Practices with the longest texts.
LONG = ("naric-flanders-refugee-procedure", "eqpr-italy", "murcia-protocol-for-refugee-employment")


@pytest.fixture
def on_paper(read):
    def open_on_paper(page_type: PageType, language: str = "en") -> Page:
        page = read(page_type, language=language, width=1280)
        page.emulate_media(media="print")
        return page

    yield open_on_paper
    for page in read.windows.values():
        page.emulate_media(media="null")


@pytest.mark.parametrize(
    "page_type",
    at_night_unless(
        lambda page: page.key or page.has_cookie or page.name in MADE_FOR_PAPER,
        PAGE_TYPES,
        name=lambda page: page.name,
    ),
)
def test_paper_has_no_menus_and_no_forms(on_paper, page_type):
    page = on_paper(page_type)
    for selector in ON_SCREEN_ONLY:
        shown = [found for found in page.locator(selector).all() if found.is_visible()]
        assert not shown, f"{selector}: {shown[0].evaluate('element => element.outerHTML.slice(0, 300)')}"


@pytest.mark.parametrize("page_type", PRACTICES, ids=[page.name for page in PRACTICES])
def test_addresses_of_links_are_written_out(on_paper, page_type):
    page = on_paper(page_type)
    written = page.eval_on_selector_all(
        "main a[href^=http]", "links => links.map(link => getComputedStyle(link, '::after').content)"
    )
    assert written
    assert all("href" in content or "http" in content for content in written), written


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", [PRACTICE, *(f"practices/{slug}/" for slug in LONG)])
def test_a_practice_prints_on_two_pages_at_most(read, path, language):
    page = read(PageType(path, path), language=language)
    assert 1 <= pages_of(page.pdf(format="A4", prefer_css_page_size=True)) <= 2


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("country", ["belgium", "italy", "slovenia", "european-union"])
def test_a_checklist_for_employers_prints_on_one_page(read, country, language):
    path = f"employers/{country}/checklist/"
    assert pages_of(read(PageType(path, path), language=language).pdf(format="A4", prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "answers",
    [
        "country=BE&status=refugees&have=diploma&occupation=2221",
        "country=NL&status=asylum_seekers&have=no_documents&occupation=",
        "country=SI&status=temporary_protection&have=trade&occupation=7411",
    ],
)
def test_several_steps_of_a_pathway_print_on_one_page(read, answers, language):
    page = read(PageType(answers, f"pathway/?{answers}"), language=language)
    steps = page.locator(".steps--long > li").count()
    assert steps >= 4
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) <= 0.75 * steps


def pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF that chromium made."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
