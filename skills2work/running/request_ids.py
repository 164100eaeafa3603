"""One id for each request: in the answer, in every line of the log, and in what Sentry is told.

An id that a trusted proxy has given is kept, so that its log and ours can be read together.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger("skills2work.requests")


def request_id() -> str:
    """Return the id of the request that is being answered; empty outside of one."""
    return _current.get()


def id_for(request: HttpRequest) -> str:
    """Return the id that the proxy in front gave, if there is one and it is well formed; else a new one."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


class RequestIds:
    """Comes first: what other middleware logs has the id too. Writes one line a request, at level INFO.

    The line names the kind of page and no address of one: an address may hold what somebody looked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = id_for(request)  # type: ignore[attr-defined]
        token = _current.set(request.request_id)  # type: ignore[attr-defined]
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request_id()
            if logger.isEnabledFor(logging.INFO):
                told = {
                    "method": request.method,
                    "view": view_name(request),
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                }
                logger.info("%(method)s %(view)s %(status)s %(milliseconds)s ms", told, extra=told)
        finally:
            _current.reset(token)
        return response


def view_name(request: HttpRequest) -> str:
    """Return what kind of page a request was for: the name of its view, "static" for a file, a dash for nothing known.

    A page out of the cache has seen no view: its address is looked up.
    """
    match = request.resolver_match
    if match is not None:
        return str(match.view_name)
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    try:
        with override(get_language_from_path(request.path_info)):
            return str(resolve(request.path_info).view_name)
    except Resolver404:
        return "-"
