"""Prints as JSON what the database holds: practices in all their tables, and how many records there are.

`disagreements` names what the search index and the facets say otherwise than the rows they are made from, `content` is
a hash of all texts and facts, whatever the keys and the moments they were saved at.
"""

import hashlib
import json
import re
import sys
from typing import Any

import django

django.setup()

from django.core import serializers  # noqa: E402 models load after setup()
from reversion.models import Version  # noqa: E402 the same

from practices.models import Practice, PracticeFacet  # noqa: E402 the same
from practices.models.facets import facet_values  # noqa: E402 the same
from skills2work.models import SearchDocument, Source, Translation  # noqa: E402 the same
from skills2work.publishing import record_models  # noqa: E402 the same
from skills2work.search.documents import Document, kinds  # noqa: E402 the same
from skills2work.search.indexing import all_documents  # noqa: E402 the same
from skills2work.version import content_version  # noqa: E402 the same

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)")


def disagreements() -> list[str]:
    """Return what is not as it would be if it were made anew."""
    found = []
    for kind in kinds():
        wanted = {tuple(document) for document in all_documents(kind)}
        rows = set(SearchDocument.objects.filter(section=kind.section).values_list(*Document._fields))
        if wanted != rows:
            found.append(f"search, {kind.section}: {len(wanted - rows)} missing, {len(rows - wanted)} too many")
    stored: dict[int, set[tuple[str, str]]] = {}
    for key, *pair in PracticeFacet.objects.values_list("practice_id", "facet", "value"):
        stored.setdefault(key, set()).add((pair[0], pair[1]))
    wrong = [one.slug for one in Practice.objects.all() if facet_values(one) != stored.get(one.pk, set())]
    return [*found, *(f"facets of {slug}" for slug in wrong)]


def content() -> str:
    """Return a hash of all records by their natural keys."""
    texts: list[str] = []
    models: list[Any] = [Source, *record_models()]
    for model in models:
        rows = serializers.serialize(
            "jsonl", model.objects.all(), use_natural_primary_keys=True, use_natural_foreign_keys=True
        )
        texts += sorted(MOMENT.sub("", row) for row in rows.splitlines())
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


found = {
    "practices": list(Practice.objects.order_by("pk").values("slug", "title_en", "title_nl", "kinds")),
    "facets": sorted(PracticeFacet.objects.filter(facet="kind").values_list("value", flat=True)),
    "search": list(
        SearchDocument.objects.filter(section="practices")
        .order_by("record_id", "language")
        .values("language", "title", "summary")
    ),
    "translations": list(Translation.objects.order_by("pk").values("language", "state", "texts")),
    "versions": [version.field_dict.get("title_en") for version in Version.objects.order_by("pk")],
    "content_version": content_version(),
    "records": {model.__name__: model.objects.count() for model in record_models()},
    "disagreements": disagreements(),
    "content": content(),
}
sys.stdout.write(json.dumps(found, default=str) + "\n")
