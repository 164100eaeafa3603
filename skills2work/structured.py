"""schema.org data (JSON-LD) that every app can use: lists, publishers, the way here."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import get_language

from skills2work import languages
from skills2work.publishing import PublishedRecord
from skills2work.views.machines import site_address

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


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
        }
    )


def organisation(request: HttpRequest, record: PublishedRecord) -> dict[str, Any]:
    """Return an organisation as a part of something else."""
    return {
        "@type": "Organization",
        "name": record.local("title").text,
        "url": f"{site_address(request)}{record.get_absolute_url()}",
    }


def item_list(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return one page of a list."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "inLanguage": get_language() or languages.SOURCE_LANGUAGE,
        "numberOfItems": page.paginator.count,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "url": f"{site_address(request)}{record.get_absolute_url()}",
                "name": record.local("title").text,
            }
            for place, record in enumerate(page.object_list, start=max(page.start_index(), 1))
        ],
    }
