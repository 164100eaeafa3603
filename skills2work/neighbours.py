"""The records before and after one in the order of titles: where its page leads on to."""

from typing import Any

from skills2work.caching.remembering import while_unchanged
from skills2work.publishing import PublishedRecord

LISTS_REMEMBERED = 64  # each in one language: of a country, or of all


@while_unchanged(LISTS_REMEMBERED)
def order(model: type[PublishedRecord], country: str) -> dict[int, tuple[int, int]]:
    """Return for each published record the ids of those before and after it; 0 for none. One query."""
    records = model.objects.published()
    within = records.in_country(country) if country else records
    ids = list(within.by_title().values_list("pk", flat=True))
    return {pk: (before, after) for before, pk, after in zip([0, *ids], ids, [*ids[1:], 0], strict=False)}


def neighbours(record: PublishedRecord, country: str = "") -> tuple[Any, Any]:
    """Return the published records before and after one, of a country or of all, or None at an end; one query."""
    before, after = order(type(record), country).get(record.pk, (0, 0))
    records = type(record).objects.published().for_reference()
    found = {one.pk: one for one in records.filter(pk__in=[before, after])}
    return found.get(before), found.get(after)
