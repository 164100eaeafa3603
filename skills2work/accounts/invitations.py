"""Invitations: a link that makes an account usable, once, within 72 hours.

The link carries all it needs, signed: whose it is, and a hash of the unusable password the account has until then. A
password that is set, or a second invitation, changes that hash: the link is used up. Nothing is stored for it.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from skills2work.accounts.letters import letter, send

SALT = "skills2work.accounts.invitations"
VALID_FOR = timedelta(hours=72)


class Standing(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


def fingerprint(user: Any) -> str:
    """Return what changes with the password of an account."""
    return salted_hmac(SALT, user.password).hexdigest()[:32]


def token(user: Any) -> str:
    """Return what stands at the end of the link."""
    return signing.dumps({"user": user.pk, "for": fingerprint(user)}, salt=SALT)


def read(text: str, *, lock: bool = False) -> tuple[Standing, Any]:
    """Return what has become of the invitation a link stands for, and whose it is; with `lock` nobody else uses it."""
    try:
        found = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Standing.UNKNOWN, None
    people = get_user_model().objects
    user = (people.select_for_update() if lock else people).filter(pk=found["user"]).first()
    if user is None:
        return Standing.UNKNOWN, None
    if not constant_time_compare(found["for"], fingerprint(user)):
        return Standing.USED, user
    try:
        signing.loads(text, salt=SALT, max_age=VALID_FOR)
    except signing.SignatureExpired:
        return Standing.EXPIRED, user
    return Standing.OPEN, user


def invite(user: Any, site: str) -> bool:
    """Send a link, good from now on in place of any sent before; False where the mail server did not take it."""
    user.set_unusable_password()
    user.date_joined = timezone.now()  # what is never used is deleted in time (privacy/retention.py)
    user.save(update_fields=["password", "date_joined"])
    link = site + reverse("accounts:invitation", args=[token(user)])
    hours = int(VALID_FOR.total_seconds() // 3600)
    return send(letter("invitation", user.email, {"user": user, "link": link, "hours": hours}))
