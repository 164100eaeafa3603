"""Arabic and Persian pages on paper: the PDF gives the text of the page back, whole and in its order."""

from itertools import product

import pytest
from playwright.sync_api import Page

from tests.support.by_day import at_night_unless
from tests.support.page_types import MADE_FOR_PAPER, PAGE_TYPES
from tests.support.pdf_text import VISIBLE_TEXT, pdf_text, reversed_lines, share_found

READ = [page for page in PAGE_TYPES if page.status == 200 and page.public]
PAPER = 718  # CSS pixels between the margins of an upright sheet
ACROSS = 1047  # and of one on its side, where wide tables lie
# By day what has a paper of its own, in one of the two languages; at night everything in both.
VIEWS = at_night_unless(
    lambda page, language: page.key if language == "ar" else page.name in MADE_FOR_PAPER,
    product(READ, ("ar", "fa")),
    name=lambda page, language: f"{page.name}-{language}",
)


@pytest.mark.parametrize(("page_type", "language"), VIEWS)
def test_paper_gives_back_the_text_of_a_page_from_right_to_left(read, page_type, language, tmp_path):
    page: Page = read(page_type, language=language, width=PAPER)
    if page.locator(".matrix, .compare").count():
        page.set_viewport_size({"width": ACROSS, "height": 900})
    page.emulate_media(media="print")
    shown = page.evaluate(VISIBLE_TEXT)
    page.emulate_media(media="null")
    paper = pdf_text(page.pdf(format="A4", prefer_css_page_size=True), tmp_path)
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert share_found(shown, paper) >= 0.995
    assert reversed_lines(shown, paper) == []
