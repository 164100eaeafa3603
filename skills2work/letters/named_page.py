"""The page that a reader writes about: a path of this site and nothing else, whatever the address claims."""

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override

from skills2work import languages
from skills2work.countries import is_country

LONGEST = 250
# The one part of a query that is kept: it says which pathway is meant. All others may tell of the reader.
KEPT = "country"


def named_page(text: str) -> str:
    """Return the path of a page of the site, with the country of its query if it has one; else nothing."""
    if not text.startswith("/") or text.startswith("//") or len(text) > LONGEST or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or "\\" in text:
        return ""
    path = unquote(parts.path)
    code = path.split("/", 2)[1]
    if code not in languages.LANGUAGE_CODES:
        return ""
    with override(code):
        try:
            resolve(path)
        except Resolver404:
            return ""
    country = dict(parse_qsl(parts.query)).get(KEPT, "")
    query = f"?{urlencode({KEPT: country})}" if is_country(country) else ""
    return quote(path) + query


def report_address(page: str) -> str:
    """Return the address of the form that names a page; without the page where it is none of the site."""
    found = named_page(page)
    query = f"?{urlencode({'page': found}, safe='/')}" if found else ""
    return reverse("report") + query
