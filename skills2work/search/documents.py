"""What a record gives to the search: four texts by weight for each language, and who knows how to make them.

An app registers a builder for each of its models; the ground floor knows none of them by name.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import models

from skills2work import countries, languages
from skills2work.search.analysis import index_tokens

MOST_TOKENS = 3000  # of a body: more would not make it easier to find


class Texts(NamedTuple):
    """What one record holds in one language, before analysis. Lists are joined; empty texts do not count."""

    title: list[str]
    terms: list[str]
    summary: list[str]
    body: list[str]


class Kind(NamedTuple):
    """How one kind of record is indexed.

    `records` gives the records that may be found, with all that `texts` needs; `texts` the texts of one in a language;
    `country` and `rank` what filters and breaks ties. A kind with a `vocabulary` of its own keeps its words out of the
    spelling of all others: ten thousands of job titles would make any slip look like a word. An `is_overview` speaks of
    a whole country: it holds very many words, and is about few of them.
    """

    section: str
    model: type[models.Model]
    records: Callable[[], Any]
    texts: Callable[[Any, str], Texts]
    country: Callable[[Any], str]
    rank: Callable[[Any], int]
    vocabulary: str = ""
    is_overview: bool = False


def same_rank(rank: int) -> Callable[[Any], int]:
    """Return a rank that all records of a kind share."""
    return lambda _record: rank


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of record findable."""
    _kinds[kind.section] = kind


def kinds() -> list[Kind]:
    """Return all kinds of records that can be found."""
    return list(_kinds.values())


def kind_of(model: type[models.Model]) -> Kind | None:
    """Return how a model is indexed; None where it is not."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)


def vocabularies(sections: Iterable[str] = ()) -> frozenset[str]:
    """Return the names of the vocabularies in which the words of some sections stand; of all where none is named."""
    chosen = set(sections)
    return frozenset(kind.vocabulary for kind in kinds() if not chosen or kind.section in chosen)


def overviews() -> frozenset[str]:
    """Return the sections whose records speak of a whole country."""
    return frozenset(kind.section for kind in kinds() if kind.is_overview)


def country_names(code: str, language: str) -> list[str]:
    """Return what a country is called in a language, and its code."""
    return [countries.name(code, language), code] if code else []


def in_language(record: Any, language: str, *fields: str) -> list[str]:
    """Return fields of a record in one language, without any fallback; empty ones left out."""
    return [value for field in fields if (value := getattr(record, f"{field}_{language}", None))]


def own_names(record: Any, language: str, *names: str) -> list[str]:
    """Return names that stand in no language in particular, once: with the texts of the source language."""
    return [name for name in names if name] if language == record.source_language else []


class Document(NamedTuple):
    """One row of the index, analysed."""

    section: str
    record_id: int
    language: str
    country: str
    rank: int
    title: str
    terms: str
    summary: str
    body: str


def analysed(parts: Iterable[str], language: str, most: int = MOST_TOKENS) -> str:
    """Return the tokens of some texts as one string."""
    return " ".join(token for part in parts if part for token in index_tokens(part, language)[:most])


def documents_of(kind: Kind, record: Any) -> list[Document]:
    """Return a row for each language in which the record has anything to say."""
    found = []
    for language in languages.LANGUAGE_CODES:
        texts = kind.texts(record, language)
        fields = [analysed(part, language) for part in texts]
        if any(fields):
            found.append(Document(kind.section, record.pk, language, kind.country(record), kind.rank(record), *fields))
    return found
