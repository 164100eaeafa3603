"""Every web address that the directory names, and the entries that name it: Django says which fields hold some."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from skills2work.parts import owner_of
from skills2work.publishing import Published
from skills2work.sources import Source, linkable
from skills2work.vocabularies import PublicationState

Uses = dict[str, list[models.Model]]


def fields_with_addresses() -> list[tuple[type[models.Model], str]]:
    """Return model and name of every field that holds a web address readers may be sent to."""
    found: list[tuple[type[models.Model], str]] = [(Source, "url")]
    for model in apps.get_models():
        if is_of_the_directory(model):
            found += [(model, field.name) for field in model._meta.fields if isinstance(field, models.URLField)]
    return found


def is_of_the_directory(model: type[models.Model]) -> bool:
    """Say whether a model is a record, or a part of one."""
    return issubclass(model, Published) or hasattr(model, "owner")


def still_there(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the rows of a model without those that were taken down."""
    rows = model._default_manager.order_by("pk")  # noqa: SLF001 the public name of it
    return rows.exclude(state=PublicationState.ARCHIVED) if issubclass(model, Published) else rows


def addresses() -> list[str]:
    """Return every address once, in order; those of mere copies are left out, as nobody is sent there."""
    found: set[str] = set()
    for model, name in fields_with_addresses():
        found.update(still_there(model).exclude(**{name: ""}).values_list(name, flat=True))
    return sorted(url for url in found if url and linkable(url))


def models_with_sources() -> list[type[models.Model]]:
    """Return every model whose rows rest on sources."""
    wanted = [model for model in apps.get_models() if is_of_the_directory(model)]
    return [model for model in wanted if any(field.name == "sources" for field in model._meta.many_to_many)]


def entries_naming(urls: Iterable[str]) -> Uses:
    """Return the entries that name each address, as their own or among their sources. As many queries for many."""
    wanted = set(urls)
    found: Uses = defaultdict(list)

    def add(url: str, thing: models.Model) -> None:
        entry = owner_of(thing)
        if entry is not None and entry not in found[url]:
            found[url].append(entry)

    for model, name in fields_with_addresses():
        if model is not Source:
            for row in still_there(model).filter(**{f"{name}__in": wanted}):
                add(getattr(row, name), row)
    for model in models_with_sources():
        for row in still_there(model).filter(sources__url__in=wanted).annotate(named=models.F("sources__url")):
            add(row.named, row)
    return found
