"""Addresses that differ from the present one in one parameter: what filters, chips, sorting and pages link to.

Any change but that of the page drops `page`: the third page of another list is nobody's aim.
"""

from urllib.parse import urlencode

from django.http import QueryDict


def encode(pairs: list[tuple[str, str]]) -> str:
    """Return pairs as a query string with its question mark; "?" alone clears everything."""
    return "?" + urlencode(pairs)


def pairs_of(query: QueryDict) -> list[tuple[str, str]]:
    """Return every pair of parameter and value, in the address's order; empty values do not count."""
    return [(name, value) for name, values in query.lists() for value in values if value]


def toggled(query: QueryDict, name: str, value: str) -> str:
    """Return the query string with one value added, or removed where it is chosen."""
    pairs = [pair for pair in pairs_of(query) if pair[0] != "page"]
    pair = (name, value)
    return encode([kept for kept in pairs if kept != pair] if pair in pairs else [*pairs, pair])


def replaced(query: QueryDict, name: str, value: str) -> str:
    """Return the query string with a parameter set to one value; an empty value removes it."""
    pairs = [pair for pair in pairs_of(query) if pair[0] not in {name, "page"}]
    return encode([*pairs, (name, value)] if value else pairs)


def on_page(query: QueryDict, page: int) -> str:
    """Return the query string of another page of the same list."""
    pairs = [pair for pair in pairs_of(query) if pair[0] != "page"]
    return encode([*pairs, ("page", str(page))] if page > 1 else pairs)
