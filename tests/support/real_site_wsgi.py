"""The site's WSGI application, with addresses for tests: some fail, one shows what staff sees."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path, resolve

from skills2work.wsgi import application
from tests.support.page_types import FAILS, STYLEGUIDE_AS_STAFF

__all__ = ["application"]

ERRORS: dict[int, Exception] = {
    400: SuspiciousOperation("a test asked for it"),
    403: PermissionDenied("a test asked for it"),
    500: RuntimeError("a test asked for it"),
}


def fails(request: HttpRequest, language: str, status: int) -> HttpResponse:
    """Raise what makes Django answer with this status."""
    raise ERRORS[status]


def styleguide_as_staff(request: HttpRequest, language: str) -> HttpResponse:
    """Show the style guide without a session: a page that comes with a cookie is another page."""
    request.user = get_user_model()(is_staff=True)
    response: HttpResponse = resolve(f"/{language}/styleguide/").func(request)
    return response


get_resolver().url_patterns += [
    path(f"<slug:language>/{FAILS}/<int:status>/", fails),
    path(f"<slug:language>/{STYLEGUIDE_AS_STAFF}", styleguide_as_staff),
]
