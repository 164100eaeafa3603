"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from skills2work import languages
from skills2work.interface import interface_state
from skills2work.navigation import language_links, main_menu
from skills2work.views.machines import site_address


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the language of the page, its direction, the address of the site, and its menus."""
    code = languages.spoken()
    links = language_links(request)
    return {
        "language_link": next((link for link in links if link.current), None),
        "english_link": next(link for link in links if link.language == languages.SOURCE_LANGUAGE),
        "lang": code,
        "dir": languages.direction(code),
        "site_url": site_address(request),
        "interface": interface_state(code),
        "main_menu": main_menu(request.path),
        "language_links": links,
    }
