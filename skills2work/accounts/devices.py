"""Browsers that somebody of the staff has used before: a signed cookie knows them; a new one is told by email.

The cookie is for staff only, holds no more than the numbers of the accounts, and lets nobody in.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from skills2work.accounts.browsers import family_name, family_of
from skills2work.accounts.letters import letter, send_later

COOKIE = "__Secure-known_device" if settings.SESSION_COOKIE_SECURE else "known_device"
SALT = "skills2work.accounts.devices"
KEPT = 365 * 24 * 3600
MOST = 20  # accounts that one browser is known for


def known_for(request: HttpRequest) -> list[int]:
    """Return the accounts that a browser was used for before."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return []
    return found if isinstance(found, list) else []


def remember(request: HttpRequest, response: HttpResponse, user: Any) -> None:
    """Mark the browser as one of this account's; tell the account by email where it was not."""
    before = known_for(request)
    if user.pk not in before:
        context = {"user": user, "time": timezone.now(), "browser": family_name(family_of(request))}
        if user.email:
            send_later(letter("new_device", user.email, context))
    accounts = [user.pk, *(pk for pk in before if pk != user.pk)][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(accounts, salt=SALT),
        max_age=KEPT,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
