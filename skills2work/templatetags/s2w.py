"""Template tags of the site: texts in the right language, names and dates by CLDR, structured data."""

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from skills2work import countries, formats, languages
from skills2work.fields import lines as lines_in
from skills2work.publishing import shown
from skills2work.search.highlight import Wanted, highlighted
from skills2work.texts import LocalLines, LocalText, local_text, marked, rich

register = template.Library()

# The characters that could end a <script> element or start a comment in it.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def text(record: Any, field: str, words: Wanted | str = "") -> SafeString:
    """Print a short text of a record; with `lang` and `dir` where it is not in the page's language.

    `words` are marked where a search gives some.
    """
    found = local_text(record, field)
    return marked(found, highlighted(found.text, found.language, words) if isinstance(words, Wanted) else None)


@register.simple_tag
def local(found: LocalText, words: Wanted | str = "") -> SafeString:
    """Print a text that knows its language: with `lang` and `dir` where that is not the page's, its words marked."""
    return marked(found, highlighted(found.text, found.language, words) if isinstance(words, Wanted) else None)


@register.filter
def foreign_language(record: Any) -> str:
    """Return the name of the language of a record's title where it is not the page's; empty where it is."""
    found = local_text(record, "title")
    return languages.name(found.language, get_language() or languages.SOURCE_LANGUAGE) if found.is_foreign else ""


@register.simple_tag
def prose(record: Any, field: str) -> SafeString:
    """Print a long text of a record as paragraphs; with `lang` and `dir` where it is not in the page's language."""
    found = local_text(record, field)
    return marked(found, rich(found.text), tag="div")


@register.filter
def plain(record: Any, field: str) -> str:
    """Return a text of a record for an attribute or a <title>, where no markup can stand."""
    return local_text(record, field).text


@register.filter
def lines(record: Any, field: str) -> LocalLines:
    """Return the items of a text that holds one item a line, with their language."""
    found = local_text(record, field)
    return LocalLines(lines_in(found.text), found.language)


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """Return a text without line breaks and double spaces, for a title or an attribute."""
    return " ".join(text.split())


@register.filter(name="shown")
def shown_filter(record: Any) -> Any:
    """Return a related record where readers may see it, else None."""
    return shown(record)


@register.filter
def country_name(code: str) -> str:
    """Return a country's name in the page's language; empty for no code."""
    return countries.name(code, get_language() or languages.SOURCE_LANGUAGE) if code else ""


@register.filter
def country_slug(code: str) -> str:
    """Return the part of the address that names a country; empty for a country that has no page here."""
    return countries.SLUGS.get(code, "")


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in the page's language."""
    return languages.name(code, get_language() or languages.SOURCE_LANGUAGE)


@register.filter
def direction(code: str) -> str:
    """Return "rtl" or "ltr" for a language."""
    return languages.direction(code)


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day in full in the page's language."""
    return formats.day(value) if value else ""


@register.filter
def month(value: date | datetime | None) -> str:
    """Return a month and its year in the page's language."""
    return formats.month(value) if value else ""


@register.filter
def number(value: float | None) -> str:
    """Return a number as the page's language writes it."""
    return "" if value is None else formats.number(value)


@register.filter
def listing(items: list[str]) -> str:
    """Return items as a list in a sentence."""
    return formats.listing([str(item) for item in items])


@register.simple_tag
def foreign(value: str, code: str = "") -> SafeString:
    """Print a name in another language: with its `lang` where we know it, isolated in any case."""
    if not value:
        return SafeString("")
    if code:
        return format_html('<bdi lang="{}">{}</bdi>', code, value)
    return format_html("<bdi>{}</bdi>", value)


@register.simple_tag
def structured(data: dict[str, Any]) -> SafeString:
    """Print schema.org data as a JSON-LD block. A data block: the browser runs nothing of it."""
    code = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{code}</script>')  # noqa: S308 escaped on the line before
