"""The directory as data: the same question as the page, answered as JSON, CSV or Atom."""

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from practices.data import PRACTICES, practice_row
from practices.directory import Directory
from practices.models import Practice
from practices.panel import chips, facet_panels
from skills2work.asked import page_of
from skills2work.data import atom_feed, csv_response, json_list, shared

IN_A_FEED = 50


def as_json(request: HttpRequest) -> HttpResponse:
    """Answer one page of practices with the counts of every facet."""
    asked = Directory(request.GET, Practice.objects.published().for_data())
    found = page_of(asked, request.GET)
    ignored = asked.filters.ignored
    extra = {**({"ignored": ignored} if ignored else {}), "facets": asked.all_counts()}
    return json_list(request, found, [practice_row(record, request) for record in found.page.object_list], extra)


def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer all practices that fit, a batch at a time."""
    records = Directory(request.GET).in_batches(Practice.objects.published().for_data())
    return csv_response(PRACTICES.name, PRACTICES.fields, (practice_row(record, request) for record in records))


def as_atom(request: HttpRequest) -> HttpResponse:
    """Answer the practices that fit and changed last, as a feed for this very question."""
    asked = Directory(request.GET)
    words = ", ".join(chip.label for chip in chips(asked.filters, facet_panels(asked), request.GET))
    query = request.META.get("QUERY_STRING", "")
    link = reverse("practices") + (f"?{query}" if query else "")
    changed = Practice.objects.published().recently_changed().values_list("pk", flat=True).iterator(chunk_size=500)
    newest = list(islice((pk for pk in changed if pk in asked.found), IN_A_FEED))
    records = asked.records(newest, Practice.objects.published().for_list())
    title = _("Practices")
    return atom_feed(request, f"{title}: {words}" if words else title, link, records)


def directory_addresses() -> list[URLPattern]:
    """Return the addresses of the directory as data."""
    return [
        path(f"practices.{extension}", shared(view), name=f"practices-{extension}")
        for extension, view in (("json", as_json), ("csv", as_csv), ("atom", as_atom))
    ]
