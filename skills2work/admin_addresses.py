"""Addresses in the admin: of the form of a record, and of a page in each language."""

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch, reverse

from skills2work import languages


def form_address(record: Any) -> str:
    """Return the address of the form of a record in the admin; empty for one that has no form there."""
    try:
        return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    except NoReverseMatch:
        return ""


def in_each_language(address: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Return code, own name and address for each language of the site."""
    return [(code, languages.own_name(code), address(code)) for code in languages.LANGUAGE_CODES]
