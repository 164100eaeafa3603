"""Texts in the language of the reader, marked where they are not; long texts as safe HTML."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.utils import translation

from skills2work.texts import LocalLines, LocalText, local_text, marked, rich, source_language
from tests import factories


def story(**texts):
    return factories.StoryFactory.build(**texts)


def test_a_translated_text_is_given_in_the_language_of_the_reader():
    with translation.override("nl"):
        assert local_text(story(title_en="A baker", title_nl="Een bakker"), "title") == ("Een bakker", "nl")


def test_an_untranslated_text_is_given_in_the_source_language_of_its_record():
    record = story(source_language="sk", title_en="", title_sk="Pekár")
    with translation.override("nl"):
        assert local_text(record, "title") == ("Pekár", "sk")


def test_an_untranslated_slovak_text_is_not_given_in_english():
    record = story(source_language="sk", title_en="A baker", title_sk="Pekár")
    with translation.override("nl"):
        assert local_text(record, "title") == ("Pekár", "sk")


def test_a_text_can_be_asked_for_in_another_language_than_the_reader_s():
    assert local_text(story(title_en="A baker", title_ar="خباز"), "title", "ar") == ("خباز", "ar")


def test_a_text_that_stands_nowhere_is_empty():
    assert local_text(story(advice_en=""), "advice") == ("", "en")


def test_a_text_that_was_never_filled_is_empty():
    assert local_text(story(advice_en=None), "advice") == ("", "en")


def test_a_part_of_a_record_falls_back_to_the_language_of_the_record():
    practice = factories.PracticeFactory.build(source_language="sk")
    step = factories.PracticeStepFactory.build(practice=practice, text_en="", text_sk="Krok")
    assert local_text(step, "text") == ("Krok", "sk")


def test_what_has_no_source_language_is_written_in_that_of_the_site():
    assert source_language(object()) == "en"


def test_a_text_in_the_language_of_the_page_is_not_foreign():
    assert not LocalText("Een bakker", "en").is_foreign


def test_a_text_in_another_language_is_foreign():
    assert LocalText("Een bakker", "nl").is_foreign


def test_lines_know_their_direction():
    assert (LocalLines([], "ar").direction, LocalLines([], "uk").direction) == ("rtl", "ltr")


def test_lines_in_another_language_are_foreign():
    assert LocalLines(["Een bakker"], "nl").is_foreign


def test_a_foreign_text_is_marked_with_its_language_and_direction():
    assert marked(LocalText("خباز", "ar")) == '<span lang="ar" dir="rtl">خباز</span>'


def test_on_an_arabic_page_an_english_text_is_marked_as_left_to_right():
    with translation.override("ar"):
        assert marked(LocalText("A baker", "en")) == '<span lang="en" dir="ltr">A baker</span>'


def test_a_text_in_the_language_of_the_page_is_not_marked():
    assert marked(LocalText("A baker", "en")) == "A baker"


def test_a_foreign_text_that_is_empty_is_not_marked():
    assert marked(LocalText("", "ar")) == ""


def test_a_long_foreign_text_is_marked_as_a_block():
    text = LocalText("Een bakker", "nl")
    assert marked(text, rich(text.text), tag="div") == '<div lang="nl" dir="ltr"><p>Een bakker</p>\n</div>'


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_short_text_is_escaped(language):
    assert "&lt;b&gt;" in marked(LocalText("<b>", language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("*one* and **two**", "<p><em>one</em> and <strong>two</strong></p>"),
        ("Fees & costs", "<p>Fees &amp; costs</p>"),
        ("# One", "<p># One</p>"),
    ],
)
def test_an_editor_may_use_paragraphs_lists_and_emphasis_and_nothing_else(text, expected):
    assert rich(text).strip() == expected


@pytest.mark.parametrize("text", ["[page](https://example.org/)", "<https://example.org/>"])
def test_an_editor_may_link(text):
    assert 'href="https://example.org/"' in rich(text)


class Elements(HTMLParser):
    """Collects what a browser would make of some HTML."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<p onclick="alert(1)">x</p>',
    "<svg/onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>*{display:none}</style>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zy8+)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    '[x](https://example.org/ "onmouseover=alert(1)")',
    '[x](https://example.org/"onmouseover="alert(1))',
    '![x](https://evil.example/pixel.gif"onerror="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "**<b onmouseover=alert(1)>x</b>**",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)</script>",
    "`<script>alert(1)</script>`",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_leaves_nothing_but_harmless_elements(text):
    allowed = {"p", "br", "ul", "ol", "li", "em", "strong", "a"}
    assert {tag for tag, _attributes in Elements(rich(text)).found} <= allowed


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_leaves_no_attribute_but_those_of_links(text):
    assert {name for _tag, attributes in Elements(rich(text)).found for name in attributes} <= {"href", "rel", "title"}


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_leaves_no_link_but_to_pages(text):
    links = [attributes["href"] for _tag, attributes in Elements(rich(text)).found if "href" in attributes]
    assert {urlsplit(link).scheme for link in links} <= {"http", "https", ""}


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_in_a_short_text_leaves_no_element_at_all(text):
    assert Elements(marked(LocalText(text, "en"))).found == []
