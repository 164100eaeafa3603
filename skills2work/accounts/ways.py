"""Addresses of pages that lead on, once they have asked what they ask."""

from django.urls import reverse
from django.utils.http import urlencode


def leading_to(name: str, address: str) -> str:
    """Return the address of a page that knows where to go afterwards."""
    return f"{reverse(name)}?{urlencode({'next': address})}"
