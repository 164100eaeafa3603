"""The three main tasks, walked with the keyboard only; at every stop the focus is in sight and has a mark."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.support.page_types import KEY_PAGES

HOME = KEY_PAGES[0]
MOST_STOPS = 150

# What is wrong with the focused element; empty where all is well.
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return ["nothing has the focus"];
  const wrong = [];
  const boxes = [...here.getClientRects()].filter(box => box.width && box.height);
  const inSight = boxes.some(box => {
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return top && (here.contains(top) || [...(here.labels || [])].some(label => label.contains(top)));
  });
  if (!inSight) wrong.push("the focused element is not in sight");
  const style = getComputedStyle(here);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("the focus has no mark");
  return wrong.map(what => `${what}: ${here.outerHTML.slice(0, 200)}`);
}"""
ADDRESS = "() => document.activeElement.getAttribute('href')"
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element that matches."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS):  # it may not be drawn yet
            page.evaluate(DRAWN)
            assert page.evaluate(FOCUS) == []
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{MOST_STOPS} times Tab on {page.url} did not reach {selector}")


def enter(page: Page) -> str:
    """Press Enter on the focused link or button and return the path that it led to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return urlsplit(page.url).path


def skip_to_content(page: Page) -> None:
    """Take the skip link, as someone who uses the keyboard does on the second page."""
    page.keyboard.press("Tab")
    assert page.evaluate(ADDRESS) == "#main"
    assert page.evaluate(FOCUS) == []
    page.keyboard.press("Enter")
    page.evaluate(DRAWN)  # a jump within the page ends with the next frame
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.fixture(params=[360, 1280], ids=["phone", "wide"])
def home(read, request) -> Page:
    return read(HOME, width=request.param)


def test_the_skip_link_comes_first_and_leads_past_the_menus(home):
    skip_to_content(home)
    home.keyboard.press("Tab")
    assert home.evaluate("document.getElementById('main').contains(document.activeElement)")
    assert home.evaluate(FOCUS) == []


def test_a_refugee_reaches_the_right_to_work(home):
    tab_to(home, "a[href='/en/refugees/']")
    assert enter(home) == "/en/refugees/"
    skip_to_content(home)
    tab_to(home, "a[href='/en/refugees/slovenia/']")
    assert enter(home) == "/en/refugees/slovenia/"
    skip_to_content(home)
    tab_to(home, "main a[href^='/en/right-to-work/slovenia/#']")
    home.keyboard.press("Enter")
    home.wait_for_url("**/en/right-to-work/slovenia/#*")
    rule = home.locator(f"[id='{urlsplit(home.url).fragment}']")
    assert re.search(r"work|may|month|day", rule.inner_text())
    assert rule.evaluate("rule => rule.getBoundingClientRect().top") < 800


def test_an_employer_reaches_the_guidance(home):
    tab_to(home, "a[href='/en/employers/']")
    assert enter(home) == "/en/employers/"
    skip_to_content(home)
    tab_to(home, "a[href='/en/employers/slovenia/']")
    assert enter(home) == "/en/employers/slovenia/"
    assert home.locator("h1").inner_text().endswith("Slovenia")
    assert home.locator("main article, main section").count() > 1


def test_a_support_worker_filters_practices_and_opens_one(home):
    if home.viewport_size["width"] < 900:
        tab_to(home, ".site-nav summary")
        home.keyboard.press("Enter")
    tab_to(home, ".site-nav a[href='/en/practices/']")
    assert enter(home) == "/en/practices/"
    skip_to_content(home)
    if not home.locator("input[name=country]").first.is_visible():
        tab_to(home, ".filters > details > summary")
        home.keyboard.press("Enter")
    tab_to(home, "input[name=country][value=SK]")
    home.keyboard.press("Space")
    home.wait_for_url("**country=SK*")  # the list updates in place, and the focus stays where it was
    home.locator(".chip").first.wait_for()
    assert home.locator("input[name=country][value=SK]").is_checked()
    tab_to(home, ".card h3 a")
    assert re.fullmatch(r"/en/practices/[\w-]+/", enter(home))
    assert home.locator("h1").count() == 1
