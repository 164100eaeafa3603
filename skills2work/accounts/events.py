"""What staff do about signing in, as lines of the log: who by her number, which factor, right or wrong; no address.

A wrong name is not written: people type their password there.
"""

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

RIGHT, WRONG, CLOSED, DONE, REFUSED = "right", "wrong", "closed", "done", "refused"
logger = logging.getLogger(__name__)


def tell(event: str, outcome: str, staff: int | None, **more: Any) -> None:
    """Write a line. What went wrong is a warning; all is written whatever LOG_LEVEL says (running/logs.py)."""
    told = {"event": event, "outcome": outcome, "staff": staff, **more}
    level = logging.INFO if outcome in {RIGHT, DONE} else logging.WARNING
    logger.log(level, " ".join(f"{name}=%({name})s" for name in told), told, extra=told)


def page_of(request: HttpRequest | None) -> str:
    """Return the name of the page that a request is for; a dash outside of one."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "-"


def refused(request: Any) -> None:
    """Tell that somebody who is signed in asked for what is not hers."""
    tell("access", REFUSED, request.user.pk, method=request.method, page=page_of(request))


def right_password(sender: Any, request: HttpRequest, user: Any, **_more: Any) -> None:
    """Tell that somebody gave her password, or came in by an invitation: `page` says which."""
    tell("sign-in", RIGHT, user.pk, factor="password", page=page_of(request))


def wrong_password(sender: Any, credentials: Any, request: HttpRequest | None = None, **_more: Any) -> None:
    """Tell that a password was wrong, or the account closed; of a name that nobody has, that alone."""
    named = get_user_model().objects.filter(username=credentials.get("username") or "")
    found = named.values_list("pk", flat=True).first()
    tell("sign-in", WRONG, found, factor="password", page=page_of(request))


def signed_out(sender: Any, request: HttpRequest, user: Any, **_more: Any) -> None:
    """Tell that somebody signed out, and let the answer say so to the browser (middleware.py)."""
    request.session_has_ended = True  # type: ignore[attr-defined]
    tell("sign-out", DONE, getattr(user, "pk", None))


user_logged_in.connect(right_password, dispatch_uid="skills2work.accounts.right_password")
user_login_failed.connect(wrong_password, dispatch_uid="skills2work.accounts.wrong_password")
user_logged_out.connect(signed_out, dispatch_uid="skills2work.accounts.signed_out")
