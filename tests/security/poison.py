"""Hostile texts in every text field of every record, in a few languages, each field with a sign to know it by."""

from collections.abc import Callable
from itertools import cycle
from typing import Any

from django.db import models
from modeltranslation.fields import TranslationField

from practices.models import IscoGroup, Occupation
from skills2work.models import OpenQuestion, Source
from skills2work.parts import part_models, published_models
from skills2work.search.indexing import paused, rebuild
from skills2work.vocabularies import Verification
from tests.security.vectors import ADDRESSES, VECTORS

LANGUAGES = ("en", "ar", "nl")
# Keys, and what the code makes of other fields: an address or a list would not be found any more.
KEYS = {"slug", "country", "isco", "code", "uri", "language", "source_language", "roles_text", "kinds_text", "origin"}
STORED = [vector for vector in VECTORS if "\x00" not in vector]  # PostgreSQL keeps no zero byte
_next_vector, _next_address = cycle(STORED), cycle(ADDRESSES)


def poisoned_models() -> list[type[models.Model]]:
    """Return all models whose texts readers see."""
    return [*published_models(), *part_models(), Source, OpenQuestion, IscoGroup, Occupation]


def text_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields of a model that hold free text: of translated ones those in LANGUAGES."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField))
        and (type(field).__name__ != "CodeListField")
        and not field.choices
        and not field.unique
        and getattr(field, "translated_field", field).name not in KEYS
        and getattr(field, "language", LANGUAGES[0]) in LANGUAGES
        and not is_translated(model, field)
    ]


def is_translated(model: type[models.Model], field: Any) -> bool:
    """Say whether a field only stands for those in each language."""
    return not isinstance(field, TranslationField) and hasattr(model, f"{field.name}_en")


def sign(model: type[models.Model], field: Any) -> str:
    """Return the word by which a field is known on a page."""
    return f"zq{model.__name__}{field.name.replace('_', '')}qz".lower()


def hostile(field: Any, word: str) -> Any:
    """Return a value for a field: its sign, and as many hostile texts as it holds.

    Of a long text each language holds its share, so that all together stand in every field.
    """
    if isinstance(field, models.JSONField):
        return {code: [f"{word} {vector}" for vector in STORED] for code in LANGUAGES}
    if isinstance(field, models.URLField):
        return next(_next_address)
    if field.max_length is None:
        spoken = getattr(field, "language", None)
        share = STORED[LANGUAGES.index(spoken) :: len(LANGUAGES)] if spoken else STORED
        return "\n\n".join([word, *share])
    text = word[: field.max_length]
    while len(text) + 1 + len(vector := next(_next_vector)) <= field.max_length:
        text += f" {vector}"
    return text


def harmless(field: Any, word: str) -> Any:
    """Return a value for a field that means no harm: what a page of such texts consists of is all that may be there."""
    if isinstance(field, models.JSONField):
        return {code: [f"{word} one", f"{word} two"] for code in LANGUAGES}
    if isinstance(field, models.URLField):
        return "https://example.org/"
    return f"{word} *one*\n\ntwo" if field.max_length is None else word[: field.max_length]


def fill(record: Any, value: Callable[[Any, str], Any]) -> None:
    """Put a value into each text of a record, past all forms: as a file of content may do it."""
    for field in text_fields(type(record)):
        setattr(record, field.attname, value(field, sign(type(record), field)))
    if isinstance(record, (IscoGroup, Occupation)):
        record.labels = {code: texts[-1] for code, texts in record.labels.items()}
    if hasattr(record, "confirmed_by"):
        record.verification = Verification.CONFIRMED  # readers are told by whom
    if isinstance(record, Source) and value is hostile:
        record.url = f'https://xss.example/{record.pk}" onclick=xss(1) x=\'"><script>xss(1)</script>'
    record.save()


def fill_all(value: Callable[[Any, str], Any]) -> None:
    """Do it with everything there is, and let the search find it."""
    with paused():
        for model in poisoned_models():
            for record in model._default_manager.all():
                fill(record, value)
    rebuild()
