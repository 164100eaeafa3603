"""Pages fit: on the smallest phone, with text twice the size, and under a finger."""

import pytest

from tests.support.by_day import at_night_unless
from tests.support.page_types import KEY_PAGES, PAGE_TYPES, PageType

EVERY_PAGE = pytest.mark.parametrize("page_type", PAGE_TYPES, ids=[page.name for page in PAGE_TYPES])
KEY_PAGES_BY_DAY = pytest.mark.parametrize(
    "page_type", at_night_unless(lambda page: page.key, PAGE_TYPES, name=lambda page: page.name)
)
EVERY_KEY_PAGE = pytest.mark.parametrize("page_type", KEY_PAGES, ids=[page.name for page in KEY_PAGES])
ONE_DIRECTION_BY_DAY = pytest.mark.parametrize("language", at_night_unless("ar".__eq__, ["en", "ar"]))

OPEN_EVERYTHING = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"
DOUBLE_THE_TEXT = "() => { document.documentElement.style.fontSize = '200%' }"

# What sticks out of the page sideways, with or without a scroll bar: nobody can scroll to what lies before its start.
# What scrolls by itself may be wider.
STICKING_OUT = """() => {
  const root = document.scrollingElement;
  const scrolls = element => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== "visible") return true;
    }
    return false;
  };
  const found = [...document.body.querySelectorAll("*")].flatMap(element => {
    const box = element.getBoundingClientRect();
    const out = box.left < -0.5 || box.right > root.clientWidth + 0.5;
    if (!out || !box.width || !element.checkVisibility() || scrolls(element)) return [];
    return [`${element.localName}.${element.getAttribute("class")} from ${box.left} to ${box.right}`];
  });
  if (root.scrollWidth > root.clientWidth) found.unshift(`a page of ${root.scrollWidth} px on ${root.clientWidth}`);
  return found;
}"""

# Targets smaller than 24 x 24 px. A check box is as large as its label. WCAG 2.5.8 exempts a link in the middle of a
# text, and one that another target on the page, large enough, stands in for: so the map has its list.
TOO_SMALL = """() => {
  const inText = link => {
    const text = link.closest("p, li, dd, td, th, figcaption, blockquote");
    if (link.localName !== "a" || getComputedStyle(link).display !== "inline" || !text) return false;
    const copy = text.cloneNode(true);
    copy.querySelectorAll("a, .visually-hidden").forEach(other => other.remove());
    return copy.textContent.trim().length > 1;
  };
  const size = target => {
    const boxes = [target, ...(target.labels || [])].map(element => element.getBoundingClientRect());
    return { width: Math.max(...boxes.map(box => box.width)), height: Math.max(...boxes.map(box => box.height)) };
  };
  const targets = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const measured = [...document.querySelectorAll(targets)]
    .filter(target => target.checkVisibility({ visibilityProperty: true }) && !inText(target))
    .map(target => [target, size(target)]);
  const isSmall = ([target, box]) => box.width < 23.95 || box.height < 23.95;
  const standIns = new Set(measured.filter(pair => !isSmall(pair)).map(([target]) => target.getAttribute("href")));
  return measured.filter(isSmall)
    .filter(([target]) => !target.hasAttribute("href") || !standIns.has(target.getAttribute("href")))
    .map(([target, box]) => {
      const name = `${target.closest("[class]")?.getAttribute("class")} ${target.localName}`;
      return `${name} ${target.textContent.trim().slice(0, 40)}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`;
    });
}"""


@ONE_DIRECTION_BY_DAY
@EVERY_PAGE
def test_nothing_sticks_out_sideways_at_320_pixels(read, page_type: PageType, language):
    page = read(page_type, language=language, width=320)
    assert_nothing(page.evaluate(STICKING_OUT))
    page.evaluate(OPEN_EVERYTHING)
    assert_nothing(page.evaluate(STICKING_OUT))


@ONE_DIRECTION_BY_DAY
@KEY_PAGES_BY_DAY
def test_nothing_sticks_out_sideways_with_text_twice_the_size(read, page_type: PageType, language):
    page = read(page_type, language=language, width=1280)
    page.evaluate(DOUBLE_THE_TEXT)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    page.evaluate(OPEN_EVERYTHING)
    assert_nothing(page.evaluate(STICKING_OUT))


@pytest.mark.parametrize("width", at_night_unless((360).__eq__, [360, 1280]))
@EVERY_KEY_PAGE
def test_every_target_is_large_enough_for_a_finger(read, page_type: PageType, width):
    page = read(page_type, width=width)
    page.evaluate(OPEN_EVERYTHING)
    assert_nothing(page.evaluate(TOO_SMALL))


def assert_nothing(found: list[str]) -> None:
    assert not found, "\n".join(found)
