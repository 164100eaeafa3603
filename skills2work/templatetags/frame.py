"""Template tags of the frame, for what every page holds a dozen times: its links in thirteen languages, pages of lists.

As loops of templates these few links took Django as long as the twenty entries of a list.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from skills2work import formats
from skills2work.navigation import Link
from skills2work.pages import PageLinks

register = template.Library()

ALTERNATE = '<link rel="alternate"\n              hreflang="{}"\n              href="{}">\n      '
LANGUAGE = """<li>
            <a href="{url}"
               lang="{code}"
               hreflang="{code}"{current}>{name}</a>
          </li>
        """
GAP = """<li>
            <span class="gap" aria-hidden="true">…</span>
          </li>
        """
HERE = """<li>
            <span aria-current="page">{}</span>
          </li>
        """
PAGE = """<li>
            <a href="{}"><span class="visually-hidden">{} </span>{}</a>
          </li>
        """


@register.simple_tag
def language_alternates(links: Iterable[Link], site: str) -> SafeString:
    """Print for search engines where the page is in every language."""
    return SafeString("".join([ALTERNATE.format(link.language, escape(site + link.url)) for link in links]))


@register.simple_tag
def language_menu(links: Iterable[Link]) -> SafeString:
    """Print the entries of the menu of languages."""
    rows = [
        LANGUAGE.format(
            url=escape(link.url),
            code=link.language,
            current=' aria-current="true"' if link.current else "",
            name=escape(link.label),
        )
        for link in links
    ]
    return SafeString("".join(rows))


@register.simple_tag
def page_numbers(pages: PageLinks, page: Any) -> SafeString:
    """Print the entries between "Previous" and "Next" under a list."""
    word, rows = escape(gettext("Page")), []
    for each in pages.numbers:
        if each is None:
            rows.append(GAP)
        elif each[0] == page.number:
            rows.append(HERE.format(escape(formats.number(each[0]))))
        else:
            rows.append(PAGE.format(escape(each[1]), word, escape(formats.number(each[0]))))
    return SafeString("".join(rows))
