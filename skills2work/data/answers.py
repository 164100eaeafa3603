"""The three forms of a list: a page in JSON, all of it in CSV, what changed last as an Atom feed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from skills2work import languages, querystrings
from skills2work.asked import PageOfList
from skills2work.data.feeds import feed
from skills2work.data.fields import DataField
from skills2work.data.tables import table
from skills2work.publishing import PublishedRecord
from skills2work.structured import LICENCE
from skills2work.views.machines import site_address

IN_A_FEED = 50
T = TypeVar("T")


def spoken(items: Iterable[T]) -> Iterator[T]:
    """Return items that are made one by one while they are sent, each in the language active now."""
    language = languages.spoken()

    def in_turn() -> Iterator[T]:
        left = iter(items)
        nothing = object()
        while True:
            with override(language):
                item = next(left, nothing)
            if item is nothing:
                return
            yield item  # type: ignore[misc] # nothing but an item is left

    return in_turn()


def links(request: HttpRequest, found: PageOfList) -> str:
    """Return the pages around this one and the licence, as a Link header (RFC 8288)."""
    here, page = f"{site_address(request)}{request.path}", found.page
    around = [("prev", page.number - 1)] if page.has_previous() else []
    around += [("next", page.number + 1)] if page.has_next() else []
    pages = [f'<{here}{querystrings.on_page(request.GET, number)}>; rel="{name}"' for name, number in around]
    return ", ".join([*pages, f'<{LICENCE}>; rel="license"'])


def json_list(
    request: HttpRequest, page: PageOfList, rows: Sequence[dict[str, Any]], extra: dict[str, Any]
) -> HttpResponse:
    """Answer with one page of a list. `extra` stands before the results: facets, what was ignored."""
    note = {"note": _("This list has no such page. You see the nearest one.")} if page.was_missing else {}
    data = {
        "count": page.page.paginator.count,
        "page": page.page.number,
        "pages": page.page.paginator.num_pages,
        **note,
        **extra,
        "results": rows,
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False}, headers={"Link": links(request, page)})


def csv_response(name: str, fields: Sequence[DataField], rows: Iterable[dict[str, Any]]) -> StreamingHttpResponse:
    """Answer with a table of rows, sent while they are made. `name` is a part of the name of the file."""
    language = languages.spoken()
    return StreamingHttpResponse(
        spoken(table(fields, rows)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="fromskills2work-{name}-{language}.csv"',
            "Link": f'<{LICENCE}>; rel="license"',
        },
    )


def atom_feed(request: HttpRequest, title: str, link: str, records: Iterable[PublishedRecord]) -> HttpResponse:
    """Answer with the first IN_A_FEED of some records, in their order. `link` is the path of the list as a page."""
    site = site_address(request)
    own = f"{site}{request.get_full_path()}"
    text = feed(str(title), f"{site}{link}", own, site, islice(records, IN_A_FEED))
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
