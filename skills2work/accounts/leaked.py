"""Passwords that were in a leak of other sites: asked for by five signs of a hash, so that nobody learns which it is.

Off until `LEAKED_PASSWORDS_URL` names a service with the ranges of Pwned Passwords, or a copy of one's own.
"""

import hashlib
import logging
import urllib.request
from http.client import HTTPException
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TOLD = 5  # signs of the hash that the service gets; some hundred passwords begin with each
SECONDS = 3
logger = logging.getLogger(__name__)


class LeakedValidator:
    """Refuses a password that is known from leaks. While the service does not answer, none is refused."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for such a password."""
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        try:
            found = digest[TOLD:] in leaked(digest[:TOLD])
        except (OSError, HTTPException, ValueError) as error:
            logger.warning("Leaked passwords could not be asked for: %s", type(error).__name__)
            return
        if found:
            raise ValidationError(self.get_help_text(), code="leaked")

    def get_help_text(self) -> str:
        """Return what to tell whoever chooses one."""
        return _("Your password must not be one that is known from a leak.")


def leaked(begins: str) -> set[str]:
    """Return how the hashes of leaked passwords go on that begin in a way. Those that count 0 only fill the answer."""
    address = f"{settings.LEAKED_PASSWORDS_URL.rstrip('/')}/{begins}"
    request = urllib.request.Request(address, headers={"Add-Padding": "true", "User-Agent": "FromSkills2Work"})  # noqa: S310 who runs the site chose it
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 the same
        lines = answer.read().decode("ascii").split()
    return {line.partition(":")[0] for line in lines if line.partition(":")[2] != "0"}
