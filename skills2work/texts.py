"""Texts of a record in the reader's language, and in which language they really are.

A missing translation falls back to the record's own source language (DESIGN §4), and the page says so: whoever prints a
text asks for a `LocalText`, which carries its language.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from skills2work import languages

# What an editor may use in a long text: paragraphs, lists, emphasis and links. Everything else is shown as typed.
MARKDOWN = MarkdownIt("zero").enable(["newline", "list", "emphasis", "link", "autolink", "escape", "entity"])
ALLOWED_TAGS = {"p", "br", "ul", "ol", "li", "em", "strong", "a"}


class LocalText(NamedTuple):
    """A text and the code of the language it is written in."""

    text: str
    language: str

    @property
    def is_foreign(self) -> bool:
        """Say whether the text is in another language than the page."""
        return self.language != (get_language() or languages.SOURCE_LANGUAGE)


def source_language(record: Any) -> str:
    """Return the language a record, or the record it belongs to, is written in."""
    return getattr(record, "source_language", None) or languages.SOURCE_LANGUAGE


class LocalLines(NamedTuple):
    """The items of a text with one item a line, and the code of the language they are written in."""

    items: list[str]
    language: str

    @property
    def is_foreign(self) -> bool:
        """Say whether the items are in another language than the page."""
        return self.language != (get_language() or languages.SOURCE_LANGUAGE)

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return languages.direction(self.language)


def local_text(record: Any, field: str, language: str | None = None) -> LocalText:
    """Return a translated field of a record in a language, else in its source language. Costs no query."""
    wanted = language or get_language() or languages.SOURCE_LANGUAGE
    text = getattr(record, f"{field}_{wanted}", None)
    if text:
        return LocalText(text, wanted)
    source = source_language(record)
    return LocalText(getattr(record, f"{field}_{source}", None) or "", source)


def marked(text: LocalText, html: str | SafeString | None = None, tag: str = "span") -> SafeString:
    """Return the text as HTML; wrapped with its language and direction where it is not the page's."""
    inner = text.text if html is None else html
    if not text.text or not text.is_foreign:
        return format_html("{}", inner)
    template = '<div lang="{}" dir="{}">{}</div>' if tag == "div" else '<span lang="{}" dir="{}">{}</span>'
    return format_html(template, text.language, languages.direction(text.language), inner)


@lru_cache(maxsize=4096)
def rich(text: str) -> SafeString:
    """Return a long text as safe HTML: paragraphs, and the little Markdown that editors may use."""
    html = MARKDOWN.render(text)
    return mark_safe(nh3.clean(html, tags=ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}))  # noqa: S308 nh3 has cleaned it
