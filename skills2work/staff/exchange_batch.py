"""What the rows of one table have in common: the records they name, found in few queries, and how each is saved."""

from collections import Counter
from typing import Any

import reversion
import tablib
from django.utils.translation import gettext as _

from skills2work.batches import in_batches
from skills2work.search.indexing import paused, reindex
from skills2work.sources import Source
from skills2work.staff import rights
from skills2work.staff.exchange_parts import line_of
from skills2work.staff.snapshots import fresh
from skills2work.staff.versions import keep_first
from skills2work.translations import following

AT_ONCE = 500


class Batch:
    """The records that a table speaks of, and those it names."""

    def __init__(self, user: Any, model: Any, table: tablib.Dataset | None = None, fetched: Any = None) -> None:
        self.user, self.model = user, model
        self.slugs = Counter(slug.strip() for slug in table["slug"]) if table else Counter[str]()
        self.records: dict[str, Any] = {}
        self.addresses: dict[Any, dict[str, Any]] = {}
        self.sources: dict[str, Source] = {}
        self.said: dict[str, str] = {}  # what the table says of a page, as a line
        self.changed_parts: list[Any] = []
        for slugs in in_batches(self.slugs, AT_ONCE):
            self.records |= {one.slug: one for one in fetched(model.objects.filter(slug__in=slugs))}

    def record(self, slug: str) -> Any:
        """Return the record with this address, or None."""
        return self.records.get(slug)

    def is_repeated(self, slug: str) -> bool:
        """Say whether several rows have this address."""
        return self.slugs[slug] > 1

    # What rows name

    def named(self, model: Any, slugs: list[str]) -> list[Any]:
        """Return records by their addresses. Raises ValueError that names those that there are not, for her."""
        known = self.addresses.get(model)
        if known is None:
            known = self.addresses[model] = {one.slug: one for one in self.nameable(model)}
        missing = [slug for slug in slugs if slug not in known]
        if missing:
            told = _("No entry has this address: %(names)s")
            raise ValueError(told % {"names": ", ".join(missing)})
        return list(dict.fromkeys(known[slug] for slug in slugs))

    def nameable(self, model: Any) -> Any:
        """Return the records that somebody may name: what readers see, and what is hers."""
        everything = model.objects.only("pk", "slug", "state").order_by()
        if self.user is None:
            return everything
        hers = rights.visible(self.user, model.objects.order_by()).values("pk")
        return everything.filter(pk__in=hers) | everything.filter(state="published")

    def source(self, url: str) -> Source:
        """Return a copy of the source with an address, or a new one."""
        if url not in self.sources:
            self.sources[url] = Source.objects.filter(url=url).first() or Source(url=url)
        known = self.sources[url]
        return Source(pk=known.pk, **{name: getattr(known, name) for name in ("url", *VALUES)})

    def check_source(self, source: Source) -> None:
        """Raise ValueError where a page may not be changed so."""
        known, line = self.sources[source.url], line_of(source)
        changes = is_new(known) or line_of(known) != line
        if not changes:
            return
        if self.said.setdefault(source.url, line) != line:
            raise ValueError(_("%(url)s: another row says something else about this page.") % {"url": source.url})
        if self.user is not None and known.pk and not rights.may(self.user, "change", known):
            told = _(
                "%(url)s: entries of others rest on this page too. Leave its title, publisher and dates as they are."
            )
            raise ValueError(told % {"url": source.url})

    # Saving

    def saved_source(self, source: Source) -> Source:
        """Save a source where it is new or changed, as a version of its own, and return it."""
        known = self.sources[source.url]
        if is_new(known) or line_of(known) != line_of(source):
            keep_first(known if known.pk else None)
            source.pk = known.pk
            with reversion.create_revision(manage_manually=True):
                reversion.set_user(self.user) if self.user is not None else None
                source.save()
                reversion.add_to_revision(source)
            self.sources[source.url] = source
        return self.sources[source.url]

    def save_part(self, part: Any) -> None:
        """Save a part of the record that is being saved."""
        part.save()
        self.changed_parts.append(part)

    def save(self, record: Any, later: list[tuple[Any, Any]], comment: str) -> None:
        """Save a record with its relations and parts as one version; index and translations follow once."""
        self.changed_parts = []
        is_new = record.pk is None
        keep_first(None if is_new else fresh(record))  # as it is in the database, not as it is about to be
        with reversion.create_revision(manage_manually=True):
            if self.user is not None:
                reversion.set_user(self.user)
            reversion.set_comment(comment)
            with paused():
                record.save()
                for column, value in sorted(later, key=lambda one: bool(getattr(one[0], "language", ""))):
                    column.put(record, value, self)
            whole = fresh(record)
            following.follow(whole)
            for part in self.changed_parts:
                following.follow(part)
            reindex(whole)
            reversion.add_to_revision(whole)


VALUES = ("title", "publisher", "year", "read_on", "copy_only")


def is_new(record: Any) -> bool:
    """Say whether a record is not in the database yet."""
    return record.pk is None
