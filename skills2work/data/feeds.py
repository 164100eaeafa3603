"""Atom feeds (RFC 4287) of records: stable ids, the moment of the last change, each text with its language."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from skills2work import languages
from skills2work.publishing import PublishedRecord
from skills2work.structured import LICENCE

# What XML 1.0 cannot hold.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
SITE_NAME = "FromSkills2Work"
RIGHTS = "CC BY 4.0"
# The year from which ids are ours (RFC 4151), and the last change of a feed without entries.
SINCE = 2026


def xml_text(value: str) -> str:
    """Return a text without what XML cannot hold."""
    return NO_XML.sub(" ", value)


class Feed(Atom1Feed):
    """A feed with its licence, whose entries may be in another language than the feed."""

    def add_root_elements(self, handler: Any) -> None:
        """Name the licence, too."""
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Say which language an entry is in."""
        return {"xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        """Return the last change of an entry; without any, a moment that stays the same."""
        return super().latest_post_date() if self.items else datetime(SINCE, 1, 1, tzinfo=UTC)


def entry_id(record: PublishedRecord, host: str, language: str) -> str:
    """Return what names an entry for ever: independent of paths, the same in every feed of a language."""
    return f"tag:{host},{SINCE}:{language}:{record.section}:{record.slug}"


def feed(title: str, link: str, feed_url: str, site: str, records: Iterable[PublishedRecord]) -> str:
    """Return the feed of some records in the reader's language."""
    language = languages.spoken()
    host = urlsplit(site).hostname or SITE_NAME.lower()
    found = Feed(
        title=xml_text(f"{title} · {SITE_NAME}"),
        link=link,
        description=None,
        language=language,
        feed_url=feed_url,
        feed_guid=feed_url,
        author_name=SITE_NAME,
        author_link=site,
        feed_copyright=RIGHTS,
    )
    for record in records:
        name = record.local("title")
        found.add_item(
            title=xml_text(name.text),
            link=f"{site}{record.get_absolute_url()}",
            description=escape(xml_text(record.local("summary").text)),  # feeds carry it as HTML
            unique_id=entry_id(record, host, language),
            pubdate=record.published_at,
            updateddate=record.updated_at,
            categories=[country] if (country := getattr(record, "country", "")) else [],
            language=name.language,
        )
    return found.writeString("utf-8")
