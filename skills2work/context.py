"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from skills2work import languages
from skills2work.interface import interface_state
from skills2work.navigation import language_links, main_menu


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the language of the page, its direction, the address of the site, and its menus."""
    code = get_language() or languages.SOURCE_LANGUAGE
    links = language_links(request)
    return {
        "english_link": next(link for link in links if link.language == languages.SOURCE_LANGUAGE),
        "lang": code,
        "dir": languages.direction(code),
        "site_url": settings.SITE_URL or f"{request.scheme}://{request.get_host()}",
        "interface": interface_state(code),
        "main_menu": main_menu(request.path),
        "language_links": links,
    }
