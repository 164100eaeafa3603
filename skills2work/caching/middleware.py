"""Answers from finished pages. Stands in front of all that makes or guards pages: what it keeps has their headers.

One request: read the version of the content; answer 304 or with a page kept under that version; else make the page,
read the version again, and keep the page only if nothing was published meanwhile.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from skills2work.addresses import FOR_MACHINES
from skills2work.caching import outage
from skills2work.caching.flights import Flight, Flights
from skills2work.caching.pages import HIT, Page, address_of, is_for_everybody, language_of, page_from, varies_on
from skills2work.caching.stamps import etag, stamp, stamp_now
from skills2work.caching.stores import store_from_settings
from skills2work.reads import is_of_reader, is_public_page, note
from skills2work.running.metrics import cached
from skills2work.version import one_answer

# Browsers and caches in front ask before they use what they have; a cache in front may use it for a second, go on with
# it for some seconds while it asks, and for a day while nobody answers it.
STALE = "stale-while-revalidate=10, stale-if-error=86400"
PUBLIC = f"public, max-age=0, s-maxage=1, {STALE}"
FOR_CDN = f"max-age=1, {STALE}"  # RFC 9213: s-maxage would forbid the stale ones above to a cache that is strict
FOR_ONE = "private, no-cache"
UNKEPT = "no-cache"
TOGETHER = "skills2work; fwd=uri-miss; collapsed"

logger = logging.getLogger(__name__)


class PageCache:
    """Keeps the pages of readers, and goes on with them while the database is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = store_from_settings()
        self.flights = Flights()
        self.watches: dict[str, outage.Watch] = defaultdict(outage.Watch)  # by database
        self.apart = tuple(f"/{name}" for name in (settings.ADMIN_PATH, settings.STATIC_URL.lstrip("/")))
        self.machines = {f"/{name}" for name in ("healthz", "readyz", settings.METRICS_PATH) if name}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE or self.is_apart(request):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META:
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", FOR_ONE)
            return response
        with one_answer():
            return self.for_reader(request)

    @property
    def watch(self) -> outage.Watch:
        """Return what is known of the database that this request reads from: a replica may be gone by itself."""
        return self.watches[outage.connection_to_read().alias]

    def is_apart(self, request: HttpRequest) -> bool:
        """Say whether a request is none for a page of readers."""
        path = request.path
        return request.method not in {"GET", "HEAD"} or path.startswith(self.apart) or path in self.machines

    def for_reader(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a reader."""
        address = address_of(request)
        now = self.stamp()
        if now is None:
            return self.without_database(request)
        tag = etag(now, address)
        page = self.store.get(address, now)
        if tag.removeprefix("W/") in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return self.unchanged(request, tag, page)
        if page is not None:
            return self.kept(request, page)
        if request.method != "GET" or request.COOKIES:
            return self.made(request, address, now, tag, Flight())
        page = self.flights.shared(address, now)
        if page is not None:
            return self.kept(request, page, TOGETHER)
        with self.flights.making(address, now) as flight:
            return self.made(request, address, now, tag, flight)

    def stamp(self) -> str | None:
        """Return the present stamp; None while the database does not answer."""
        watch = self.watch
        if watch.keeps_away():
            return None
        if watch.lost_at is None:
            try:
                outage.take_as_usable()
                return stamp()
            except outage.GONE:
                pass
        return stamp() if watch.answers() else None

    def unchanged(self, request: HttpRequest, tag: str, page: Page | None) -> HttpResponseBase:
        """Answer that the reader has the page already. Only a public page ever had this tag."""
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
        patch_vary_headers(response, ["Accept-Encoding"])
        cached.labels("unchanged").inc()
        if page is not None:
            count(request, page)
        return with_headers(response, tag, "hit")

    def kept(self, request: HttpRequest, page: Page, status: str = HIT) -> HttpResponse:
        """Answer with a kept page, or with one that somebody else has just made."""
        cached.labels("hit").inc()
        count(request, page)
        return page.answer(request, status)

    def made(self, request: HttpRequest, address: str, before: str, tag: str, flight: Flight) -> HttpResponseBase:
        """Make the page, and keep it where it is for everybody and nothing was published meanwhile."""
        response = self.get_response(request)
        if request.path.startswith(FOR_MACHINES):
            forget_language(response)
        if not is_for_everybody(request, response):
            response.headers.setdefault("Cache-Control", UNKEPT)
            return response
        cached.labels("miss").inc()
        with_headers(response, tag, "fwd=uri-miss")
        if isinstance(response, HttpResponse) and not response.streaming and request.method == "GET":
            page = page_from(response, before, counted=is_public_page(request), kept_at=time.time())
            flight.page = page
            if self.is_still(before):
                self.store.put(address, page)
                response.headers["Cache-Status"] += "; stored"
        return response

    @staticmethod
    def is_still(before: str) -> bool:
        """Say whether nothing was published, and no day began, since the stamp was taken."""
        try:
            return stamp_now() == before
        except outage.GONE:
            return False

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let no page begin that would wait for a database that is gone."""
        gone = getattr(request, "database_is_gone", False) and language_of(request.path)
        return outage.unavailable(request) if gone else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a page that failed because the database went away; any other failure is left to Django."""
        if not isinstance(exception, outage.GONE) or self.watch.answers():
            return None
        logger.error("The database does not answer: %s", type(exception).__name__)
        return self.last(request) or outage.unavailable(request)

    def without_database(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with what is kept of the page, marked, or say that the directory cannot answer now."""
        kept = self.last(request)
        if kept is not None:
            return kept
        cached.labels("gone").inc()
        request.database_is_gone = True  # type: ignore[attr-defined] # process_view answers, within the others' headers
        return self.get_response(request)

    def last(self, request: HttpRequest) -> HttpResponse | None:
        """Return what is kept of a page of readers, of whatever stamp, marked as old."""
        readable = settings.PAGE_CACHE and not self.is_apart(request)
        page = self.store.last(address_of(request)) if readable else None
        if page is None:
            return None
        cached.labels("stale").inc()
        count(request, page)
        return outage.marked(request, page)


def forget_language(response: HttpResponseBase) -> None:
    """Take back that an answer depends on the reader's languages."""
    del response.headers["Content-Language"]
    rest = [name.title() for name in sorted(varies_on(response) - {"accept-language"})]
    del response.headers["Vary"]
    if rest:
        patch_vary_headers(response, rest)


def with_headers(response: HttpResponseBase, tag: str, status: str) -> HttpResponseBase:
    """Give an answer the headers by which browsers and caches in front know how long they may use it."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = PUBLIC
    response.headers["CDN-Cache-Control"] = FOR_CDN
    response.headers["Cache-Status"] = f"skills2work; {status}"
    return response


def count(request: HttpRequest, page: Page) -> None:
    """Count a reading that no view sees."""
    if page.counted and is_of_reader(request):
        note(request.path, language_of(request.path))
