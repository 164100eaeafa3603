"""Template tags of the pack: its one style element, where a record stands, which sources a fact rests on."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from practices.pack import Pack
from practices.pack_style import STYLE
from skills2work import formats, languages

register = template.Library()


@register.simple_tag
def pack_style() -> SafeString:
    """Print the styles of the pack. The policy of its view names their hash."""
    return mark_safe(f"<style>{STYLE}</style>")  # noqa: S308 our own style sheets


@register.simple_tag(takes_context=True)
def named(context: Any, record: Any) -> SafeString:
    """Print the title of a record as a link: to its place in the pack, or to its page on the web."""
    pack: Pack = context["pack"]
    anchor = pack.anchor(record)
    address = f"#{anchor}" if anchor else f"{context['site_url']}{record.get_absolute_url()}"
    found = record.local("title")
    if not found.is_foreign:
        return format_html('<a href="{}">{}</a>', address, found.text)
    direction = languages.direction(found.language)
    return format_html('<a href="{}" lang="{}" dir="{}">{}</a>', address, found.language, direction, found.text)


@register.simple_tag
def web(address: str) -> SafeString:
    """Print a web address as a link that reads the same on paper; nothing for an empty one."""
    if not address:
        return SafeString("")
    shown = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return format_html('<a class="web" dir="ltr" rel="noopener" href="{}">{}</a>', address, shown)


@register.simple_tag(takes_context=True)
def cited(context: Any, record: Any) -> SafeString:
    """Print the numbers of the sources of a record, each a link to the source; nothing where it has none."""
    numbers = sorted(context["pack"].numbers[source.pk] for source in record.sources.all())
    if not numbers:
        return SafeString("")
    links = format_html_join(", ", '<a href="#s{}">{}</a>', ((number, formats.number(number)) for number in numbers))
    return format_html('<span class="cited">{} {}</span>', ngettext("Source:", "Sources:", len(numbers)), links)
