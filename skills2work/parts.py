"""Which models are records, which are parts of one, and the way from a part to its record. Asked of Django."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from skills2work.publishing import Published

Model = type[models.Model]


def is_part(model: Model) -> bool:
    """Say whether a model is a part of a record: it has an `owner`, and a foreign key that leads there."""
    return not issubclass(model, Published) and hasattr(model, "owner") and bool(path_to_owner(model))


@lru_cache(maxsize=64)
def path_to_owner(model: Model) -> str:
    """Return the lookup from a part to its record ("area__profile"); empty where there is none."""
    for field in model._meta.fields:
        if not isinstance(field, models.ForeignKey):
            continue
        target: Any = field.related_model
        if issubclass(target, Published):
            return field.name
        if target is not model and hasattr(target, "owner"):
            further = path_to_owner(target)
            if further:
                return f"{field.name}__{further}"
    return ""


@lru_cache(maxsize=64)
def owner_model(model: Model) -> Any:
    """Return the model of the record that a part belongs to."""
    for name in path_to_owner(model).split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


@lru_cache(maxsize=64)
def accessors_of_parts(model: Model) -> tuple[str, ...]:
    """Return the names under which a record, or a part, has its own parts ("steps")."""
    found = []
    for relation in model._meta.related_objects:
        part: Any = relation.related_model
        if is_part(part) and path_to_owner(part).split("__")[0] == relation.field.name:
            found.append(str(relation.get_accessor_name()))
    return tuple(found)


def parts_of(record: models.Model) -> list[models.Model]:
    """Return all parts of a record as the database has them, parts of parts included."""
    found: list[models.Model] = []
    for accessor in accessors_of_parts(type(record)):
        for part in getattr(record, accessor).order_by("pk"):
            found += [part, *parts_of(part)]
    return found


def owner_of(thing: models.Model) -> Any:
    """Return the record that something is, or is a part of; None for a part that belongs to nothing yet."""
    try:
        return getattr(thing, "owner", thing)
    except ObjectDoesNotExist:
        return None


def published_models() -> list[type[Published]]:
    """Return every model with a state of publication, those without an address of their own included."""
    return [model for model in apps.get_models() if issubclass(model, Published)]


def part_models() -> list[Model]:
    """Return every model of parts."""
    return [model for model in apps.get_models() if is_part(model)]


def records_by_key(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """Return records by the name of their model and their id, those that are there; one query a model."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for name, pk in keys:
        wanted[name].append(pk)
    rows: dict[str, Any] = {model._meta.label_lower: model.objects.all() for model in published_models()}
    return {(name, record.pk): record for name, ids in wanted.items() for record in rows[name].filter(pk__in=ids)}
