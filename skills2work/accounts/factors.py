"""The second factor: codes of an app (TOTP), and ten recovery codes for when the telephone is gone.

The secret of a telephone is made on the page that shows it, sealed into the form there, and kept only once the first
code proves that the app has it: reading the page writes nothing. Of a recovery code only a slow hash is kept.
"""

import base64
import math
import secrets
import unicodedata
from datetime import timedelta
from typing import Any

import segno
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from skills2work.accounts.models import SALT, RecoveryCodes

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else
RECOVERY_CODES = 10
SEALED_FOR = 3600  # seconds that a page with a new secret is good for


def has_factor(user: Any) -> bool:
    """Say whether somebody has a confirmed telephone."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def plain(code: str) -> str:
    """Return a code as it is compared: without spaces and dashes, digits of any script as 0 to 9."""
    signs = (sign for sign in code.lower() if not sign.isspace() and unicodedata.category(sign) != "Pd")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)


# A new telephone


def sealed_secret(user: Any) -> str:
    """Return a new secret, signed for one user: what the form brings back."""
    return signing.dumps({"user": user.pk, "key": random_hex(20)}, salt=SALT)


def opened(sealed: str, user: Any) -> TOTPDevice | None:
    """Return the telephone, not saved yet, that a sealed secret stands for; None for a seal that is not ours or old."""
    try:
        found = signing.loads(sealed, salt=SALT, max_age=SEALED_FOR)
    except signing.BadSignature:
        return None
    if found["user"] != user.pk:
        return None
    return TOTPDevice(user=user, name="TOTP", key=found["key"], confirmed=True)


def secret_text(device: TOTPDevice) -> str:
    """Return the secret as one types it into an app: groups of four letters."""
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture(device: TOTPDevice) -> SafeString:
    """Return an inline SVG of the QR code that an app reads. Made anew each time: a secret is kept nowhere."""
    code = segno.make_qr(device.config_url, error="l", boost_error=False)
    return mark_safe(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S308 rectangles only


def enrol(device: TOTPDevice, code: str) -> bool:
    """Keep a new telephone if the code is the one its app shows now. The same code will not do again."""
    text = plain(code)
    proof = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    proof.time = timezone.now().timestamp()
    if len(text) != device.digits or not text.isdecimal() or not proof.verify(int(text), device.tolerance):
        return False
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=device.user.pk)  # two pages at once: the second waits
        if has_factor(device.user):
            return False
        device.last_t, device.drift = proof.t(), proof.drift
        device.save()
    return True


# Recovery codes


def new_recovery_codes(user: Any) -> list[str]:
    """Make ten codes in place of those there were, and return them: nobody can show them a second time."""
    codes = ["".join(secrets.choice(ALPHABET) for _sign in range(10)) for _code in range(RECOVERY_CODES)]
    kept = RecoveryCodes(user=user, name="recovery")
    kept.keep(codes)
    with transaction.atomic():
        RecoveryCodes.objects.filter(user=user).delete()
        kept.save()
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user: Any) -> int:
    """Return how many codes have not been used."""
    return sum(len(kept.codes) for kept in RecoveryCodes.objects.devices_for_user(user, confirmed=True))


# At each sign-in


def forgive_the_future(user: Any) -> None:
    """Forget wrong codes of a time to come: the clock was wrong then, and would lock somebody out till that time."""
    soon = timezone.now() + timedelta(minutes=5)
    for kind in (TOTPDevice, RecoveryCodes):
        for device in kind.objects.filter(user=user, throttling_failure_timestamp__gt=soon):
            device.throttle_reset()


def check(user: Any, code: str) -> Device | None:
    """Return the telephone or the list of codes that a code belongs to, and use the code up; None for a wrong one."""
    text = plain(code)
    forgive_the_future(user)
    of_app = len(text) == 6 and text.isdecimal()
    kind = TOTPDevice if of_app else RecoveryCodes
    with transaction.atomic():
        devices = kind.objects.devices_for_user(user, confirmed=True).select_for_update()
        return next((device for device in devices if device.verify_token(text)), None)


def seconds_to_wait(user: Any) -> int:
    """Return how long codes are refused after wrong ones: one second after the first, then twice as long each time."""
    waits = [0.0]
    for kind in (TOTPDevice, RecoveryCodes):
        for device in kind.objects.devices_for_user(user, confirmed=True):
            allowed, told = device.verify_is_allowed()
            if not allowed and told:
                waits.append((told["locked_until"] - timezone.now()).total_seconds())
    return math.ceil(max(waits))


def reset(user: Any) -> int:
    """Take away every telephone and code of somebody; sessions lose their second factor with them."""
    with transaction.atomic():
        found = [*TOTPDevice.objects.filter(user=user), *RecoveryCodes.objects.filter(user=user)]
        for device in found:
            device.delete()
    return len(found)
