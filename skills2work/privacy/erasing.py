"""What is done when a person wants a copy of all that is kept of her, or wants to be forgotten."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from reversion.models import Revision, Version

from skills2work.privacy.people import Person, places, values_of
from skills2work.search import indexing
from skills2work.search.models import SearchDocument
from skills2work.staff.changes import ProposedChange
from skills2work.staff.erasing import forget_past
from skills2work.translations.models import Translation, label

ERASED = "[erased]"
TEXTS = (models.CharField, models.TextField, models.JSONField)
# Where texts are kept as they were once, and so may name somebody who stands nowhere else.
COPIES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Version, ("serialized_data", "object_repr")),
    (Revision, ("comment",)),
    (ProposedChange, ("before", "after", "comment", "title")),
)


def copy_of(whose: Person) -> dict[str, Any]:
    """Return all that is kept of a person, as it would stand in JSON."""
    kept: dict[str, list[Any]] = {}
    for place in places():
        for row in place.copy(whose):
            rows = kept.setdefault(place.model, [])
            if row not in rows:
                rows.append(row)
    return {
        "asked_for": whose.asked,
        "made_at": timezone.now(),
        "kept": kept,
        "entries": [entry(record) for record in whose.records],
        "named_in": [f"{model} {key}: {name}" for model, key, name in mentions(whose)],
    }


def entry(record: models.Model) -> dict[str, Any]:
    """Return an entry of the directory with its versions, its translations and what stands of it in the search."""
    section = getattr(record, "section", "")
    return {
        "entry": f"{label(record)} {record.pk}",
        "fields": {name: value for name, value in values_of(record).items() if value not in (None, "", [])},
        "translations": [values_of(row) for row in Translation.objects.of(record)],
        "versions": [version.serialized_data for version in Version.objects.get_for_object(record)],
        "search": [values_of(row) for row in SearchDocument.objects.filter(section=section, record_id=record.pk)],
        "proposed_changes": [values_of(row) for row in ProposedChange.objects.of(record)],
    }


@transaction.atomic
def erase(whose: Person) -> dict[str, int]:
    """Forget a person, all or nothing. Returns how many rows of each kind were hers."""
    found: dict[str, int] = {}
    todo = [(place, place.rows(whose)) for place in places()]
    for place, rows in todo:
        found[place.model] = found.get(place.model, 0) + rows.count()
    for record in whose.records:
        found[label(record)] = found.get(label(record), 0) + 1
        forget_past(record)
        record.delete()
    for place, rows in todo:
        place.erase(whose, rows)
    found["texts of before"] = sum(blank_copies(model, names, whose) for model, names in COPIES)
    if whose.records:
        indexing.rebuild()  # the words of her name stand in the vocabulary, too
    return {name: number for name, number in found.items() if number}


def blank_copies(model: Any, names: tuple[str, ...], whose: Person) -> int:
    """Take her address, and the name of her account, out of texts that were kept as they were."""
    words = {*whose.words, *(whose.names if model is Revision else ())}
    if not words:
        return 0
    pattern = naming(words)
    changed = 0
    for row in model._base_manager.filter(holding(names, words)).iterator():  # noqa: SLF001 Django's own name
        before = [getattr(row, name) for name in names]
        after = [without(value, pattern) for value in before]
        if after != before:
            for name, value in zip(names, after, strict=True):
                setattr(row, name, value)
            row.save(update_fields=names)
            changed += 1
    return changed


def naming(words: set[str]) -> re.Pattern[str]:
    """Return the pattern of some words that are not a part of a longer one: an address in another address is not it."""
    whole = (rf"(?<![\w.@+-]){re.escape(word)}(?![\w@-]|\.\w)" for word in sorted(words))
    return re.compile("|".join(whole), re.IGNORECASE)


def without(value: Any, pattern: re.Pattern[str]) -> Any:
    """Return a text, or nested texts, with what the pattern finds erased."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, dict):
        return {key: without(one, pattern) for key, one in value.items()}
    return [without(one, pattern) for one in value] if isinstance(value, list) else value


def holding(names: tuple[str, ...], words: set[str]) -> models.Q:
    """Return the question whether one of some fields holds one of some words."""
    found = models.Q(pk__in=[])
    for name in names:
        for word in words:
            found |= models.Q(**{f"{name}__icontains": word})
    return found


def mentions(whose: Person) -> Iterator[tuple[str, Any, str]]:
    """Yield every place in any table that still holds her address: model, key, field. A person looks at these."""
    if not whose.words:
        return
    pattern = naming(whose.words)
    for model in apps.get_models():
        for name in (one.name for one in model._meta.concrete_fields if isinstance(one, TEXTS)):
            rows = model._base_manager.filter(holding((name,), whose.words)).order_by("pk")  # noqa: SLF001 the same
            for key, value in rows.values_list("pk", name):
                if without(value, pattern) != value:
                    yield model._meta.label, key, name
