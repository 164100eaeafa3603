"""Nobody is signed in with a password alone: until the second factor is given, the request is a stranger's.

This is the one place that decides it. Views, permissions and the admin ask `request.user` and need not know.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from skills2work.accounts import confirming
from skills2work.accounts.events import DONE, refused, tell
from skills2work.accounts.sessions import OVER, is_over, lazily, note_use
from skills2work.accounts.ways import leading_to

# Not the cookies: one of them says that this browser is known, and is to stay.
FORGET = '"cache", "storage"'


class BothFactors:
    """Comes after OTPMiddleware. `password_user()` (accounts.sessions) still knows who gave the password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = request.user
        known = lazily(lambda: in_time(request, found))
        request.password_user = known  # type: ignore[attr-defined]
        request.user = lazily(lambda: with_both(known))
        response = self.get_response(request)
        if getattr(request, "session_is_over", False):
            say_that_it_is_over(response)
        if getattr(request, "session_has_ended", False):
            response["Clear-Site-Data"] = FORGET
        if response.status_code == 403 and request.user.is_authenticated:
            refused(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Ask for both factors once more before somebody changes how an account signs in."""
        if not confirming.is_needed(request) or not request.user.is_authenticated:
            return None
        response = redirect(leading_to("accounts:confirm", request.get_full_path()))
        add_never_cache_headers(response)
        return response


def in_time(request: HttpRequest, user: Any) -> Any:
    """Return the user of a session, and end a session that has had its time."""
    if not user.is_authenticated:
        return user
    if is_over(request.session):
        tell("session-over", DONE, user.pk)
        request.session.flush()
        request.session_is_over = request.session_has_ended = True  # type: ignore[attr-defined]
        return AnonymousUser()
    note_use(request)
    return user


def with_both(user: Any) -> Any:
    """Return a user who has given both factors, else an anonymous one."""
    return user if user.is_authenticated and user.is_verified() else AnonymousUser()


def say_that_it_is_over(response: HttpResponse) -> None:
    """Let the sign-in page say why it comes, where an answer leads there."""
    address = response.get("Location", "")
    if address.startswith(f"{reverse('admin:login')}?"):
        response["Location"] = f"{address}&{OVER}=1"
