"""Addresses of data are open to every page on the web (CORS), for reading only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

METHODS = "GET, HEAD, OPTIONS"


def shared(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let pages of other sites read what a view answers, and answer their question whether they may."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return permission()
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Link, Content-Disposition"
        return response

    answer.answers_options = True  # type: ignore[attr-defined] # for skills2work.middleware
    return answer


def permission() -> HttpResponse:
    """Answer a browser that asks before it reads (a preflight request)."""
    return HttpResponse(
        status=204,
        content_type="text/plain; charset=utf-8",
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
        },
    )
