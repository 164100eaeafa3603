"""What is kept of recovery codes: of each the hash of a password hasher, slow to guess and with a salt of its own."""

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.utils.crypto import salted_hmac
from django_otp.models import Device, ThrottlingMixin

SALT = "skills2work.accounts.factors"


class RecoveryCodes(ThrottlingMixin, Device):
    """The codes that somebody has left. Each is a pair: the first digit of its fingerprint, and the hash of the whole.

    The digit says which few hashes are worth computing: all ten would let her wait, and keep the server busy.
    """

    codes = models.JSONField(default=list)
    is_old = models.BooleanField(default=False)  # on paper since before there were slow hashes

    objects: ClassVar[Any]

    def get_throttle_factor(self) -> int:
        """Return how many seconds the first wrong code costs."""
        return 1

    def fingerprint(self, code: str) -> str:
        """Return what is hashed of a code: without the key of the site the database alone helps nobody to guess."""
        if self.is_old:
            return salted_hmac(SALT, code).hexdigest()[:16]
        return salted_hmac(SALT, code, algorithm="sha256").hexdigest()

    def keep(self, codes: list[str]) -> None:
        """Take new codes in place of those there were."""
        fingerprints = [self.fingerprint(code) for code in codes]
        self.codes = [[one[0], make_password(one)] for one in fingerprints]

    def verify_token(self, token: str) -> bool:
        """Say whether a code is one of those that are left, and use it up."""
        if not self.verify_is_allowed()[0]:
            return False
        given = self.fingerprint(token)
        for number, (digit, kept) in enumerate(self.codes):
            if digit == given[0] and check_password(given, kept):
                del self.codes[number]
                self.throttle_reset(commit=False)
                self.save()
                return True
        self.throttle_increment()
        return False
