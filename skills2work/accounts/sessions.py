"""A session of staff: it ends with the browser, and twelve hours after the sign-in whatever happens in between."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django_otp import DEVICE_ID_SESSION_KEY

BEGAN = "signed_in_at"
CLOCKS_DIFFER = 300  # seconds, between the machines of one site
LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)
Somebody = AbstractBaseUser | AnonymousUser


def begin(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Note when somebody gave the password, and ask for the second factor again."""
    request.session[BEGAN] = timezone.now().timestamp()
    request.session.pop(DEVICE_ID_SESSION_KEY, None)


user_logged_in.connect(begin, dispatch_uid="skills2work.accounts.begin")


def is_over(request: HttpRequest) -> bool:
    """Say whether the session has had its time. One that does not know when it began has.

    So has one that began in the future: the clock was wrong then, and nobody knows for how long it would go on.
    """
    began = request.session.get(BEGAN)
    if not isinstance(began, float):
        return True
    passed = timezone.now().timestamp() - began
    return not -CLOCKS_DIFFER <= passed < LONGEST.total_seconds()


def password_user(request: HttpRequest) -> Any:
    """Return who has given the password in this session, the second factor too or not yet; else an anonymous user."""
    return getattr(request, "password_user", AnonymousUser())


def lazily(found: Any) -> Any:
    """Put off a question until somebody asks it: a page for readers never looks at a session."""
    return SimpleLazyObject(found)
