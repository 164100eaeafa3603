"""The kinds of records that are given away as data, and who knows how to make them.

An app registers its kinds; the ground floor makes of them addresses, the description for machines and the whole
directory.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from skills2work import languages
from skills2work.batches import in_batches
from skills2work.data.fields import DataField, Schema
from skills2work.data.records import FALLBACKS, HEAD, TAIL
from skills2work.translations.states import attach
from skills2work.views.machines import site_address

BATCH = 200  # records whose translations are asked for at once


@dataclass(frozen=True)
class Parameter:
    """A parameter of the address of a list. `repeats`: it may stand there several times, any of them fits."""

    name: str
    description: str
    schema: Schema
    repeats: bool = True


@dataclass(frozen=True)
class DataKind:
    """One kind of record as data.

    `section` is that of the model, `address` that of the lists ("stories" makes "/en/stories.json"), `schema` the name
    in the description for machines. `records` gives all published records with what rows need, `linked` one of them in
    the words of schema.org and CPSV-AP. `list_fields` are what a list has besides count, pages and results.
    """

    section: str
    schema: str
    address: str
    title: Promise
    description: str
    records: Callable[[], Any]
    own: tuple[DataField, ...]
    linked: Callable[[Any, str], dict[str, Any]]
    parameters: tuple[Parameter, ...] = ()
    list_fields: dict[str, Schema] = field(default_factory=dict)

    @cached_property
    def fields(self) -> tuple[DataField, ...]:
        """Return all fields of a row, in order."""
        return (*HEAD, *self.own, *TAIL)

    @property
    def name(self) -> str:
        """Return what the list is called in addresses and names of files."""
        return self.address.rpartition("/")[2]

    def row(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """Return a record as plain data in the reader's language. No query for records that came with `for_data`."""
        site = site_address(request)
        found = {one.name: one.value(record, site) for one in self.fields}
        found[FALLBACKS] = [one.name for one in self.fields if one.falls_back(record)]
        return found

    def rows(self, records: Iterable[Any], request: HttpRequest) -> Iterator[dict[str, Any]]:
        """Return records as plain data; how they are translated is asked once for many."""
        language = languages.spoken()
        for batch in in_batches(records, BATCH):
            attach(batch, language)
            yield from (self.row(record, request) for record in batch)

    def path(self, extension: str) -> str:
        """Return the address of the list in a format, in the reader's language."""
        return f"{reverse('home')}{self.address}.{extension}"


_kinds: dict[str, DataKind] = {}


def register(kind: DataKind) -> None:
    """Give a kind of record away as data."""
    _kinds[kind.section] = kind


def kinds() -> list[DataKind]:
    """Return all kinds, in the order of the apps."""
    return list(_kinds.values())
