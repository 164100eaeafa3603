"""Pages for what went wrong. They ask the database nothing: it may be what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skills2work.staff.kept import without_token


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, with ways on."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 without anything that depends on the request's host."""
    return render(None, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer 403. A form whose token is missing is shown again, with what was typed and a word on cookies."""
    match = request.resolver_match
    if match is not None and reason and getattr(match.func, "keeps_what_was_typed", False):
        request.token_is_missing = True  # type: ignore[attr-defined]
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        response.status_code = 403
        return response
    form_of_record = without_token(request) if reason else None
    return form_of_record or render(request, "403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 from a template that needs no context at all."""
    return render(None, "500.html", status=500)
