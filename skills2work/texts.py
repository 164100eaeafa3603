"""Texts of a record in the reader's language, and in which language they really are.

A missing translation falls back to the record's own source language (DESIGN §4), and the page says so: whoever prints a
text asks for a `LocalText`, which carries its language.
"""

from functools import lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext
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
        return self.language != (languages.spoken())


def source_language(record: Any) -> str:
    """Return the language a record, or the record it belongs to, is written in."""
    return getattr(record, "source_language", None) or languages.SOURCE_LANGUAGE


class LocalLines(NamedTuple):
    """The items of a text with one item a line, and the code of the language they are written in.

    `beside` holds the same items in the second language that was asked for (`skills2work.beside`), if any was.
    """

    items: list[str]
    language: str
    beside: "LocalLines | None" = None
    beside_is_fallback: bool = False

    @property
    def is_foreign(self) -> bool:
        """Say whether the items are in another language than the page."""
        return self.language != (languages.spoken())

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return languages.direction(self.language)

    @property
    def told(self) -> SafeString:
        """Return the notice that the items are in another language; empty where they are not."""
        return notice(self.language) if self.items and self.is_foreign else SafeString("")

    @property
    def rows(self) -> list[SafeString]:
        """Return the items as HTML, each with its counterpart in the second language below."""
        if self.beside is None:
            return [format_html("{}", item) for item in self.items]
        return [
            format_html("{}{}", item, second(LocalText(other, self.beside.language), labelled=self.beside_is_fallback))
            for item, other in zip_longest(self.items, self.beside.items, fillvalue="")
        ]


def local_text(record: Any, field: str, language: str | None = None) -> LocalText:
    """Return a translated field of a record in a language, else in its source language. Costs no query."""
    wanted = language or languages.spoken()
    text = getattr(record, f"{field}_{wanted}", None)
    if text:
        return LocalText(text, wanted)
    source = source_language(record)
    return LocalText(getattr(record, f"{field}_{source}", None) or "", source)


def title_of(record: Any) -> str:
    """Return what an entry is called in the page's language, else in its own; without a title its own name."""
    return local_text(record, "title").text or str(record)


def language_label(code: str) -> str:
    """Return the name of a language in the page's language."""
    return languages.name(code, languages.spoken())


def notice(code: str) -> SafeString:
    """Return the notice above a block that is not in the page's language."""
    told = pgettext(
        "above a text in another language", "Not translated yet. The text is in this language: %(language)s"
    )
    return format_html('<p class="in-language">{}</p>', told % {"language": language_label(code)})


def spoken_in(tag: str, language: str, inner: Any, kind: str = "") -> SafeString:
    """Return an element that carries its language and direction; `kind` is its class."""
    class_ = format_html(' class="{}"', kind) if kind else ""
    return format_html(
        '<{0}{1} lang="{2}" dir="{3}">{4}</{0}>', tag, class_, language, languages.direction(language), inner
    )


def named_language(inner: Any, language: str) -> SafeString:
    """Return a few words with the name of their language in brackets after them."""
    return format_html('{} <span class="tongue">({})</span>', inner, language_label(language))


def marked(
    text: LocalText, html: str | SafeString | None = None, tag: str = "span", *, labelled: bool = False
) -> SafeString:
    """Return the text as HTML; wrapped with its language and direction where it is not the page's.

    `labelled` says in words which language that is: a notice above a block, the name in brackets after a few words.
    """
    inner = text.text if html is None else html
    if not text.text or not text.is_foreign:
        return format_html("{}", inner)
    words = spoken_in(tag, text.language, inner)
    if not labelled:
        return words
    return format_html("{}{}", notice(text.language), words) if tag == "div" else named_language(words, text.language)


def second(
    text: LocalText, html: str | SafeString | None = None, tag: str = "span", *, labelled: bool = False
) -> SafeString:
    """Return a text in the second language, to stand beside the first one; empty where there is none.

    `labelled` says which language it is: it is not the one that was asked for.
    """
    if not text.text:
        return SafeString("")
    inner = text.text if html is None else html
    return spoken_in(tag, text.language, named_language(inner, text.language) if labelled else inner, "beside")


@lru_cache(maxsize=4096)
def rich(text: str) -> SafeString:
    """Return a long text as safe HTML: paragraphs, and the little Markdown that editors may use."""
    html = MARKDOWN.render(text)
    return mark_safe(nh3.clean(html, tags=ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}))  # noqa: S308 nh3 has cleaned it
