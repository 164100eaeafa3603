"""Search across all kinds of records, grouped by kind, the best first."""

from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skills2work import languages
from skills2work.asked import query_text
from skills2work.navigation import trail
from skills2work.publishing import record_models
from skills2work.querystrings import encode
from skills2work.search.analysis import words
from skills2work.search.engine import Answer, find
from skills2work.search.highlight import wanted
from skills2work.search.models import FailedSearch

PER_GROUP = 5
MOST_FAILURES = 20_000  # different texts: an attack must not fill the disk


def search(request: HttpRequest) -> HttpResponse:
    """Show what answers `q`: at most PER_GROUP of each kind, kinds in the order of their best answer."""
    asked = query_text(request.GET.get("q", ""))
    language = languages.spoken()
    models = {model.section: model for model in record_models()}
    answer = find(asked.text, language, list(models)) if asked.text else Answer([], [], "")
    response = render(
        request,
        "search.html",
        {
            "q": asked.text,
            "was_cut": asked.was_cut,
            "corrected": answer.corrected,
            "groups": grouped(answer, models, asked.text),
            "count": len(answer.found),
            "words": wanted(answer.groups),
            "trail": trail((_("Search"), "")),
        },
    )
    if asked.text and not answer.found:
        count_failure(asked.text, language)
        response["Cache-Control"] = "no-cache"  # each of them counts
    return response


def grouped(answer: Answer, models: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """Return the records behind an answer by kind; one query a kind."""
    groups: list[dict[str, Any]] = []
    for section in dict.fromkeys(hit.section for hit in answer.found):
        ids = answer.ids(section)
        rows = models[section].objects.published().for_list().in_bulk(ids[:PER_GROUP])
        records = [rows[pk] for pk in ids[:PER_GROUP] if pk in rows]
        if records:
            more = f"{reverse(section)}{encode([('q', text)])}" if section in {"practices", "organisations"} else ""
            groups.append(
                {
                    "label": models[section]._meta.verbose_name_plural,
                    "records": records,
                    "count": len(ids),
                    "more_url": more if len(ids) > PER_GROUP else "",
                }
            )
    return groups


def count_failure(text: str, language: str) -> None:
    """Count a text that found nothing, by words and language only. That it cannot be written is no reason to fail."""
    normal = " ".join(words(text))[:200]
    if not normal:
        return
    month = timezone.localdate().replace(day=1)
    try:
        with transaction.atomic():
            known = FailedSearch.objects.filter(text=normal, language=language)
            if known.update(count=F("count") + 1, last_month=month) or FailedSearch.objects.count() >= MOST_FAILURES:
                return
            FailedSearch.objects.create(text=normal, language=language, count=1, last_month=month)
    except DatabaseError:
        return
