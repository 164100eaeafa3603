"""The whole directory as linked data (JSON-LD), in the words of schema.org, CPSV-AP 3 and Dublin Core.

Texts stand there in every language they were written in or translated into, each with its language; nothing falls
back, nothing is guessed, and what is not known is left out. A word of a closed vocabulary is a concept: a node of its
own with its code (notation) and its label in every language.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from skills2work import countries, languages
from skills2work.batches import in_batches
from skills2work.data.feeds import SITE_NAME
from skills2work.data.kinds import kinds
from skills2work.data.records import address, moment, source
from skills2work.fields import lines
from skills2work.publishing import PublishedRecord, shown
from skills2work.structured import BY_MACHINE, LICENCE, without_empty
from skills2work.translations import states
from skills2work.translations.states import Standing
from skills2work.views.machines import site_address
from skills2work.vocabularies import TranslationState, Verification

Node = dict[str, Any]

AN_ADDRESS = {"@type": "@id"}
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct:date": {"@type": "xsd:date"},
    "dct:license": AN_ADDRESS,
    "dct:modified": {"@type": "xsd:dateTime"},
    "dcat:startDate": {"@type": "xsd:gYear"},
    "dcat:endDate": {"@type": "xsd:gYear"},
    "schema:license": AN_ADDRESS,
    "schema:sameAs": AN_ADDRESS,
    "schema:url": AN_ADDRESS,
    "skos:inScheme": AN_ADDRESS,
}
BATCH = 200  # records read at a time


def name_of(code: str) -> Node:
    """Return the name of a country in the language active now: CLDR has it in all of them."""
    language = languages.spoken()
    return {"@value": countries.name(code, language), "@language": language}


@lru_cache(maxsize=512)
def labels(vocabulary: type[models.TextChoices], value: str) -> tuple[Node, ...]:
    """Return the label of a word in English and in every language into which it is translated."""
    found = {}
    for language in languages.LANGUAGE_CODES:
        with override(language):
            found[language] = str(vocabulary(value).label)
    source = found[languages.SOURCE_LANGUAGE]
    return tuple(
        {"@value": label, "@language": language}
        for language, label in found.items()
        if label != source or language == languages.SOURCE_LANGUAGE
    )


def texts(record: Any, field: str) -> list[Node]:
    """Return a text of a record in every language that has it."""
    found = ((code, getattr(record, f"{field}_{code}", None)) for code in languages.LANGUAGE_CODES)
    return [{"@value": text, "@language": code} for code, text in found if text]


def how_to(steps: list[list[Node]]) -> list[Node]:
    """Return steps as those of a schema:HowTo, each with its text in every language that has it."""
    return [
        {"@type": "schema:HowToStep", "schema:position": place, "schema:text": found}
        for place, found in enumerate(steps, start=1)
        if found
    ]


def lines_in_languages(record: Any, field: str) -> list[list[Node]]:
    """Return the items of a text with one item a line: for each place what stands there in every language."""
    columns = [[{**text, "@value": line} for line in lines(text["@value"])] for text in texts(record, field)]
    return [[node for node in row if node] for row in zip_longest(*columns)]


def scheme(site: str, vocabulary: type[models.TextChoices]) -> str:
    """Return what names a closed vocabulary: the place where it is described for machines."""
    return f"{site}{reverse('openapi')}#/components/schemas/{vocabulary.__name__}"


def concept(site: str, vocabulary: type[models.TextChoices], value: str) -> Node | None:
    """Return a word of a closed vocabulary by its name; None for an empty value."""
    return {"@id": f"{scheme(site, vocabulary)}/{value}"} if value else None


def concepts(site: str, vocabulary: type[models.TextChoices], values: list[str]) -> list[Node]:
    """Return some words of a closed vocabulary by their names."""
    found = (concept(site, vocabulary, value) for value in values)
    return [node for node in found if node]


def described_concepts(site: str) -> Iterator[Node]:
    """Return every word of the vocabularies that the kinds use, with its code and its labels."""
    used = {field.vocabulary for kind in kinds() for field in kind.fields if field.vocabulary}
    for vocabulary in sorted(used, key=lambda one: one.__name__):
        for member in vocabulary:
            yield {
                "@id": f"{scheme(site, vocabulary)}/{member.value}",
                "@type": "skos:Concept",
                "skos:notation": member.value,
                "skos:prefLabel": list(labels(vocabulary, member.value)),
                "skos:inScheme": scheme(site, vocabulary),
            }


def place(code: str) -> Node | None:
    """Return a country, or the European Union as what it is; None for no code."""
    if not code:
        return None
    return {
        "@type": ["dct:Location", "schema:AdministrativeArea" if code == countries.EU else "schema:Country"],
        "schema:identifier": code,
        "schema:name": name_of(code),
    }


def citation(record: Any) -> Node:
    """Return a source as a page on the web; without an address where only a copy of it could be read."""
    found = source(record)
    return without_empty(
        {
            "@id": iri_to_uri(found["url"]) if found["url"] else None,
            "@type": "schema:WebPage",
            "schema:name": found["title"],
            "schema:publisher": found["publisher"],
            "schema:datePublished": str(found["year"]) if found["year"] else None,
        }
    )


def mentioned(record: PublishedRecord | None, site: str) -> Node | None:
    """Return where another record is described; None for what readers may not see."""
    other = shown(record)
    return {"@id": address(other, site)} if other is not None else None


def provenance(record: PublishedRecord) -> Node:
    """Say who vouches for a record, and since when."""
    return without_empty(
        {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": list(labels(Verification, record.verification)) if record.verification else None,
            "dct:date": record.verified_on.isoformat() if record.verified_on else None,
            "schema:name": record.confirmed_by if record.verification == Verification.CONFIRMED else None,
        }
    )


def translation(found: Standing, site: str) -> Node:
    """Say how a record came into one language, and whether the text it was translated from has changed since."""
    return without_empty(
        {
            "@type": "schema:CreativeWork",
            "dct:language": found.language,
            "adms:status": concept(site, TranslationState, found.state),
            "dct:date": found.on.isoformat() if found.on else None,
            "adms:versionNotes": "The text it was translated from has changed since" if found.behind else None,
            "schema:digitalSourceType": BY_MACHINE if found.is_machine else None,
        }
    )


def described(record: PublishedRecord, site: str, *types: str, **more: Any) -> Node:
    """Return what every record says of itself; `more` holds further properties, with "__" for the colon."""
    own = address(record, site)
    return without_empty(
        {
            "@id": own,
            "@type": list(types),
            "dct:identifier": record.slug,
            "dct:title": texts(record, "title"),
            "schema:name": texts(record, "title"),
            "schema:description": texts(record, "summary"),
            "schema:url": own,
            "dct:spatial": place(getattr(record, "country", "")),
            "dct:modified": moment(record.updated_at),
            "dct:provenance": provenance(record),
            "schema:workTranslation": [translation(found, site) for found in states.in_all_languages(record)],
            "schema:citation": [citation(one) for one in record.sources.all()],
            **{name.replace("__", ":"): value for name, value in more.items()},
        }
    )


def dataset(site: str) -> Node:
    """Return what the document is: its name, its licence, its languages."""
    own = f"{site}{reverse('directory-jsonld')}"
    return {
        "@id": own,
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": SITE_NAME,
        "schema:name": SITE_NAME,
        "schema:url": f"{site}{reverse('open-data')}",
        "dct:license": LICENCE,
        "schema:license": LICENCE,
        "schema:inLanguage": list(languages.LANGUAGE_CODES),
    }


def compact(node: Node) -> str:
    """Return a node as JSON on one line."""
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))


def document(request: HttpRequest) -> Iterator[str]:
    """Return the document piece by piece: one node a line."""
    site = site_address(request)
    yield f'{{"@context":{compact(CONTEXT)},\n"@graph":[\n{compact(dataset(site))}'
    for node in described_concepts(site):
        yield f",\n{compact(node)}"
    for kind in kinds():
        for batch in in_batches(kind.records().iterator(chunk_size=BATCH), BATCH):
            states.attach_all(batch)
            yield from (f",\n{compact(kind.linked(record, site))}" for record in batch)
    yield "\n]}\n"
