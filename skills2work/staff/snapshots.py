"""A page as plain values: the record, its parts, their relations, and texts in all languages.

A snapshot is a dictionary of objects by name ("practices.practicestep:12"), each with its fields. Parts that are not in
the database yet have a name of their own ("practices.practicestep:new-1").
"""

import json
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models

from skills2work.parts import owner_of, parts_of, path_to_owner
from skills2work.translations.fingerprints import translated_fields
from skills2work.translations.models import label

Snapshot = dict[str, dict[str, Any]]


def kept_fields(model: type[models.Model]) -> list[str]:
    """Return the fields that people fill in: neither what is derived, nor the plain names of translated texts."""
    plain = set(translated_fields(model))
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in fields if field.editable and not field.primary_key and field.name not in plain]


def values_of(record: models.Model) -> dict[str, Any]:
    """Return what the database holds of a record, as JSON has it. An empty text is the same as none."""
    told = json.loads(serializers.serialize("json", [record], fields=kept_fields(type(record))))[0]["fields"]
    return {name: sorted(value) if is_relation(record, name) else none_if_empty(value) for name, value in told.items()}


def is_relation(record: models.Model, name: str) -> bool:
    """Say whether a field holds several records."""
    return bool(record._meta.get_field(name).many_to_many)


def none_if_empty(value: Any) -> Any:
    """Return None for an empty text: a form does not tell one from the other."""
    return None if value == "" else value


def name_of(record: models.Model) -> str:
    """Return what a snapshot calls a record or a part."""
    return f"{label(record)}:{record.pk}"


def fresh(record: models.Model) -> Any:
    """Return the record of a page as the database has it now, without anything that is remembered of it."""
    owner = owner_of(record)
    return type(owner)._base_manager.filter(pk=owner.pk).first()  # noqa: SLF001 past what lists leave out


def snapshot(record: models.Model) -> Snapshot:
    """Return the page of a record, or of a part of one, as the database has it now."""
    owner = fresh(record)
    return {} if owner is None else {name_of(one): values_of(one) for one in [owner, *parts_of(owner)]}


def version_of(page: Snapshot) -> str:
    """Return a short text that changes with anything on a page: the version a form was opened with."""
    return blake2b(json.dumps(page, sort_keys=True).encode(), digest_size=12).hexdigest()


def with_new_names(page: Snapshot, known: Snapshot) -> Snapshot:
    """Return a snapshot in which the parts that another one does not know have names without a number."""
    renamed: Snapshot = {}
    numbers: dict[tuple[str, Any], str] = {}
    for name, values in page.items():
        model, _colon, key = name.partition(":")
        new = name if name in known else f"{model}:new-{len(numbers) + 1}"
        if new != name:
            numbers[(model, int(key))] = new
        renamed[new] = values
    for name, values in renamed.items():
        parent = parent_field(name)
        target = parent and (label(parent.related_model), values.get(parent.name))
        if target in numbers:
            values[parent.name] = numbers[target]
    return renamed


def model_of(name: str) -> Any:
    """Return the model of something that a snapshot names."""
    return apps.get_model(name.partition(":")[0])


def parent_field(name: str) -> Any:
    """Return the field by which a part belongs to what is above it; None for a record."""
    model = model_of(name)
    path = path_to_owner(model) if hasattr(model, "owner") else ""
    return model._meta.get_field(path.split("__")[0]) if path else None


# Changes from one snapshot to another


def changes(before: Snapshot, after: Snapshot) -> list[tuple[str, str, Any, Any]]:
    """Return what differs as (object, field, old, new), in the order of the page; "" as field for a whole part."""
    found: list[tuple[str, str, Any, Any]] = []
    for name, values in after.items():
        if name not in before:
            found.append((name, "", None, values))
        else:
            old = before[name]
            found += [(name, field, old.get(field), new) for field, new in values.items() if old.get(field) != new]
    found += [(name, "", values, None) for name, values in before.items() if name not in after]
    return found


def apply(before: Snapshot, after: Snapshot) -> None:
    """Change the database from one snapshot to another: only what differs, with all signals. In a transaction.

    Raises ObjectDoesNotExist where something is no longer there, and ValidationError where a value is not allowed.
    """
    differing = changes(before, after)
    for name in [name for name, field, _old, new in reversed(differing) if not field and new is None]:
        for part in model_of(name).objects.filter(pk=number_of(name)):
            part.delete()
    make_room(before, after)
    created: dict[str, Any] = {}
    for name, values in after.items():
        mine = {field: new for one, field, _old, new in differing if one == name and field}
        if name not in before:
            created[name] = write(model_of(name)(), values, created)
        elif mine:
            write(model_of(name).objects.get(pk=number_of(name)), mine, created)


def number_of(name: str) -> int:
    """Return the key of something that is in the database."""
    return int(name.partition(":")[2])


def make_room(before: Snapshot, after: Snapshot) -> None:
    """Move parts that change their position to places above all others, so that they may change places."""
    for name in before:
        if name in after and parent_field(name) and before[name].get("position") != after[name].get("position"):
            rows = model_of(name).objects
            highest = rows.aggregate(most=models.Max("position"))["most"] or 0
            rows.filter(pk=number_of(name)).update(position=highest + 1)


def write(record: Any, values: dict[str, Any], created: dict[str, Any]) -> Any:
    """Set some fields of a record to plain values, check them, save it, and set its relations."""
    relations: dict[str, Any] = {}
    for name, value in values.items():
        field = record._meta.get_field(name)
        if field.many_to_many:
            relations[name] = value
        elif field.is_relation:
            setattr(record, name if value in created else field.attname, created.get(value, value))
        elif value is None and not field.null:
            setattr(record, name, field.get_default())
        else:
            setattr(record, name, field.to_python(value))
    record.clean_fields(exclude=[*translated_fields(type(record)), *untouched(record, values)])
    record.validate_constraints()
    record.save()
    for name, keys in relations.items():
        getattr(record, name).set(keys)
    return record


def untouched(record: models.Model, values: dict[str, Any]) -> list[str]:
    """Return the fields that nobody writes here."""
    return [field.name for field in record._meta.fields if field.name not in values]
