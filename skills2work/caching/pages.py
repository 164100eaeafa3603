"""A finished page as the cache keeps it: its headers, and its body compressed and ready to send."""

import gzip
import json
import re
from typing import NamedTuple, Self

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from skills2work.languages import LANGUAGE_CODES

LEAST_TO_COMPRESS = 200  # bytes; less would grow
LEVEL = 6
ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
HIT = "skills2work; hit"  # RFC 9211
OF_ONE_ANSWER = {"cache-status", "content-length", "content-encoding", "x-request-id"}


class Page(NamedTuple):
    """One page under one stamp. `counted` says that a reader who gets it counts as one (skills2work.reads)."""

    stamp: str
    headers: dict[str, tuple[str, str]]  # name and value by the name in small letters
    body: bytes
    compressed: bool
    counted: bool
    kept_at: float

    @property
    def size(self) -> int:
        """Return about how many bytes it takes in memory."""
        return len(self.body) + sum(len(value) + 250 for _name, value in self.headers.values()) + 500

    @property
    def plain(self) -> bytes:
        """Return the body as it was made."""
        return gzip.decompress(self.body) if self.compressed else self.body

    @property
    def is_html(self) -> bool:
        """Say whether people read it."""
        return "text/html" in self.headers.get("content-type", ("", ""))[1]

    def to_bytes(self) -> bytes:
        """Return it in a form that can be kept outside of this process."""
        head = [self.stamp, self.headers, self.compressed, self.counted, self.kept_at]
        return json.dumps(head).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote. Raises ValueError for anything else."""
        head, _line, body = data.partition(b"\n")
        stamp, headers, compressed, counted, kept_at = json.loads(head)
        return cls(
            stamp, {key: (name, value) for key, (name, value) in headers.items()}, body, compressed, counted, kept_at
        )

    def answer(self, request: HttpRequest, status: str = HIT) -> HttpResponse:
        """Return the page as an answer, compressed where that is asked for and safe."""
        if self.compressed and may_be_compressed(request):
            response = HttpResponse(self.body)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(self.plain)
        self.give_headers(response)
        response.headers["Cache-Status"] = status
        response.headers["Content-Length"] = str(len(response.content))
        return response

    def give_headers(self, response: HttpResponse) -> None:
        """Give an answer the headers of the page. They were looked at when they were first set: once is enough."""
        response.headers._store.update(self.headers)  # noqa: SLF001 a tenth of the whole time of an answer


def address_of(request: HttpRequest) -> str:
    """Return what names a page: scheme, host, path and query, all as they were asked for.

    The order of a query's parts and parts that nobody knows change the page: its links repeat them.
    """
    query = request.META.get("QUERY_STRING", "")
    host = request.META.get("HTTP_HOST", "").lower()
    return f"{request.scheme}://{host}{request.path}?{query}" if query else f"{request.scheme}://{host}{request.path}"


def language_of(path: str) -> str:
    """Return the language that a path begins with; empty where it begins with none."""
    begins = path.split("/", 2)[1] if path.startswith("/") else ""
    return begins if begins in LANGUAGE_CODES else ""


def may_be_compressed(request: HttpRequest) -> bool:
    """Say whether a reader takes compressed pages, and sends nothing that is worth guessing at."""
    return not request.COOKIES and bool(ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether an answer is the same for all readers: nothing in it or in its headers is meant for one of them."""
    return (
        response.status_code == 200
        and not request.COOKIES
        and not response.cookies
        and not response.has_header("Set-Cookie")
        and not response.has_header("Cache-Control")
        and varies_on(response) <= {"accept-encoding"}
    )


def varies_on(response: HttpResponseBase) -> set[str]:
    """Return the names of the headers that an answer says it depends on, in small letters."""
    return {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}


def page_from(response: HttpResponse, stamp: str, *, counted: bool, kept_at: float) -> Page:
    """Return a finished answer in the form to keep; what was compressed for its reader is so for all."""
    patch_vary_headers(response, ["Accept-Encoding"])
    body, done = response.content, response.get("Content-Encoding") == "gzip"
    compressed = done or len(body) >= LEAST_TO_COMPRESS
    return Page(
        stamp=stamp,
        headers={name.lower(): (name, value) for name, value in response.items() if name.lower() not in OF_ONE_ANSWER},
        body=gzip.compress(body, LEVEL, mtime=0) if compressed and not done else body,
        compressed=compressed,
        counted=counted,
        kept_at=kept_at,
    )
