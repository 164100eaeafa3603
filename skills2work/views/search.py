"""Search across all kinds of records. A plain match for now, one group a kind."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from skills2work.asked import query_text
from skills2work.navigation import trail
from skills2work.publishing import record_models

PER_GROUP = 10


def search(request: HttpRequest) -> HttpResponse:
    """Show what matches `q`, at most PER_GROUP of each kind of record; two queries a kind."""
    asked = query_text(request.GET.get("q", ""))
    groups: list[dict[str, Any]] = []
    if asked.text:
        for model in record_models():
            found = model.objects.published().matching(asked.text)
            records = list(found.for_list().by_title()[: PER_GROUP + 1])
            if records:
                groups.append(
                    {
                        "model": model,
                        "label": model._meta.verbose_name_plural,
                        "card_template": model.card_template,
                        "records": records[:PER_GROUP],
                        "has_more": len(records) > PER_GROUP,
                    }
                )
    return render(
        request,
        "search.html",
        {
            "q": asked.text,
            "was_cut": asked.was_cut,
            "groups": groups,
            "count": sum(len(group["records"]) for group in groups),
            "trail": trail((_("Search"), "")),
        },
    )
