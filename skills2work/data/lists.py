"""The addresses of a list as data, and what they may ask for."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from skills2work.asked import page_of, unknown
from skills2work.data.answers import IN_A_FEED, atom_feed, csv_response, json_list
from skills2work.data.kinds import DataKind
from skills2work.data.sharing import shared

BATCH = 200  # records read at a time for a table


class Asked(NamedTuple):
    """What an address asks for: the records in order, what it asked for in vain, and the filters in words."""

    records: Any
    ignored: list[str]
    labels: list[str]


class Chosen:
    """The values that an address chooses from closed lists. Unknown ones are ignored, and can be said."""

    def __init__(self, query: QueryDict, known: dict[str, Callable[[str], bool]]) -> None:
        self.values: dict[str, list[str]] = {}
        self.ignored: list[str] = []
        for name, is_known in known.items():
            asked = list(dict.fromkeys(value for value in query.getlist(name) if value))
            self.values[name] = [value for value in asked if is_known(value)]
            self.ignored += [unknown(name, value) for value in asked if not is_known(value)]
        self.ignored = self.ignored[:10]

    def __getitem__(self, name: str) -> list[str]:
        return self.values[name]


def addresses(
    kind: DataKind, asked: Callable[[QueryDict], Asked], page: Callable[[QueryDict], str]
) -> list[URLPattern]:
    """Return the addresses of a kind's list as JSON, CSV and Atom. `page` is the path of the list for readers."""

    def as_json(request: HttpRequest) -> HttpResponse:
        found = asked(request.GET)
        part = page_of(found.records, request.GET)
        extra = {"ignored": found.ignored} if found.ignored else {}
        return json_list(request, part, list(kind.rows(part.page.object_list, request)), extra)

    def as_csv(request: HttpRequest) -> HttpResponseBase:
        records = asked(request.GET).records.iterator(chunk_size=BATCH)
        return csv_response(kind.name, kind.fields, kind.rows(records, request))

    def as_atom(request: HttpRequest) -> HttpResponse:
        found = asked(request.GET)
        title = ": ".join(filter(None, [str(kind.title), ", ".join(found.labels)]))
        newest = found.records.prefetch_related(None).recently_changed()[:IN_A_FEED]
        return atom_feed(request, title, page(request.GET), newest)

    return [
        path(f"{kind.address}.{extension}", shared(view), name=f"{kind.name}-{extension}")
        for extension, view in (("json", as_json), ("csv", as_csv), ("atom", as_atom))
    ]
