"""The sitemap: every public page in every language, in parts of 1,000 addresses."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from skills2work import countries
from skills2work.publishing import PublishedRecord, record_models

PAGES = (
    "home",
    "practices",
    "countries",
    "right-to-work",
    "pathway",
    "background-paper",
    "occupations",
    "employers",
    "employers-worth",
    "refugees",
    "safety",
    "service-providers",
    "compare-practices",
    "quality",
    "compare-countries",
    "stories",
    "organisations",
    "experts",
    "join",
    "about",
    "privacy",
    "accessibility",
    "open-data",
)


class InAllLanguages(Sitemap):
    """A sitemap that names each page in all languages, each with its alternates."""

    i18n = True
    alternates = True
    x_default = True
    limit = 1000

    def get_protocol(self, protocol: str | None = None) -> str:
        """Return the protocol of SITE_URL where it is set, else the request's."""
        return urlsplit(settings.SITE_URL).scheme or super().get_protocol(protocol)

    def get_domain(self, site: Any = None) -> str:
        """Return the host of SITE_URL where it is set, else the request's."""
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)


class PagesSitemap(InAllLanguages):
    """Pages that always exist."""

    def items(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return names of addresses with their arguments."""
        by_country = [
            (name, (slug,))
            for name in (
                "country",
                "employers-country",
                "refugees-country",
                "service-providers-country",
                "employers-checklist",
            )
            for slug in countries.CODES
        ]
        return [*((name, ()) for name in PAGES), *by_country]

    def location(self, item: Any) -> str:
        """Return the address of a page."""
        name, arguments = item
        return reverse(name, args=arguments)


class RecordsSitemap(InAllLanguages):
    """The published records of one model that have pages of their own."""

    def __init__(self, model: type[PublishedRecord]) -> None:
        self.model = model

    def items(self) -> Any:
        """Return the records, in a stable order."""
        return self.model.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Any) -> Any:
        """Return when the record last changed."""
        return item.updated_at


def sitemaps() -> dict[str, type[Sitemap] | Sitemap]:
    """Return the parts of the sitemap by name."""
    own_pages = [model for model in record_models() if model.has_page]
    return {"pages": PagesSitemap(), **{model.section: RecordsSitemap(model) for model in own_pages}}
