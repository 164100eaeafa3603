"""The sessions of one person: when each began and was used last, in which family of browsers; and ending them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django_otp import DEVICE_ID_SESSION_KEY

from skills2work.accounts.browsers import family_name
from skills2work.accounts.sessions import BEGAN, BROWSER, USED, is_over


@dataclass(frozen=True)
class OwnSession:
    """One session, as its owner is told of it."""

    sign: str  # what a form calls it: the key itself would let somebody in
    browser: str
    began: datetime
    used: datetime
    is_this: bool


def rows_of(user: Any) -> list[tuple[Any, dict[str, Any]]]:
    """Return the sessions of somebody with what they hold. They say whose they are in their sealed data only.

    Sessions are of staff alone and end after hours: there are few.
    """
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    rows = store.get_model_class().objects.filter(expire_date__gt=timezone.now())
    opened = ((row, row.get_decoded()) for row in rows.iterator())
    return [(row, held) for row, held in opened if held.get(SESSION_KEY) == str(user.pk)]


def sign_of(key: str) -> str:
    """Return what stands for the key of a session."""
    return salted_hmac("skills2work.accounts.own_sessions", key, algorithm="sha256").hexdigest()


def is_open(held: dict[str, Any], user: Any) -> bool:
    """Say whether both factors were given in a session, and nothing has ended it since."""
    same_password = constant_time_compare(held.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    return DEVICE_ID_SESSION_KEY in held and same_password and not is_over(held)


def own_sessions(user: Any, key: str) -> list[OwnSession]:
    """Return the open sessions of somebody, this one first, then the last used first."""
    found = [
        OwnSession(
            sign_of(row.pk),
            family_name(held.get(BROWSER, "")),
            datetime.fromtimestamp(held[BEGAN], UTC),
            datetime.fromtimestamp(held[USED], UTC),
            row.pk == key,
        )
        for row, held in rows_of(user)
        if is_open(held, user)
    ]
    return sorted(found, key=lambda one: (one.is_this, one.used), reverse=True)


def end(user: Any, key: str, sign: str | None = None) -> int:
    """End another session of somebody, or without a sign all others than this one; return how many."""
    ended = 0
    for row, _held in rows_of(user):
        if row.pk != key and sign in {None, sign_of(row.pk)}:
            row.delete()
            ended += 1
    return ended
