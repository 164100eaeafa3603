"""Middleware of the site: answers to HEAD, compression, methods that pages do not take, records that are gone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from skills2work.gone import Gone
from skills2work.version import one_answer

READING = ("GET", "HEAD")


class HeadWithoutBody:
    """Comes before whatever may answer: to HEAD goes the length of the body and nothing of it, as HTTP has it.

    Django leaves that to the server, and gunicorn warns of each such answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            else:
                response.content = b""  # type: ignore[attr-defined] # every other kind has it
        return response


class CompressPublicPages(GZipMiddleware):
    """Compress pages that hold no secret.

    Compression together with a secret and reflected input can leak the secret (BREACH), so the admin, and any page that
    sets a cookie, go out as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress the response unless the reader has a session or the response carries a cookie."""
        if request.COOKIES or response.cookies or response.has_header("Set-Cookie"):
            return response
        return super().process_response(request, response)


class HelpfulAnswers:
    """Answer what no page can do with a page that says so: a method it does not take, a record that is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_answer():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer 405 for writing methods, before anything asks for a token.

        A view that takes them has `takes_post`; one that says who may read it (CORS) has `answers_options`.
        """
        names = request.resolver_match.namespaces if request.resolver_match else []
        taken = (*READING, "OPTIONS") if getattr(view, "answers_options", False) else READING
        taken = (*taken, "POST") if getattr(view, "takes_post", False) else taken
        if request.method in taken or "admin" in names:
            return None
        response = render(request, "405.html", status=405)
        response["Allow"] = ", ".join(taken)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 410 for a record that was taken down."""
        return render(request, "410.html", status=410) if isinstance(exception, Gone) else None
