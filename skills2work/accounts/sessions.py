"""A session of staff: it ends with the browser, when nobody uses it, and twelve hours after the sign-in in any case."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django_otp import DEVICE_ID_SESSION_KEY

from skills2work.accounts.browsers import family_of

BEGAN = "signed_in_at"
USED = "last_used_at"
BROWSER = "browser"
CONFIRMED = "confirmed_at"
OVER = "over"  # in the address of the sign-in: the session has ended by itself
CLOCKS_DIFFER = 300  # seconds, between the machines of one site
NOTED_EVERY = 60  # seconds: not each request writes when the session was last used
LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)
logger = logging.getLogger(__name__)
Somebody = AbstractBaseUser | AnonymousUser


def begin(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Note when and in which browser somebody gave the password, and ask for the second factor again."""
    now = timezone.now().timestamp()
    request.session.update({BEGAN: now, USED: now, BROWSER: family_of(request)})
    for name in (DEVICE_ID_SESSION_KEY, CONFIRMED):
        request.session.pop(name, None)


user_logged_in.connect(begin, dispatch_uid="skills2work.accounts.begin")


def is_within(session: Mapping[str, Any], name: str, longest: timedelta) -> bool:
    """Say whether something that a session remembers was not longer ago than that.

    One that does not know it is none; so is one of the future: the clock was wrong then, and nobody knows for how long
    it would go on.
    """
    noted = session.get(name)
    if not isinstance(noted, float):
        return False
    return -CLOCKS_DIFFER <= timezone.now().timestamp() - noted < longest.total_seconds()


def idle() -> timedelta:
    """Return for how long a session may lie unused."""
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def is_over(session: Mapping[str, Any]) -> bool:
    """Say whether a session has had its time, or has lain unused for too long."""
    return not (is_within(session, BEGAN, LONGEST) and is_within(session, USED, idle()))


def note_use(request: HttpRequest) -> None:
    """Note that a session is in use, once a minute. Where it cannot be written, reading goes on: a disk may be full."""
    session: Any = request.session
    if is_within(session, USED, timedelta(seconds=NOTED_EVERY)):
        return
    was_changed = session.modified
    session[USED] = timezone.now().timestamp()
    try:
        session.save()
    except (DatabaseError, UpdateError) as error:
        logger.warning("The last use of a session could not be noted: %s", type(error).__name__)
    session.modified = was_changed


def password_user(request: HttpRequest) -> Any:
    """Return who has given the password in this session, the second factor too or not yet; else an anonymous user."""
    return getattr(request, "password_user", AnonymousUser())


def lazily(found: Any) -> Any:
    """Put off a question until somebody asks it: a page for readers never looks at a session."""
    return SimpleLazyObject(found)
