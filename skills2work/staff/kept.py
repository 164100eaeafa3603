"""What was typed into a form of a record is not lost when the session has ended meanwhile.

Instead of the sign-in page, which would forget it, a page comes that holds all fields and leads to the sign-in in a
second window; its button sends them on. Nothing of that is saved: the form comes back filled in, to be looked at. The
same holds where only the token of the form is too old, because somebody has signed in anew in another window.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skills2work.staff.one_at_a_time import OneAtATimeMixin

OURS = {"csrfmiddlewaretoken", "reopened"}
# Pages beside the forms of records that take back what was typed, and save nothing while they are reopened.
MORE = {"skills2work_translation_page", "skills2work_proposedchange_change"}


def is_form_of_record(request: HttpRequest, view: Any) -> bool:
    """Say whether a request sends the form of a record, or of another page that somebody types into for long."""
    match = request.resolver_match
    name = match.url_name or "" if match else ""
    if name in MORE:
        return request.method == "POST"
    model_admin = getattr(view, "model_admin", None)
    return request.method == "POST" and isinstance(model_admin, OneAtATimeMixin) and name.endswith(("_add", "_change"))


class KeepWhatWasTyped:
    """Comes after the middleware that knows who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer a form that a stranger sends with the page that keeps it."""
        if is_form_of_record(request, view) and not admin.site.has_permission(request):
            return kept(request)
        return None


def kept(request: HttpRequest) -> HttpResponse:
    """Return the page that holds what was typed."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in OURS for value in values]
    response = render(request, "admin/kept.html", {"fields": fields, "address": request.get_full_path()}, status=403)
    response["Cache-Control"] = "no-store"
    return response


def without_token(request: Any) -> HttpResponse | None:
    """Return what to answer to the form of a record whose token is too old; None for anything else.

    Who is signed in gets the form, filled in and not saved: `reopened` makes it refuse to save, so no token is needed.
    """
    match = request.resolver_match
    if match is None or not is_form_of_record(request, match.func):
        return None
    if not admin.site.has_permission(request):
        return kept(request)
    request.reopened = True
    request._dont_enforce_csrf_checks = True  # noqa: SLF001 Django's own name for it
    response: Any = match.func(request, *match.args, **match.kwargs)
    return response
