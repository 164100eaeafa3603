"""The description of all data addresses for machines (OpenAPI 3.1), made of the fields that the kinds declare.

It is in English: it is for people who write programs.
"""

from typing import Any

from django.db import models
from django.utils.translation import override

from skills2work import languages
from skills2work.data.answers import IN_A_FEED
from skills2work.data.fields import Schema, ref
from skills2work.data.kinds import DataKind, Parameter, kinds
from skills2work.data.records import SCHEMAS
from skills2work.data.tables import BETWEEN, header
from skills2work.structured import LICENCE

DESCRIPTION = """\
Everything that readers of FromSkills2Work may see, as data. No key is needed; pages of other sites may read it (CORS).

Texts are in the language of the address. A text that is not translated stands there in the language the entry was
written in: `language` says which language title and summary are in, `in_source_language` names all that fall back.
What is not known is null, never guessed. A value of a filter that does not exist is ignored and named in `ignored`.

The content may be used under CC BY 4.0: name FromSkills2Work and link to the entry.
"""
LANGUAGE = {
    "name": "language",
    "in": "path",
    "required": True,
    "description": "The language of the texts",
    "schema": ref("Language"),
}
PAGE = Parameter("page", "20 entries a page", {"type": "integer", "minimum": 1, "default": 1}, repeats=False)


def vocabulary_schema(vocabulary: type[models.TextChoices]) -> Schema:
    """Return a closed vocabulary with a name for each of its codes."""
    return {
        "type": "string",
        "description": str(vocabulary.__doc__),
        "oneOf": [{"const": member.value, "title": str(member.label)} for member in vocabulary],
    }


def parameter(found: Parameter) -> dict[str, Any]:
    """Return a parameter of the query string."""
    described = {"name": found.name, "in": "query", "description": found.description}
    if not found.repeats:
        return {**described, "schema": found.schema}
    return {**described, "schema": {"type": "array", "items": found.schema}, "style": "form", "explode": True}


def record_schema(kind: DataKind) -> Schema:
    """Return the schema of one row."""
    return {
        "type": "object",
        "description": kind.description,
        "required": [field.name for field in kind.fields],
        "additionalProperties": False,
        "properties": {field.name: field.schema for field in kind.fields},
    }


def list_schema(kind: DataKind) -> Schema:
    """Return the schema of one page of a list."""
    return {
        "type": "object",
        "required": ["count", "page", "pages", *kind.list_fields, "results"],
        "additionalProperties": False,
        "properties": {
            "count": {"type": "integer", "minimum": 0, "description": "Entries on all pages"},
            "page": {"type": "integer", "minimum": 1},
            "pages": {"type": "integer", "minimum": 1},
            "note": {"type": "string", "description": "Says that the page asked for does not exist"},
            "ignored": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What the address asked for that does not exist",
            },
            **kind.list_fields,
            "results": {"type": "array", "items": ref(kind.schema)},
        },
    }


NO_SUCH_LANGUAGE = {
    "404": {
        "description": "The site is not in this language: a page for people says so",
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
}


def answer(description: str, media_type: str, schema: Schema) -> dict[str, Any]:
    """Return the one good answer of an address."""
    return {"200": {"description": description, "content": {media_type: {"schema": schema}}}}


def operation(kind: DataKind, extension: str, parameters: list[Any], responses: dict[str, Any]) -> dict[str, Any]:
    """Return what can be done with an address: read it."""
    summary = {"json": "a page", "csv": "all of it as a table", "atom": "what changed last"}[extension]
    return {
        "get": {
            "operationId": f"{kind.schema[0].lower()}{kind.schema[1:]}{extension.title()}",
            "tags": [kind.schema],
            "summary": f"{kind.description}: {summary}",
            "parameters": parameters,
            "responses": responses | NO_SUCH_LANGUAGE,
        }
    }


def paths_of(kind: DataKind) -> dict[str, Any]:
    """Return the three addresses of a list."""
    filters = [LANGUAGE, *(parameter(found) for found in kind.parameters)]
    text = {"type": "string"}
    columns = (
        f"UTF-8, comma, one entry a row. Lists are joined with {BETWEEN}. An apostrophe stands before a cell that a "
        f"spreadsheet would take for a formula. Columns: {', '.join(header(kind.fields))}"
    )
    json_list = answer("One page of the list", "application/json", ref(f"{kind.schema}List"))
    return {
        f"/{{language}}/{kind.address}.json": operation(kind, "json", [*filters, parameter(PAGE)], json_list),
        f"/{{language}}/{kind.address}.csv": operation(kind, "csv", filters, answer(columns, "text/csv", text)),
        f"/{{language}}/{kind.address}.atom": operation(
            kind,
            "atom",
            filters,
            answer(f"The {IN_A_FEED} entries changed last (RFC 4287)", "application/atom+xml", text),
        ),
    }


def whole_directory() -> dict[str, Any]:
    """Return the addresses that are not about one kind."""
    anything = {"type": "object"}
    described = "One node a line, in the words of schema.org, CPSV-AP 3 and Dublin Core, texts in all their languages"
    return {
        "/{language}/open-data/directory.jsonld": {
            "get": {
                "operationId": "directoryJsonld",
                "tags": ["Directory"],
                "summary": "The whole directory as linked data (JSON-LD)",
                "parameters": [LANGUAGE],
                "responses": answer(described, "application/ld+json", anything) | NO_SUCH_LANGUAGE,
            }
        },
        "/openapi.json": {
            "get": {
                "operationId": "openapi",
                "tags": ["Directory"],
                "summary": "This description",
                "responses": answer("OpenAPI 3.1", "application/json", anything),
            }
        },
    }


def components() -> dict[str, Schema]:
    """Return every schema by its name."""
    found = dict(SCHEMAS)
    for kind in kinds():
        found[kind.schema] = record_schema(kind)
        found[f"{kind.schema}List"] = list_schema(kind)
        for field in kind.fields:
            if field.vocabulary:
                found[field.vocabulary.__name__] = vocabulary_schema(field.vocabulary)
    return dict(sorted(found.items()))


def document(site: str) -> dict[str, Any]:
    """Return the whole description. `site` is the address of the site."""
    with override(languages.SOURCE_LANGUAGE):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "FromSkills2Work",
                "version": "1.0.0",
                "description": DESCRIPTION,
                "license": {"name": "CC BY 4.0", "url": LICENCE},
            },
            "servers": [{"url": site}],
            "paths": {path: item for kind in kinds() for path, item in paths_of(kind).items()} | whole_directory(),
            "components": {"schemas": components()},
        }
