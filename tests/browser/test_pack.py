"""The pack of a country, saved to a file and opened without a network: it shows, it is accessible, it prints."""

import re

import pytest

from tests.support import axe
from tests.support.browser import Visitor
from tests.support.by_day import at_night_unless

VIEWS = [("en", "light", 1280), ("en", "dark", 360), ("ar", "light", 360), ("fa", "dark", 1280)]


@pytest.fixture
def saved(open_page, browser, site, tmp_path):
    """What saves a pack and opens the file offline; complains about errors in the console and about any request."""
    visitor = Visitor(browser, "file://")

    def open_saved(language: str, scheme: str = "light", width: int = 1280, slug: str = "slovenia"):
        answer = open_page.blank().request.get(f"/{language}/countries/{slug}/pack/?download=1")
        assert answer.status == 200
        file = tmp_path / "pack.html"
        file.write_bytes(answer.body())
        page = visitor.blank(scheme=scheme, width=width, offline=True)
        page.goto(file.as_uri())
        return page

    yield open_saved
    complaints = visitor.leave()
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    at_night_unless(lambda language, *_view: language == "fa", VIEWS),  # English and Arabic: on the page itself
)
def test_axe_finds_nothing_in_a_saved_pack(saved, language, scheme, width):
    faults = axe.faults(saved(language, scheme, width))
    assert not faults, "\n".join(" | ".join(fault) for fault in faults)


@pytest.mark.parametrize(
    ("language", "width"),
    at_night_unless(
        lambda *view: view in {("en", 1280), ("ar", 360)}, [("en", 360), ("en", 1280), ("ar", 360), ("ar", 1280)]
    ),
)
def test_a_saved_pack_has_its_styles_and_fits_the_screen(saved, language, width):
    page = saved(language, width=width)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 247, 240)"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".qr__code svg").bounding_box()["width"] > 100


def test_the_contents_lead_to_the_chapters_offline(saved):
    page = saved("en")
    page.locator(".pack-contents a[href='#sources']").click()
    assert page.locator("#sources h2").is_visible()
    assert abs(page.locator("#sources").bounding_box()["y"]) < 100


def test_the_pack_opens_from_the_server_with_its_styles(open_page):
    """The fixture complains when the policy refuses the style."""
    page = open_page("/en/countries/slovenia/pack/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 247, 240)"


@pytest.mark.parametrize("language", at_night_unless("ar".__eq__, ["en", "ar"]))
def test_a_saved_pack_prints_as_a_booklet(saved, language):
    page = saved(language)
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert page.locator(".chapter").count() + 2 <= pages <= 60
    page.emulate_media(media="print")
    assert page.locator(".pack-contents").is_visible()
    breaks = page.eval_on_selector_all(".chapter", "them => them.map(it => getComputedStyle(it).breakBefore)")
    assert set(breaks) == {"page"}
    kept = page.eval_on_selector_all(".entry", "them => them.map(it => getComputedStyle(it).breakInside)")
    assert set(kept) == {"avoid"}


@pytest.mark.parametrize("path", ["practices/eqpr-italy/", "countries/slovenia/", "right-to-work/slovenia/"])
def test_a_printed_page_has_a_code_that_leads_back(open_page, path):
    page = open_page(f"/en/{path}")
    code = page.locator(".qr")
    assert not code.is_visible()
    page.emulate_media(media="print")
    assert code.locator("svg").is_visible()
    assert f"/en/{path}" in code.inner_text()
