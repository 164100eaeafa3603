"""Which texts of a record are translated, and a short fingerprint of each: what "still matches its source" rests on."""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.db import models
from modeltranslation.translator import NotRegistered, translator


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the fields of a model that stand in several languages; none for a model without any."""
    return fields_by_label(model._meta.label)


@lru_cache(maxsize=64)
def fields_by_label(name: str) -> tuple[str, ...]:
    """Return the same for the name of a model."""
    model = apps.get_model(name)
    try:
        names = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return ()
    return tuple(field.name for field in model._meta.fields if field.name in names)


def fingerprint(text: str) -> str:
    """Return 12 hex digits that change with the text; white space at the ends and kinds of line breaks do not count."""
    plain = "\n".join(line.strip() for line in text.strip().splitlines())
    return blake2b(plain.encode(), digest_size=6).hexdigest()


def differ(origins: dict[str, str], now: dict[str, str]) -> bool:
    """Say whether any text has another fingerprint now than when it was translated."""
    return any(mark != now.get(field) for field, mark in origins.items())


def texts(record: Any, language: str) -> dict[str, str]:
    """Return the texts of a record in one language by field; empty ones are left out."""
    found = {}
    for field in translated_fields(type(record)):
        text = getattr(record, f"{field}_{language}", None)
        if text and text.strip():
            found[field] = text
    return found


def fingerprints(record: Any, language: str) -> dict[str, str]:
    """Return the fingerprint of each text of a record in one language."""
    return {field: fingerprint(text) for field, text in texts(record, language).items()}
