"""axe-core finds nothing on any type of page: in both directions, light and dark, on a phone and a wide screen."""

from itertools import product

import pytest

from tests.support import axe
from tests.support.by_day import at_night_unless
from tests.support.page_types import KEY_PAGES, PAGE_TYPES, PageType

LANGUAGES = ("en", "ar")
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)
EVERY_VIEW = tuple(product(LANGUAGES, SCHEMES, WIDTHS))
TWO_VIEWS = (("en", "light", 360), ("ar", "dark", 1280))  # they differ in everything


def is_by_day(page: PageType, *view: object) -> bool:
    """Take both views of key pages, and in turn one of the others, which have few parts of their own."""
    return view in TWO_VIEWS if page.key else view == TWO_VIEWS[PAGE_TYPES.index(page) % 2]


VIEWS = at_night_unless(
    is_by_day,
    [(page, *view) for page in PAGE_TYPES for view in (EVERY_VIEW if page.key else TWO_VIEWS)],
    name=lambda page, *view: "-".join(map(str, (page.name, *view))),
)
HOME, DIRECTORY = KEY_PAGES[:2]
# The style guide shows every component twice, once in each direction.
TWICE_ON_PURPOSE = {"style guide": "landmark-unique"}


@pytest.mark.parametrize(("page_type", "language", "scheme", "width"), VIEWS)
def test_axe_finds_nothing(read, page_type: PageType, language, scheme, width):
    page = read(page_type, language=language, scheme=scheme, width=width)
    pardoned = TWICE_ON_PURPOSE.get(page_type.name)
    assert_nothing([fault for fault in axe.faults(page) if fault.rule != pardoned])


@pytest.mark.parametrize(
    ("language", "scheme"),
    at_night_unless(lambda *view: view in {("en", "light"), ("ar", "dark")}, product(LANGUAGES, SCHEMES)),
)
@pytest.mark.parametrize(
    ("page_type", "opener", "width"),
    [
        (HOME, ".site-nav summary", 360),  # on a wide screen the menu and the filters are open from the start
        (HOME, ".menu summary", 360),
        (HOME, ".menu summary", 1280),
        (DIRECTORY, ".filters > details > summary", 360),
    ],
    ids=["menu", "languages", "languages-wide", "filters"],
)
def test_axe_finds_nothing_with_a_menu_or_the_filters_open(read, page_type, opener, width, language, scheme):
    page = read(page_type, language=language, scheme=scheme, width=width)
    page.locator(opener).click()
    assert page.locator(opener).locator("..").get_attribute("open") is not None
    assert_nothing(axe.faults(page))


def assert_nothing(faults: list[axe.Fault]) -> None:
    assert not faults, "\n".join(" | ".join(fault) for fault in faults)
