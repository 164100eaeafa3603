"""Two languages side by side: the second one, which a reader asks for with `?with=nl` to show a page to somebody."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from itertools import zip_longest
from typing import Any, TypeVar, cast

from babel.languages import get_official_languages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from skills2work import languages
from skills2work.navigation import Link
from skills2work.texts import LocalText, local_text

View = TypeVar("View", bound=Callable[..., HttpResponse])
PARAMETER = "with"
_second: ContextVar[str] = ContextVar("second_language", default="")


def second_language() -> str:
    """Return the code of the second language of the page; empty where none is asked for."""
    return _second.get()


def asked_for(request: HttpRequest) -> str:
    """Return the second language that an address asks for; empty for none, an unknown one, or the page's own."""
    code = request.GET.get(PARAMETER, "")
    return code if code in languages.LANGUAGE_CODES and code != get_language() else ""


def shows_two_languages(view: View) -> View:
    """Let a view show its texts beside those of a second language: while it renders, the text tags print both."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = _second.set(asked_for(request))
        try:
            return view(request, *args, **kwargs)
        finally:
            _second.reset(token)

    return cast("View", shown)


def beside(record: Any, field: str, first: LocalText) -> LocalText | None:
    """Return a text in the second language, else in its source language; None where that is the first text again."""
    code = second_language()
    if not code or not first.text:
        return None
    found = local_text(record, field, code)
    return found if found.text and found.language != first.language else None


def links_beside(request: HttpRequest, country: str) -> list[Link]:
    """Return links to the page beside each official language of a country, and beside English; the current one marked.

    Which languages are official says CLDR. The address keeps its other parameters.
    """
    here = languages.spoken()
    spoken = [code for code in get_official_languages(country) if code in languages.LANGUAGE_CODES] if country else []
    wanted = [code for code in dict.fromkeys([*spoken, languages.SOURCE_LANGUAGE]) if code != here]
    chosen = asked_for(request)
    links = []
    for code in wanted:
        query = request.GET.copy()
        query[PARAMETER] = code
        links.append(Link(languages.own_name(code), f"?{query.urlencode()}", current=code == chosen, language=code))
    return links


def without_second(request: HttpRequest) -> str:
    """Return the address of the page in one language again."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def is_fallback(text: LocalText) -> bool:
    """Say whether a text stands in its source language, because the second language has none."""
    return text.language != second_language()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a long text."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def paragraph_pairs(one: str, two: str) -> Iterator[tuple[str, str]]:
    """Return the paragraphs of two texts side by side; all in one pair where they are not equally many."""
    first, other = paragraphs(one), paragraphs(two)
    if len(first) != len(other):
        return iter([(one, two)])
    return zip_longest(first, other, fillvalue="")
