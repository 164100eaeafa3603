"""Signing in as staff does: with a password and a second factor; and giving both once more."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

with_password_only = Client.force_login


def sign_in(client: Client, user: User, backend: str | None = None) -> None:
    """Sign somebody in who has a confirmed telephone."""
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "test"})
    with_password_only(client, user, backend)
    session: Any = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()


def confirm(client: Client) -> None:
    """Let somebody have given both factors once more, a moment ago."""
    session: Any = client.session
    session["confirmed_at"] = timezone.now().timestamp()
    session.save()
