"""The right to work: one matrix of nine countries and four legal statuses, and a page for each country."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practices.models import AccessToWork, CountryProfile
from practices.timeline import timeline
from practices.vocabularies import MATRIX_STATUSES
from skills2work import countries, languages
from skills2work.asked import unknown
from skills2work.beside import shows_two_languages
from skills2work.navigation import trail


def matrix(request: HttpRequest) -> HttpResponse:
    """Show the short answers; `status` keeps one legal status."""
    asked = request.GET.get("status", "")
    known = [status.value for status in MATRIX_STATUSES]
    statuses = [status for status in MATRIX_STATUSES if not asked or asked not in known or status.value == asked]
    rules = {(rule.country, rule.status): rule for rule in AccessToWork.objects.published().in_matrix().with_sources()}
    order = countries.by_name(countries.NINE, languages.spoken())
    rows = [
        {"code": code, "cells": [{"status": status, "rule": rules.get((code, status.value))} for status in statuses]}
        for code in order
    ]
    return render(
        request,
        "practices/right_to_work.html",
        {
            "statuses": statuses,
            "all_statuses": MATRIX_STATUSES,
            "chosen": asked if asked in known else "",
            "ignored": [unknown("status", asked)] if asked and asked not in known else [],
            "rows": rows,
            "trail": trail((_("Right to work"), "")),
        },
    )


@shows_two_languages
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the full rules of one country."""
    code = countries.CODES.get(slug)
    if code not in countries.NINE:
        raise Http404
    rules = list(AccessToWork.objects.published().in_country(code).in_status_order().with_sources())
    name = countries.name(code, languages.spoken())
    return render(
        request,
        "practices/right_to_work_country.html",
        {
            "code": code,
            "name": name,
            "slug": slug,
            "rules": rules,
            "missing": missing_statuses(rules),
            "timeline": timeline(rules),
            "profile": CountryProfile.objects.published().for_page().in_country(code).first(),
            "trail": trail((_("Right to work"), reverse("right-to-work")), (name, "")),
        },
    )


def missing_statuses(rules: list[AccessToWork]) -> list[Any]:
    """Return the legal statuses of the matrix for which a country has no rule."""
    known = {rule.status for rule in rules}
    return [status for status in MATRIX_STATUSES if status.value not in known]
