"""schema.org data (JSON-LD) of practices and countries."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from practices.models import Occupation, Practice
from skills2work import countries, languages, structured
from skills2work.publishing import shown
from skills2work.views.machines import site_address


def practice(request: HttpRequest, record: Practice) -> dict[str, Any]:
    """Return a practice as a Service: who provides it, where, for whom, in which languages, at what cost."""
    lead = shown(record.lead)
    provider: dict[str, Any] = {}
    if lead is not None:
        provider = structured.organisation(request, lead)
    elif record.lead_name:
        provider = {"@type": "Organization", "name": record.lead_name}
    return structured.without_empty(
        {
            **structured.page_of(request, record, "Service"),
            "alternateName": record.local_title,
            "serviceType": record.kind_labels,
            "provider": provider,
            "areaServed": structured.country(record.country, record.country_name),
            "audience": [{"@type": "Audience", "audienceType": label} for label in record.audience_labels],
            "availableLanguage": record.languages_offered,
            "isAccessibleForFree": True if record.cost_kind == "free" else None,
            "termsOfService": record.local("cost").text,
            "sameAs": record.own_page,
        }
    )


def country(request: HttpRequest, code: str, name: str) -> dict[str, Any]:
    """Return the page of a country."""
    return {
        "@context": structured.CONTEXT,
        "@type": "WebPage",
        "url": f"{site_address(request)}{reverse('country', args=[countries.SLUGS[code]])}",
        "inLanguage": languages.spoken(),
        "name": name,
        "about": structured.country(code, name),
        "license": structured.LICENCE,
    }


def occupation(request: HttpRequest, record: Occupation) -> dict[str, Any]:
    """Return an occupation, with its ISCO-08 group and its address at ESCO."""
    label = record.label()
    return structured.without_empty(
        {
            "@context": structured.CONTEXT,
            "@type": "Occupation",
            "url": f"{site_address(request)}{record.get_absolute_url()}",
            "name": label.text,
            "alternateName": record.other_names(label.language)[:10],
            "inLanguage": label.language,
            "occupationalCategory": {
                "@type": "CategoryCode",
                "inCodeSet": "ISCO-08",
                "codeValue": record.isco,
                "name": record.group.label().text,
            },
            "sameAs": record.uri,
        }
    )
