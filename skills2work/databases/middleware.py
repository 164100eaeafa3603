"""Sends the questions of readers to a replica, and asks the primary where a replica fails."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from skills2work.databases.addresses import PRIMARY
from skills2work.databases.reading import read_from_primary, reading_from
from skills2work.databases.replicas import replicas


def is_of_reader(request: HttpRequest) -> bool:
    """Say whether somebody only reads: neither staff, nor anybody who has a form open or has sent one.

    A page with a form on it gives the only cookie that readers ever get; it ends with the browser. Whoever has it reads
    from the primary, and so sees what she has sent.
    """
    cookies = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return (
        request.method in {"GET", "HEAD"}
        and cookies.isdisjoint(request.COOKIES)
        and "HTTP_AUTHORIZATION" not in request.META
        and not request.path.startswith((f"/{settings.ADMIN_PATH}", "/healthz", "/readyz"))
    )


class ReadFromReplica:
    """Stands in front of everything that asks a database: one request is answered from one database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not replicas.known:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        alias = replicas.choose() if is_of_reader(request) else PRIMARY
        if alias == PRIMARY:
            return self.get_response(request)
        connection: Any = connections[alias]
        connection.errors_occurred = False
        with reading_from(alias):
            response = self.get_response(request)
        if not connection.errors_occurred:
            return response
        # Reading changes nothing, so all of it may be done again.
        if connection.connection is None or not connection.is_usable():
            replicas.failed(alias)
        connection.close()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer pages with a form from the primary: they show what was sent a moment ago."""
        if getattr(view, "takes_post", False):
            read_from_primary()
        return None
