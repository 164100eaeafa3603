"""The list of stories, and one story."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from practices.models import Practice
from skills2work import structured
from skills2work.asked import page_of
from skills2work.gone import published_or_gone
from skills2work.navigation import trail
from skills2work.neighbours import neighbours
from skills2work.pages import page_links
from skills2work.publishing import shown
from stories.filters import StoryFilter
from stories.models import Story

PRACTICES = 4


def stories(request: HttpRequest) -> HttpResponse:
    """List the published stories that the address asks for."""
    filters = StoryFilter(request.GET)
    found = page_of(filters.records().for_list().by_title(), request.GET)
    return render(
        request,
        "stories/list.html",
        {
            "filters": filters,
            "selects": filters.selects,
            "page": found.page,
            "page_was_missing": found.was_missing,
            "pages": page_links(found.page, request.GET),
            "trail": trail((_("Stories"), "")),
            "data": structured.item_list(request, found.page),
        },
    )


def practices_of(record: Story) -> list[Practice]:
    """Return the practices that the employer of the story leads or takes part in; none where it is not named here."""
    employer = shown(record.employer)
    if employer is None:
        return []
    return list(Practice.objects.published().naming(employer).for_list().by_title()[:PRACTICES])


def occupations_url(record: Story) -> str:
    """Return where the occupation of the story is looked up; empty where it is not known."""
    words = record.local("occupation_now").text
    return f"{reverse('occupations')}?{urlencode({'q': words})}" if words else ""


def story(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one story."""
    record = published_or_gone(Story.objects.for_page(), slug)
    before, after = neighbours(record)
    return render(
        request,
        "stories/story.html",
        {
            "story": record,
            "practices": practices_of(record),
            "occupations_url": occupations_url(record),
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
