"""Nobody is signed in with a password alone: until the second factor is given, the request is a stranger's.

This is the one place that decides it. Views, permissions and the admin ask `request.user` and need not know.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from skills2work.accounts.sessions import is_over, lazily


class BothFactors:
    """Comes after OTPMiddleware. `password_user()` (accounts.sessions) still knows who gave the password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = request.user
        known = lazily(lambda: in_time(request, found))
        request.password_user = known  # type: ignore[attr-defined]
        request.user = lazily(lambda: with_both(known))
        return self.get_response(request)


def in_time(request: HttpRequest, user: Any) -> Any:
    """Return the user of a session, and end a session that has had its time."""
    if user.is_authenticated and is_over(request):
        request.session.flush()
        return AnonymousUser()
    return user


def with_both(user: Any) -> Any:
    """Return a user who has given both factors, else an anonymous one."""
    return user if user.is_authenticated and user.is_verified() else AnonymousUser()
