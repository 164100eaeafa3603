"""What the tests of the accounts share."""

import base64
import re
import threading
import time
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from skills2work.accounts.letters import BACKGROUND

PASSWORD = "a-lantern-in-the-harbour"


def letters(mail: Any) -> list[Any]:
    """Return the letters, once the background has sent them."""
    for thread in threading.enumerate():
        if thread.name == BACKGROUND:
            thread.join(10)
    return list(mail.outbox)


def code_of(secret: str, steps: int = 0) -> str:
    """Return what an app shows for a secret as the page writes it; `steps` half minutes from now."""
    app = TOTP(base64.b32decode(secret.replace(" ", "")))
    app.time = time.time() + 30 * steps
    return f"{app.token():06}"


def code_of_device(device: TOTPDevice, steps: int = 0) -> str:
    return code_of(base64.b32encode(device.bin_key).decode(), steps)


def telephone(user: User) -> TOTPDevice:
    """Return a confirmed telephone of somebody."""
    return TOTPDevice.objects.create(user=user, name="test", confirmed=True)


def secret_on(html: str) -> tuple[str, str]:
    """Return the secret that the page of enrolment shows, and its seal."""
    secret = re.search(r'id="secret"[^>]*>([^<]+)<', html)
    seal = re.search(r'name="sealed" value="([^"]+)"', html)
    assert secret
    assert seal
    return secret[1], seal[1]


def enrol(client: Any) -> list[str]:
    """Set up the second factor as somebody does; return the recovery codes."""
    address = reverse("accounts:enrol")
    secret, seal = secret_on(client.get(address).content.decode())
    response = client.post(address, {"sealed": seal, "code": code_of(secret)})
    return re.findall(r'<code dir="ltr">([^<]+)</code>', response.content.decode())


def choose_password_and_factor(page: Any) -> str:
    """Follow an invitation that is open in a browser up to the recovery codes; return the secret of the telephone."""
    page.locator("#id_new_password1").fill(PASSWORD)
    page.locator("#id_new_password2").fill(PASSWORD)
    page.locator("#password-form [type=submit]").click()
    secret = str(page.locator("#secret").inner_text())
    page.locator("#id_code").fill(code_of(secret))
    page.locator("#enrol-form [type=submit]").click()
    page.locator("#recovery-codes").wait_for()
    return secret


def invited_to(mail: Any) -> str:
    """Return the path of the link in the last letter."""
    found = re.search(r"http://localhost:\d+(/\S+)", letters(mail)[-1].body)
    assert found
    return found[1]


def may_use_the_admin(client: Any) -> bool:
    return bool(client.get(reverse("admin:index")).status_code == 200)
