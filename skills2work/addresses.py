"""Addresses by name, remembered: `reverse` takes as long as a card takes to print, and a list needs one for each."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

# What only machines read: it is the same whatever language they ask for.
FOR_MACHINES = ("/robots.txt", "/sitemap", "/manifest.webmanifest", "/.well-known/")
PLACE = "-slug-"  # what stands in a remembered address until the record is known


@lru_cache(maxsize=1024)
def remembered(name: str, with_slug: bool, language: str | None, prefix: str) -> str:
    """Return the address with a name in a language; the last two only tell one answer from another."""
    return reverse(name, args=[PLACE] if with_slug else None)


def address(name: str) -> str:
    """Return the address of a page in the reader's language."""
    return remembered(name, False, get_language(), get_script_prefix())


def record_address(name: str, slug: str) -> str:
    """Return the address of a record's page in the reader's language."""
    return remembered(name, True, get_language(), get_script_prefix()).replace(PLACE, slug)
