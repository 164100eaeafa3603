"""Organisations and experts."""

from collections import defaultdict
from typing import Any

from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from network.data import SCHEMA_TYPES
from network.filters import OrganisationFilter
from network.models import ContactAddress, Expert, Organisation
from skills2work import structured
from skills2work.asked import page_of
from skills2work.gone import published_or_gone
from skills2work.navigation import trail
from skills2work.neighbours import neighbours
from skills2work.pages import page_links
from skills2work.publishing import record_models


def organisations(request: HttpRequest) -> HttpResponse:
    """List the published organisations that the address asks for."""
    filters = OrganisationFilter(request.GET)
    found = page_of(filters.records().for_list().by_title(), request.GET)
    return render(
        request,
        "network/organisations.html",
        {
            "filters": filters,
            "selects": filters.selects,
            "page": found.page,
            "page_was_missing": found.was_missing,
            "pages": page_links(found.page, request.GET),
            "trail": trail((_("Organisations"), "")),
            "data": structured.item_list(request, found.page),
        },
    )


def named_in(organisation: Organisation) -> list[dict[str, Any]]:
    """Return the published records that name an organisation, grouped by kind of record.

    One query for their ids, as most organisations are named by one kind or none, and one for each kind that names it.
    """
    asked = [model.objects.published().naming(organisation).order_by() for model in record_models()]
    rows = [found.annotate(of=Value(found.model._meta.label)).values_list("of", "pk") for found in asked]
    ids = defaultdict(list)
    for name, pk in rows[0].union(*rows[1:]):
        ids[name].append(pk)
    return [
        {
            "label": model._meta.verbose_name_plural,
            "card_template": model.card_template,
            "records": list(model.objects.published().filter(pk__in=ids[model._meta.label]).for_list().by_title()),
        }
        for model in record_models()
        if model._meta.label in ids
    ]


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation with everything that names it."""
    record = published_or_gone(Organisation.objects.with_sources(), slug)
    can_be_written_to = ContactAddress.objects.filter(organisation=record).exists()
    before, after = neighbours(record, record.country)
    return render(
        request,
        "network/organisation.html",
        {
            "organisation": record,
            "can_be_written_to": can_be_written_to,
            "groups": named_in(record),
            "before": before,
            "after": after,
            "trail": trail((_("Organisations"), reverse("organisations")), (record.local("title"), "")),
            "data": structured.without_empty(
                {
                    **structured.page_of(request, record, SCHEMA_TYPES.get(record.kind, "Organization")),
                    "alternateName": record.local_name,
                    "sameAs": record.own_page,
                    "location": structured.country(record.country, record.country_name),
                }
            ),
        },
    )


def experts(request: HttpRequest) -> HttpResponse:
    """List the published contact points."""
    found = page_of(Expert.objects.published().for_list().by_title(), request.GET)
    return render(
        request,
        "network/experts.html",
        {
            "page": found.page,
            "page_was_missing": found.was_missing,
            "pages": page_links(found.page, request.GET),
            "trail": trail((_("Experts"), "")),
        },
    )


def expert(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one contact point."""
    record = published_or_gone(Expert.objects.select_related("organisation").with_sources(), slug)
    return render(
        request,
        "network/expert.html",
        {
            "expert": record,
            "trail": trail((_("Experts"), reverse("experts")), (record.local("title"), "")),
        },
    )
