"""The menus of the site: sections, languages, and the way from the home page to here."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import pgettext

from skills2work import languages
from skills2work.addresses import address
from skills2work.texts import LocalText


class Link(NamedTuple):
    """A link of a menu; `current` when the page is it, or below it."""

    label: str
    url: str
    current: bool = False
    language: str = ""


def sections() -> list[tuple[str, str]]:
    """Return the names of the addresses in the main menu with their labels."""
    return [
        ("refugees", pgettext("menu", "Looking for work")),
        ("employers", pgettext("menu", "Hiring")),
        ("service-providers", pgettext("menu", "Supporting people")),
        ("practices", pgettext("menu", "Practices")),
        ("countries", pgettext("menu", "Countries")),
        ("stories", pgettext("menu", "Stories")),
        ("organisations", pgettext("menu", "Network")),
    ]


def main_menu(path: str) -> list[Link]:
    """Return the main menu for the page at a path."""
    links = [(label, address(name)) for name, label in sections()]
    return [Link(label, url, current=path.startswith(url)) for label, url in links]


def language_links(request: HttpRequest) -> list[Link]:
    """Return the same page in every language, each named in itself."""
    active = languages.spoken()
    rest = below_language(request.path)
    query = f"?{request.META['QUERY_STRING']}" if rest is not None and request.META.get("QUERY_STRING") else ""
    copy = getattr(request, "archive", None)
    return [
        Link(languages.own_name(code), f"/{code}/{rest or ''}{query}", current=code == active, language=code)
        for code in (copy.languages if copy else languages.LANGUAGE_CODES)
    ]


def below_language(path: str) -> str | None:
    """Return what follows the language in a path; None for a path that begins with none."""
    parts = path.split("/", 2)
    return parts[2] if len(parts) > 2 and parts[1] in languages.LANGUAGE_CODES else None


def path_in_language(path: str, code: str) -> str:
    """Return the path of a page in another language; a path without a language stays as it is."""
    rest = below_language(path)
    return path if rest is None else f"/{code}/{rest}"


def trail(*links: tuple[str | LocalText, str]) -> list[Link]:
    """Return the way here: the home page, then pairs of label and address; an empty address is this page.

    A label that is a record's text keeps its language where it is not the page's.
    """
    steps = [Link(pgettext("the first page of the site", "Home"), address("home"))]
    for label, url in links:
        if isinstance(label, LocalText):
            steps.append(Link(label.text, url, current=not url, language=label.language if label.is_foreign else ""))
        else:
            steps.append(Link(label, url, current=not url))
    return steps
