"""One field of a record as plain data: its name, its JSON Schema, its value, and its columns in a table.

Everything that is not known is null; a list is empty only where that says something ("no results published").
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from skills2work import languages
from skills2work.fields import lines as lines_in
from skills2work.publishing import PublishedRecord, shown
from skills2work.sources import linkable
from skills2work.texts import local_text

Schema = dict[str, Any]


def never(record: Any) -> bool:
    """Say of a field without a text that its text stands in the reader's language."""
    return False


@dataclass(frozen=True)
class DataField:
    """One field of a row.

    `value` gets the record and the address of the site; `columns` gets the value and returns cells by column;
    `falls_back` says whether the text of the field is in the record's source language instead of the reader's.
    """

    name: str
    schema: Schema
    value: Callable[[Any, str], Any]
    columns: tuple[tuple[str, Callable[[Any], Any]], ...]
    falls_back: Callable[[Any], bool] = never
    vocabulary: type[models.TextChoices] | None = None


def itself(value: Any) -> Any:
    """Return a value that is its own cell."""
    return value


def ref(name: str) -> Schema:
    """Return the schema that is described elsewhere in the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """Return a schema that takes null, for "not known", as well."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def about(schema: Schema, description: str) -> Schema:
    """Return a schema with a description."""
    return {**schema, "description": description} if description else schema


def field(
    name: str, schema: Schema, value: Callable[[Any, str], Any], falls_back: Callable[[Any], bool] = never
) -> DataField:
    """Return a field with one column of its own name."""
    return DataField(name, schema, value, ((name, itself),), falls_back)


def plain(name: str, description: str = "", attribute: str = "") -> DataField:
    """Return a text that stands in no language in particular: a name, a code."""
    attribute = attribute or name
    schema = about({"type": ["string", "null"]}, description)
    return field(name, schema, lambda record, _site: getattr(record, attribute) or None)


def number(name: str, description: str = "") -> DataField:
    """Return a whole number, such as a year."""
    schema = about({"type": ["integer", "null"]}, description)
    return field(name, schema, lambda record, _site: getattr(record, name))


def is_foreign(record: Any, name: str) -> bool:
    """Say whether a text of a record is in another language than the reader's."""
    found = local_text(record, name)
    return bool(found.text) and found.is_foreign


def text(name: str, description: str = "", *, required: bool = False) -> DataField:
    """Return a translated text: in the reader's language, else in the record's source language."""
    kind: str | list[str] = "string" if required else ["string", "null"]
    empty = "" if required else None
    return field(
        name,
        about({"type": kind}, description),
        lambda record, _site: local_text(record, name).text or empty,
        lambda record: is_foreign(record, name),
    )


def strings(description: str) -> Schema:
    """Return the schema of a list of texts."""
    return about({"type": "array", "items": {"type": "string"}}, description)


def lines(name: str, description: str = "") -> DataField:
    """Return a translated text with one item a line as a list."""
    return field(
        name,
        strings(description),
        lambda record, _site: lines_in(local_text(record, name).text),
        lambda record: is_foreign(record, name),
    )


def parts(name: str, part_text: str, description: str = "") -> DataField:
    """Return the texts of the parts of a record, such as its steps; null where there are none."""

    def value(record: Any, _site: str) -> list[str] | None:
        return [local_text(part, part_text).text for part in getattr(record, name).all()] or None

    def falls_back(record: Any) -> bool:
        return any(is_foreign(part, part_text) for part in getattr(record, name).all())

    return field(name, nullable(strings(description)), value, falls_back)


def code(name: str, vocabulary: type[models.TextChoices], description: str = "") -> DataField:
    """Return one word of a closed vocabulary; null where the field is empty."""
    return DataField(
        name,
        about(nullable(ref(vocabulary.__name__)), description),
        lambda record, _site: getattr(record, name) or None,
        ((name, itself),),
        vocabulary=vocabulary,
    )


def codes(
    name: str, vocabulary: type[models.TextChoices] | None, description: str = "", *, null_when_empty: bool = False
) -> DataField:
    """Return a list of codes; null for an empty list only where that means "not known"."""
    items = ref(vocabulary.__name__) if vocabulary else {"type": "string"}
    schema: Schema = {"type": "array", "items": items}
    return DataField(
        name,
        about(nullable(schema) if null_when_empty else schema, description),
        lambda record, _site: list(getattr(record, name) or []) or (None if null_when_empty else []),
        ((name, itself),),
        vocabulary=vocabulary,
    )


def own_page(description: str) -> DataField:
    """Return the address of the record's own page elsewhere; null where readers cannot be sent there."""
    schema = about({"type": ["string", "null"], "format": "uri"}, description)
    return field("own_page", schema, lambda record, _site: linkable(record.url) or None)


def named(record: PublishedRecord | None, site: str) -> dict[str, Any] | None:
    """Return what one record says of another: who it is and where; None for what readers may not see."""
    other = shown(record)
    if other is None:
        return None
    title = other.local("title")
    return {
        "slug": other.slug,
        "name": title.text,
        "language": title.language,
        "url": f"{site}{other.get_absolute_url()}",
    }


def of_each(items: Iterable[dict[str, Any]], key: str) -> list[str]:
    """Return one value of each of some references."""
    return [item[key] for item in items]


def reference(name: str, description: str = "") -> DataField:
    """Return another record; in a table its name, and its slug in a column of its own."""
    return DataField(
        name,
        about(nullable(ref("Reference")), description),
        lambda record, site: named(getattr(record, name), site),
        (
            (name, lambda value: value["name"] if value else None),
            (f"{name}_slug", lambda value: value["slug"] if value else None),
        ),
    )


def references(name: str, description: str = "") -> DataField:
    """Return other records; in a table their names, and their slugs in a column of their own."""

    def value(record: Any, site: str) -> list[dict[str, Any]]:
        found = (named(other, site) for other in getattr(record, name).all())
        return [other for other in found if other]

    return DataField(
        name,
        about({"type": "array", "items": ref("Reference")}, description),
        value,
        (
            (name, lambda value: of_each(value, "name")),
            (f"{name.removesuffix('s')}_slugs", lambda value: of_each(value, "slug")),
        ),
    )


def language_code(description: str) -> Schema:
    """Return the schema of one of the languages of the site."""
    return about({"type": "string", "enum": list(languages.LANGUAGE_CODES)}, description)
