"""The content as data in an archive: what readers may see and nothing else, row by row, to load back as it was."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models

from skills2work.archive.files import write
from skills2work.archive.kept import public_models
from skills2work.archive.places import DATA
from skills2work.archive.rendering import Copy
from skills2work.backups.rows import ROWS_AT_ONCE, columns_of, line_of
from skills2work.publishing import Published
from skills2work.sources import Source
from skills2work.translations.models import Translation

NAME = f"{DATA}content.zip"
MANIFEST = "manifest.json"
WHAT = "fromskills2work archive"
FORMAT = 1
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of every file in it: the same content makes the same bytes


def tables() -> dict[str, type[models.Model]]:
    """Return the models in the data, in the order in which they load: what belongs to others comes after them."""
    found: dict[str, type[models.Model]] = {}
    # How texts came about is said of records of all kinds: it comes last.
    for name in sorted(public_models(), key=lambda name: name == Translation._meta.label_lower):
        model = apps.get_model(name)
        found[name] = model
        for relation in model._meta.many_to_many:
            through: Any = relation.remote_field.through
            found[through._meta.label_lower] = through
    return found


def default_of(field: Any) -> Any:
    """Return what stands in a field that is left empty."""
    return None if field.null else field.get_default()


class Public:
    """The rows that readers may see, model by model."""

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using
        self.tables = tables()
        self.keys: dict[str, set[Any]] = {}

    def rows(self, model: type[models.Model]) -> Iterator[list[Any]]:
        """Yield the rows of a model that readers may see. Models before it in the order were asked already."""
        label = model._meta.label_lower
        blank = public_models().get(label, ())
        fields = list(model._meta.concrete_fields)
        place = {field.attname: number for number, field in enumerate(fields)}
        keys = self.keys.setdefault(label, set())
        found: Any = models.QuerySet(model, using=self.using).order_by("pk")
        if issubclass(model, Published):
            # The rule of the model itself: a story whose basis was withdrawn is not public either.
            found = found.filter(pk__in=model.objects.using(self.using).published().values("pk"))
        for values in found.values_list(*columns_of(model)).iterator(chunk_size=ROWS_AT_ONCE):
            row = list(values)
            if not self.is_public(model, row, place):
                continue
            for field in fields:
                if field.name in blank or (field.remote_field and not self.is_shown(field, row[place[field.attname]])):
                    row[place[field.attname]] = default_of(field)
            keys.add(row[place[model._meta.pk.attname]])
            yield row

    def is_shown(self, field: Any, value: Any) -> bool:
        """Say whether a relation leads to a row that readers may see."""
        label = field.related_model._meta.label_lower
        if field.related_model is field.model:  # "see instead": asked in the database, for it may come later
            return value is None or field.model.objects.using(self.using).published().filter(pk=value).exists()
        return value is None or value in self.keys.get(label, set())

    def is_public(self, model: type[models.Model], row: list[Any], place: dict[str, int]) -> bool:
        """Say whether all that a row cannot be without is public."""
        if model is Source:
            return row[place["id"]] in self.sources
        if model is Translation:
            return row[place["object_id"]] in self.keys.get(row[place["model"]], set())
        needed = [field for field in model._meta.concrete_fields if field.remote_field and not field.null]
        return all(self.is_shown(field, row[place[field.attname]]) for field in needed)

    @cached_property
    def sources(self) -> set[int]:
        """Return the keys of the sources that anything published names."""
        named: set[int] = set()
        for label, model in self.tables.items():
            if not model._meta.auto_created or not label.endswith("_sources"):
                continue
            owner: Any = model._meta.auto_created
            rows: Any = models.QuerySet(model, using=self.using)
            if issubclass(owner, Published):
                shown = owner.objects.using(self.using).published().values("pk")
                rows = rows.filter(**{f"{owner._meta.model_name}__in": shown})
            named |= set(rows.values_list("source_id", flat=True))
        return named

    def parts(self) -> Iterator[tuple[str, list[str], bytes]]:
        """Yield each model with its columns and its rows as lines."""
        for label, model in self.tables.items():
            yield label, columns_of(model), b"".join(line_of(row) for row in self.rows(model))


def combined(parts: list[dict[str, Any]]) -> str:
    """Return one hash for all parts."""
    text = "".join(f"{part['model']} {','.join(part['columns'])} {part['sha256']}\n" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()


def public_hash(using: str = DEFAULT_DB_ALIAS) -> str:
    """Return the hash of all that readers may see: two databases with the same public content have the same."""
    return combined([described(*part) for part in Public(using).parts()])


def described(label: str, columns: list[str], body: bytes) -> dict[str, Any]:
    """Return what the manifest says of the rows of a model."""
    digest = hashlib.sha256(body).hexdigest()
    return {"model": label, "columns": columns, "rows": body.count(b"\n"), "sha256": digest}


def write_dump(folder: Path, copy: Copy) -> set[str]:
    """Write the data of an archive. Returns the names of the files."""
    buffer = io.BytesIO()
    parts: list[dict[str, Any]] = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, columns, body in Public().parts():
            parts.append(described(label, columns, body))
            put(archive, f"rows/{label}.jsonl", body)
        manifest = {
            "what": WHAT,
            "format": FORMAT,
            "made_on": copy.made_on.isoformat(),
            "content_hash": combined(parts),
            "parts": parts,
        }
        put(archive, MANIFEST, json.dumps(manifest, indent=2).encode())
    write(folder, NAME, buffer.getvalue())
    return {NAME}


def put(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    """Put a file into the data."""
    info = zipfile.ZipInfo(name, date_time=LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, body)
