"""Template tags of the site: texts in the right language, names and dates by CLDR, structured data."""

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from skills2work import countries, formats, languages
from skills2work.addresses import address
from skills2work.beside import beside, is_fallback, links_beside, paragraph_pairs, without_second
from skills2work.counted import counted
from skills2work.fields import lines as lines_in
from skills2work.letters.named_page import report_address as address_of_report
from skills2work.navigation import Link, path_in_language
from skills2work.publishing import shown
from skills2work.search.highlight import Wanted, highlighted
from skills2work.texts import LocalLines, LocalText, language_label, local_text, marked, notice, rich, second
from skills2work.translations import states
from skills2work.translations.states import Standing

register = template.Library()

# What views call the record that a page is about.
RECORDS_OF_PAGES = ("practice", "story", "organisation", "expert", "profile", "pathway")

# The characters that could end a <script> element or start a comment in it.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def text(
    record: Any, field: str, words: Wanted | str = "", *, plainly: bool = False, unlabelled: bool = False
) -> SafeString:
    """Print a short text of a record; with `lang`, `dir` and its language in words where it is not in the page's.

    `words` are marked where a search gives some. The text in a second language follows where one is asked for.
    `unlabelled` leaves out the language in words where a notice above says it, `plainly` the second language as well.
    """
    found = local_text(record, field)
    html = highlighted(found.text, found.language, words) if isinstance(words, Wanted) else None
    first = marked(found, html, labelled=not (plainly or unlabelled))
    other = None if plainly else beside(record, field, found)
    return format_html("{}{}", first, second(other, labelled=is_fallback(other))) if other else first


@register.simple_tag
def report_address(path: str) -> str:
    """Return the address of the form on which readers say what is wrong on a page."""
    return address_of_report(path)


@register.simple_tag
def local(found: LocalText, words: Wanted | str = "", *, labelled: bool = False) -> SafeString:
    """Print a text that knows its language: with `lang` and `dir` where that is not the page's, its words marked.

    `labelled` says the language in words as well.
    """
    html = highlighted(found.text, found.language, words) if isinstance(words, Wanted) else None
    return marked(found, html, labelled=labelled)


@register.simple_tag
def page_standing(record: Any) -> Standing:
    """Return how a record and its parts stand in the page's language; one query at most, none in its own language."""
    return states.remembered(record, languages.spoken(), parts=True)


@register.simple_tag
def standings(records: Any, *, parts: bool = False) -> SafeString:
    """Ask once how all records of a list stand in the page's language; prints nothing."""
    unknown = [record for record in records or [] if parts or not states.known_standing(record, languages.spoken())]
    states.attach(unknown, languages.spoken(), parts=parts)
    return SafeString("")


@register.simple_tag
def known_standing(record: Any) -> Standing | None:
    """Return what `standings` has found out about a record; None for one it was not asked about."""
    return states.known_standing(record, languages.spoken())


@register.simple_tag
def translated_as(record: Any) -> SafeString:
    """Print how a record's texts came about as an attribute, for machines (Regulation (EU) 2024/1689, Article 50).

    Asks nothing: it says what a list or a head has found out before.
    """
    known = known_standing(record)
    if known is None or known.is_source:
        return SafeString("")
    return format_html(' data-translation="{}"', known.state)


@register.simple_tag(takes_context=True)
def canonical_path(context: Any) -> str:
    """Return the path that search engines are to know a page by.

    A page of a record that is not wholly translated is, for them, that of the language it was written in.
    """
    path: str = context["request"].path
    for name in RECORDS_OF_PAGES:
        record = context.get(name)
        known = known_standing(record) if record else None
        if known is not None and not known.complete:
            return path_in_language(path, known.source)
    return path


@register.simple_tag(takes_context=True)
def path_in(context: Any, code: str) -> str:
    """Return the path of the page in another language."""
    return path_in_language(context["request"].path, code)


@register.simple_tag(takes_context=True)
def beside_links(context: Any, country: str = "") -> list[Link]:
    """Return links that show the page beside a second language: those of its country, and English."""
    return links_beside(context["request"], country)


@register.simple_tag(takes_context=True)
def one_language_url(context: Any) -> str:
    """Return the address of the page without a second language."""
    return without_second(context["request"])


@register.filter
def foreign_language(record: Any) -> str:
    """Return the name of the language of a record's title where it is not the page's; empty where it is."""
    found = local_text(record, "title")
    return language_label(found.language) if found.is_foreign else ""


@register.simple_tag
def prose(record: Any, field: str) -> SafeString:
    """Print a long text of a record as paragraphs; said and marked where it is not in the page's language.

    Where a second language is asked for, its paragraphs stand beside those of the first.
    """
    found = local_text(record, field)
    other = beside(record, field, found)
    if other is None:
        return marked(found, rich(found.text), tag="div", labelled=True)
    pairs = format_html_join(
        "",
        '<div class="pair">{}{}</div>',
        (
            (
                marked(LocalText(one, found.language), rich(one), tag="div"),
                second(LocalText(two, other.language), rich(two), tag="div", labelled=is_fallback(other)),
            )
            for one, two in paragraph_pairs(found.text, other.text)
        ),
    )
    return format_html("{}{}", notice(found.language) if found.is_foreign else "", pairs)


@register.filter
def local_notice(record: Any, field: str) -> SafeString:
    """Return the notice that a text, and those like it below, are not in the page's language; empty where they are."""
    found = local_text(record, field) if record else None
    return notice(found.language) if found and found.text and found.is_foreign else SafeString("")


@register.filter
def plain(record: Any, field: str) -> str:
    """Return a text of a record for an attribute or a <title>, where no markup can stand."""
    return local_text(record, field).text


@register.filter
def lines(record: Any, field: str) -> LocalLines:
    """Return the items of a text that holds one item a line, with their language."""
    found = local_text(record, field)
    other = beside(record, field, found)
    paired = LocalLines(lines_in(other.text), other.language) if other else None
    return LocalLines(lines_in(found.text), found.language, paired, other is not None and is_fallback(other))


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
    return countries.name(code, languages.spoken()) if code else ""


@register.filter
def country_slug(code: str) -> str:
    """Return the part of the address that names a country; empty for a country that has no page here."""
    return countries.SLUGS.get(code, "")


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in the page's language."""
    return language_label(code)


@register.filter
def direction(code: str) -> str:
    """Return "rtl" or "ltr" for a language."""
    return languages.direction(code)


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day in full in the page's language."""
    return formats.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Return a day with the time of day in the page's language."""
    return formats.moment(value) if value else ""


@register.filter
def month(value: date | datetime | None) -> str:
    """Return a month and its year in the page's language."""
    return formats.month(value) if value else ""


@register.filter
def number(value: float | None) -> str:
    """Return a number as the page's language writes it."""
    return "" if value is None else formats.number(value)


@register.filter
def counted_words(count: int, name: str) -> str:
    """Return what is counted, to be read out after its number: in the form that the number asks for."""
    return counted(name, count)


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


@register.simple_tag(name="address")
def address_tag(name: str) -> str:
    """Print the address of a page that stands on every page: as `url`, ten times as fast."""
    return address(name)
