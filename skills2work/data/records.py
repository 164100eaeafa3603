"""What every published record says as data: address, texts with their language, country, verification, sources."""

from typing import Any

from skills2work import languages
from skills2work.data.fields import DataField, Schema, field, nullable, ref, strings, text
from skills2work.publishing import Published, PublishedRecord
from skills2work.sources import Source, is_copy
from skills2work.translations import states
from skills2work.translations.states import Standing
from skills2work.vocabularies import TranslationState, Verification


def here(record: Published) -> Standing:
    """Return how the own texts of a record stand in the reader's language; a query only where no list has asked."""
    return states.remembered(record, languages.spoken())


def verification(record: Published) -> dict[str, Any]:
    """Say who vouches for a record and since when. `by` is null while nobody but public sources does."""
    confirmed = record.verification == Verification.CONFIRMED
    return {
        "kind": record.verification or None,
        "date": record.verified_on.isoformat() if record.verified_on else None,
        "by": (record.confirmed_by or None) if confirmed else None,
    }


def source(record: Source) -> dict[str, Any]:
    """Return a source; without its address where only a copy of the page could be read."""
    copy_only = record.copy_only or is_copy(record.url)
    return {
        "url": None if copy_only else record.url,
        "title": record.title or None,
        "publisher": record.publisher or None,
        "year": record.year,
        "read_on": record.read_on.isoformat() if record.read_on else None,
        "copy_only": copy_only,
    }


def address(record: PublishedRecord, site: str) -> str:
    """Return where a record stands on the site, in the reader's language."""
    return f"{site}{record.get_absolute_url()}"


def moment(value: Any) -> str | None:
    """Return a moment as ISO 8601 writes it."""
    return value.isoformat(timespec="seconds") if value else None


URI = {"type": "string", "format": "uri"}
COUNTRY = {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2, or EU for the European level"}
FALLBACKS = "in_source_language"

# Before what a kind of record has of its own, and after it.
HEAD: tuple[DataField, ...] = (
    field("slug", {"type": "string", "description": "It never changes"}, lambda record, _site: record.slug),
    field("url", {**URI, "description": "Its place on the site, in the language asked for"}, address),
    text("title", required=True),
    text("summary", "One sentence", required=True),
    field(
        "language",
        {**ref("Language"), "description": "The language that title and summary are in"},
        lambda record, _site: record.local("title").language,
    ),
    field(
        "source_language",
        {**ref("Language"), "description": "The language the entry was written in first"},
        lambda record, _site: record.source_language,
    ),
    DataField(
        "translation",
        {**ref("TranslationState"), "description": "How the texts came into the language asked for"},
        lambda record, _site: here(record).state.value,
        (("translation", lambda value: value),),
        vocabulary=TranslationState,
    ),
    field(
        "translation_behind",
        {"type": "boolean", "description": "The text that the translation was made from has changed since"},
        lambda record, _site: here(record).behind,
    ),
    # Filled by `DataKind.row`, which knows all fields.
    field(
        FALLBACKS,
        strings("Fields whose text is in the source language, because there is none in the language asked for"),
        lambda _record, _site: [],
    ),
    field("country", COUNTRY, lambda record, _site: record.country),
)
TAIL: tuple[DataField, ...] = (
    DataField(
        "verification",
        ref("VerificationRecord"),
        lambda record, _site: verification(record),
        (
            ("verification", lambda value: value["kind"]),
            ("verified_on", lambda value: value["date"]),
            ("confirmed_by", lambda value: value["by"]),
        ),
        vocabulary=Verification,
    ),
    DataField(
        "sources",
        {"type": "array", "items": ref("Source"), "description": "The public pages that the entry rests on"},
        lambda record, _site: [source(one) for one in record.sources.all()],
        (("sources", lambda value: [one["url"].replace("|", "%7C") for one in value if one["url"]]),),
    ),
    field(
        "published",
        {"type": ["string", "null"], "format": "date-time"},
        lambda record, _site: moment(record.published_at),
    ),
    field("updated", {"type": "string", "format": "date-time"}, lambda record, _site: moment(record.updated_at)),
)

# The schemas that the fields above refer to, besides the vocabularies.
SCHEMAS: dict[str, Schema] = {
    "Language": {"type": "string", "enum": list(languages.LANGUAGE_CODES), "description": "BCP 47"},
    "VerificationRecord": {
        "type": "object",
        "description": "Who vouches for an entry",
        "required": ["kind", "date", "by"],
        "additionalProperties": False,
        "properties": {
            "kind": nullable(ref("Verification")),
            "date": {"type": ["string", "null"], "format": "date"},
            "by": {
                "type": ["string", "null"],
                "description": "The organisation that confirmed it; null while nobody has",
            },
        },
    },
    "Source": {
        "type": "object",
        "description": "A public page that facts were read on",
        "required": ["url", "title", "publisher", "year", "read_on", "copy_only"],
        "additionalProperties": False,
        "properties": {
            "url": {**nullable(URI), "description": "null where only a copy of the page could be read"},
            "title": {"type": ["string", "null"]},
            "publisher": {"type": ["string", "null"]},
            "year": {"type": ["integer", "null"], "description": "Of the page itself"},
            "read_on": {"type": ["string", "null"], "format": "date"},
            "copy_only": {"type": "boolean"},
        },
    },
    "Reference": {
        "type": "object",
        "description": "Another entry",
        "required": ["slug", "name", "language", "url"],
        "additionalProperties": False,
        "properties": {
            "slug": {"type": "string"},
            "name": {"type": "string"},
            "language": {**ref("Language"), "description": "The language that the name is in"},
            "url": URI,
        },
    },
}
