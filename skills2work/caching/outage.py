"""What readers get while the database does not answer: the page as it was last, marked; else a plain page saying so."""

import gzip
import re
import threading
import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections, router
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request

from skills2work.caching.pages import Page, language_of, may_be_compressed
from skills2work.version import ContentVersion, read_version

GONE = (OperationalError, InterfaceError)
RETRY_AFTER = 30  # seconds
PROBE_EVERY = 1.0  # seconds
MAIN = re.compile(rb"<main\b[^>]*>")


class Watch:
    """Knows whether one database answered last. While it does not, one request a second asks it; the others go on."""

    def __init__(self) -> None:
        self.lost_at: float | None = None
        self.probing = threading.Lock()

    def keeps_away(self) -> bool:
        """Say whether the database was lost a moment ago, or somebody is just asking it."""
        return self.lost_at is not None and (time.monotonic() - self.lost_at < PROBE_EVERY or self.probing.locked())

    def answers(self) -> bool:
        """Ask the database, over a new connection where the present one is broken; say whether it answered."""
        was_lost = self.lost_at is not None
        if self.keeps_away() or (was_lost and not self.probing.acquire(blocking=False)):
            return False
        try:
            ask()
        except GONE:
            self.lost_at = time.monotonic()
            return False
        finally:
            if was_lost:
                self.probing.release()
        self.lost_at = None
        return True


def connection_to_read() -> Any:
    """Return the connection that pages are read over."""
    return connections[router.db_for_read(ContentVersion)]


def take_as_usable() -> None:
    """Spare Django its look whether the connection is still good: the next question shows it, and `ask` mends it."""
    connection_to_read().health_check_done = True


def ask() -> None:
    """Read the version of the content; a second time over a new connection where the first was broken."""
    connection = connection_to_read()
    try:
        read_version()
    except GONE:
        if connection.in_atomic_block:
            raise
        connection.close()
        read_version()


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 in the language of the address, or of the browser. Asks nobody anything."""
    with translation.override(language_of(request.path) or get_language_from_request(request)):
        response = render(None, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def marked(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with a page that was kept earlier; its headers, and a line at its top where people read it, say so."""
    body = with_notice(page, language_of(request.path)) if page.is_html else page.plain
    compress = may_be_compressed(request)
    response = HttpResponse(gzip.compress(body, 1) if compress else body)
    page.give_headers(response)
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    for name in ("ETag", "CDN-Cache-Control"):
        del response.headers[name]
    age = max(0, int(time.time() - page.kept_at))
    response.headers["Age"] = str(age)
    response.headers["Cache-Status"] = f"skills2work; hit; ttl=-{age}; detail=database-gone"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Length"] = str(len(response.content))
    return response


def with_notice(page: Page, language: str) -> bytes:
    """Return a page with the line that says how old it is."""
    kept_at = datetime.fromtimestamp(page.kept_at, UTC).astimezone(timezone.get_default_timezone())
    with translation.override(language or settings.LANGUAGE_CODE):
        notice = render_to_string("components/kept_page.html", {"kept_at": kept_at}).encode()
    return MAIN.sub(lambda match: match.group() + notice, page.plain, count=1)
