"""Prints as JSON what the database holds: the drill's practice in all its tables, and how many records there are."""

import json
import sys

import django

django.setup()

from reversion.models import Version  # noqa: E402 models load after setup()

from practices.models import Practice, PracticeFacet  # noqa: E402 the same
from skills2work.models import SearchDocument, Translation  # noqa: E402 the same
from skills2work.publishing import record_models  # noqa: E402 the same
from skills2work.version import content_version  # noqa: E402 the same

found = {
    "practices": list(Practice.objects.order_by("pk").values("slug", "title_en", "title_nl", "kinds")),
    "facets": sorted(PracticeFacet.objects.filter(facet="kind").values_list("value", flat=True)),
    "search": list(SearchDocument.objects.filter(section="practices").order_by("language").values("language", "title")),
    "translations": list(Translation.objects.order_by("language").values("language", "state", "texts")),
    "versions": [version.field_dict.get("title_en") for version in Version.objects.order_by("pk")],
    "content_version": content_version(),
    "records": {model.__name__: model.objects.count() for model in record_models()},
}
sys.stdout.write(json.dumps(found, default=str) + "\n")
