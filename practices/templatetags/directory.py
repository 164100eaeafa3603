"""Template tags of the directory, for what its page holds a hundred or twenty times: check boxes of a facet, and cards.

As templates with tags, filters and includes they took Django longer than everything else on the page.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from practices.cards import made
from practices.models import Practice
from practices.panel import FacetPanel
from skills2work import countries, formats, languages
from skills2work.beside import second_language
from skills2work.counted import counted
from skills2work.search.highlight import Wanted
from skills2work.templatetags.s2w import text, translated_as
from skills2work.texts import local_text

register = template.Library()

FACET = """<details class="facet" id="facet-{name}"{open}>
  <summary>{label}</summary>
  <fieldset>
    <legend class="visually-hidden">{label}</legend>
    {options}
  </fieldset>
</details>"""
OPTION = '\n      <label>\n        <input type="checkbox" name="{}" value="{}"{}>\n        <span>{}</span>\n        '
NUMBER = '<span class="count">{}<span class="visually-hidden"> {}</span></span>\n      </label>'
CARD = """
<article class="card{ended}"{translated}>
  <p class="eyebrow">
    {country}
    {place}</span>
  </p>
  <h3>
    <a href="{url}">{title}</a>
  </h3>
  {language}
  <p>{summary}</p>
  <ul class="tags">{kinds}</ul>
  <p class="card__foot">
    {facts}
  </p>
</article>"""
COUNTRY = '<span class="stamp" aria-hidden="true">{}</span>\n    <span>{}'
GLANCE = ("country", "status", "end_year", "as_of", "cost_kind", "evidence", "verified_on")
NOTHING = SafeString("")
escaped = lru_cache(maxsize=4096)(conditional_escape)  # the words of the vocabularies, the same on every page


@register.simple_tag
def facet_boxes(panels: Iterable[FacetPanel]) -> SafeString:
    """Print the facets of the panel."""
    return SafeString("".join([facet_box(panel) for panel in panels]))


@register.simple_tag
def facet_box(panel: FacetPanel) -> SafeString:
    """Print one facet with its options as check boxes."""
    return SafeString(
        FACET.format(
            name=escaped(panel.name),
            open=" open" if panel.is_open else "",
            label=escaped(panel.label),
            options=check_boxes(panel.name, panel.options),
        )
    )


def check_boxes(name: str, options: Iterable[tuple[str, str, bool, int]]) -> SafeString:
    """Print the options of a facet: value, label, whether it is chosen, how many entries it would give."""
    code = formats.active_locale()
    rows = [option(name, value, label, chosen) + numbered(number, code) for value, label, chosen, number in options]
    return SafeString("".join(rows))


@lru_cache(maxsize=4096)
def option(name: str, value: str, label: str, selected: bool) -> str:
    """Return one option of a facet, up to its number: the same on every page in a language."""
    return OPTION.format(*map(escaped, (name, value, " checked" if selected else "", str(label))))


@lru_cache(maxsize=4096)
def numbered(number: int, locale: str) -> str:
    """Return a number of entries as it is written and read out in the language of the page."""
    return NUMBER.format(formats.written_number(number, locale), escaped(counted("practices", number)))


@register.simple_tag
def practice_cards(records: Iterable[Practice]) -> SafeString:
    """Print practices at a glance, as the entries of a list."""
    return SafeString("".join([f"<li>{practice_card(record)}</li>" for record in records]))


@register.simple_tag
def practice_card(record: Practice, words: Wanted | str = "") -> SafeString:
    """Print a practice at a glance; `words` are marked where a search gives some."""
    language = languages.spoken()
    place = said(record, "place", language)
    glance = at_a_glance(language, *(getattr(record, column) for column in GLANCE), kinds=tuple(record.kinds))
    return SafeString(
        CARD.format(
            ended=" card--ended" if record.has_ended else NOTHING,
            translated=translated_as(record),
            country=glance.country,
            place=f"· {place}" if place else NOTHING,
            url=record.get_absolute_url(),
            title=said(record, "title", language, words, plainly=True),
            language=language_note(record, language),
            summary=said(record, "summary", language, words, plainly=True),
            kinds=glance.kinds,
            facts=glance.facts,
        )
    )


class Glance(NamedTuple):
    """The pieces of a card that come from closed vocabularies, as HTML."""

    country: str
    kinds: str
    facts: str


@lru_cache(maxsize=4096)
def at_a_glance(language: str, *values: Any, kinds: tuple[str, ...]) -> Glance:
    """Return what the columns of GLANCE and the kinds of a practice say in the page's language, which is `language`."""
    record = made((*GLANCE, "kinds"), (*values, list(kinds)))
    facts = [record.status_text, record.cost_label, record.evidence_label, checked(record)]
    return Glance(
        COUNTRY.format(escaped(record.country), escaped(countries.name(record.country, language))),
        each('<li><span class="tag">{}</span></li>', record.kind_labels),
        each("<span>{}</span>", [fact for fact in facts if fact]),
    )


def each(html: str, words: list[str]) -> SafeString:
    """Return a piece of HTML for each of some words of ours."""
    return SafeString(" ".join([html.format(escaped(word)) for word in words]))


def said(record: Practice, field: str, language: str, words: Wanted | str = "", *, plainly: bool = False) -> SafeString:
    """Return a text as the tag `text` prints it; without a detour where it is in the page's language and is all."""
    found = local_text(record, field, language)
    if found.language == language and not words and (plainly or not second_language()):
        return conditional_escape(found.text)
    return text(record, field, words, plainly=plainly)


def language_note(record: Practice, language: str) -> SafeString:
    """Return in which language a practice is described, where that is not the page's."""
    if local_text(record, "title", language).language == language:
        return NOTHING
    return render_to_string("components/in_language.html", {"record": record})


def checked(record: Practice) -> str:
    """Return when a practice was checked last, e.g. "checked November 2026"."""
    month = formats.month(record.verified_on) if record.verified_on else ""
    word = pgettext("a record", "checked")
    return f"{word} {month}"
