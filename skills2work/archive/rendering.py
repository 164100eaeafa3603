"""Pages for the archive, made by the site's own views: without cache, session, cookie or compression."""

import io
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.utils import build_policy, default_config
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.test.utils import override_settings
from django.utils.functional import cached_property

from skills2work.archive.places import ORIGIN, URLS, Place

# What chooses the language, and what answers for records that are gone. Nothing that keeps, counts or compresses.
MIDDLEWARE = ["django.middleware.locale.LocaleMiddleware", "skills2work.middleware.HelpfulAnswers"]

UNKNOWN_IN_PAGES: dict[str, Any] = {"frame-ancestors": None, "report-uri": None}  # of a policy; browsers would complain


@dataclass(frozen=True)
class Copy:
    """What pages know of the archive that they are made for: `request.archive`."""

    made_on: date
    languages: tuple[str, ...]
    base: str = ""

    @property
    def site(self) -> str:
        """Return what stands for the address of the site."""
        return self.base or ORIGIN

    @property
    def top(self) -> str:
        """Return the path that the archive lies under at its own address; empty at the top of a host."""
        return urlsplit(self.base).path.rstrip("/")

    @cached_property
    def policy(self) -> str:
        """Return the content security policy for a page that no server sends one with; the same in every process."""
        # Said by a page it always holds: browsers know no policy there that only reports.
        said = build_policy(default_config(settings.POLICY["DIRECTIVES"]), replace=UNKNOWN_IN_PAGES)
        return "; ".join(sorted(said.split("; ")))


class ArchiveRequest(WSGIRequest):
    """A request by nobody, for an archive."""

    archive: Copy
    urlconf = URLS

    def get_host(self) -> str:
        """Return the host, which no list of allowed ones needs to hold."""
        return urlsplit(self.archive.site).netloc


def request_for(path: str, query: str, copy: Copy) -> ArchiveRequest:
    """Return the request for a page."""
    request = ArchiveRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path),
            "QUERY_STRING": query,
            "SERVER_NAME": urlsplit(ORIGIN).netloc,
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(),
        }
    )
    request.archive = copy
    return request


@lru_cache(maxsize=1)
def handler() -> BaseHandler:
    """Return what answers requests for the archive."""
    found = BaseHandler()
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        found.load_middleware()
    return found


@dataclass(frozen=True)
class Answer:
    """What a page of the site answered."""

    status: int
    kind: str  # the media type
    body: bytes
    location: str = ""


def rendered(place: Place, copy: Copy) -> Answer:
    """Return the page at a place as the site answers it."""
    response: Any = handler().get_response(request_for(place.path, place.asked, copy))
    # Not closed: that would close the connection to the database after every page. No answer here holds a file open.
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return Answer(response.status_code, kind, body, response.headers.get("Location", ""))
