"""schema.org data (JSON-LD) that every app can use: lists, publishers, the way here."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest

from skills2work import languages
from skills2work.publishing import PublishedRecord
from skills2work.translations import states
from skills2work.views.machines import site_address

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# What IPTC and schema.org call text made by a language model (Regulation (EU) 2024/1689, Article 50, asks to mark it).
BY_MACHINE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without keys whose value is not known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def country(code: str, name: str) -> dict[str, Any]:
    """Return a country, or the European Union as what it is."""
    return {"@type": "Country" if code != "EU" else "AdministrativeArea", "name": name}


def page_of(request: HttpRequest, record: PublishedRecord, kind: str) -> dict[str, Any]:
    """Return what every record's page says of itself."""
    title, summary = record.local("title"), record.local("summary")
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": kind,
            "@id": f"{site_address(request)}{record.get_absolute_url()}",
            "url": f"{site_address(request)}{record.get_absolute_url()}",
            "name": title.text,
            "description": summary.text,
            "inLanguage": title.language,
            "digitalSourceType": BY_MACHINE if machine_made(record) else None,
        }
    )


def machine_made(record: PublishedRecord) -> bool:
    """Say whether a machine wrote any text of a record's page in the reader's language, and nobody has reviewed it."""
    language = languages.spoken()
    return states.remembered(record, language, parts=True).is_machine


def organisation(request: HttpRequest, record: PublishedRecord) -> dict[str, Any]:
    """Return an organisation as a part of something else."""
    return {
        "@type": "Organization",
        "name": record.local("title").text,
        "url": f"{site_address(request)}{record.get_absolute_url()}",
    }


def item_list(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return one page of a list."""
    site = site_address(request)
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "inLanguage": languages.spoken(),
        "numberOfItems": page.paginator.count,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "url": f"{site}{record.get_absolute_url()}",
                "name": record.local("title").text,
            }
            for place, record in enumerate(page.object_list, start=max(page.start_index(), 1))
        ],
    }
