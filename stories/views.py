"""The list of stories, and one story."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from skills2work import structured
from skills2work.asked import page_of
from skills2work.gone import published_or_gone
from skills2work.navigation import trail
from skills2work.pages import page_links
from stories.models import Story


def stories(request: HttpRequest) -> HttpResponse:
    """List the published stories."""
    found = page_of(Story.objects.published().for_list().by_title(), request.GET)
    return render(
        request,
        "stories/list.html",
        {
            "page": found.page,
            "page_was_missing": found.was_missing,
            "pages": page_links(found.page, request.GET),
            "trail": trail((_("Stories"), "")),
            "data": structured.item_list(request, found.page),
        },
    )


def story(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one story."""
    record = published_or_gone(Story.objects.for_page(), slug)
    before, after = Story.objects.published().neighbours(record)
    return render(
        request,
        "stories/story.html",
        {
            "story": record,
            "before": before,
            "after": after,
            "same_country": Story.objects.published()
            .in_country(record.country)
            .exclude(pk=record.pk)
            .for_list()
            .by_title()[:3],
            "trail": trail((_("Stories"), reverse("stories")), (record.local("title"), "")),
            "data": {
                **structured.page_of(request, record, "Article"),
                "headline": record.local("title").text,
                "about": structured.country(record.country, record.country_name),
            },
        },
    )
