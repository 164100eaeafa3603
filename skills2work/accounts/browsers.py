"""The family of a browser, and nothing finer."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

FAMILIES = (  # what a browser's name holds, and whose it is: the first that fits
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)


def family_of(request: HttpRequest) -> str:
    """Return the family of a browser: Firefox, Chrome; empty for one that is not known."""
    told = request.headers.get("user-agent", "")
    return next((family for sign, family in FAMILIES if sign in told), "")


def family_name(family: str) -> str:
    """Return what a family is called to people."""
    return family or _("another browser")
