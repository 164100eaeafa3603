"""The network address a request comes from. Failed sign-ins and sent forms are counted by it, for a day at most."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def told_address(request: HttpRequest) -> str:
    """Return what stands where the address of the client should; it need not be one, as on a Unix socket.

    Behind a proxy, what that proxy itself wrote counts: the last part. The parts before it are whatever was sent.
    """
    text: str = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("x-forwarded-for", text).rpartition(",")[2].strip() or text
    return text


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client; None where there is none."""
    try:
        return str(ipaddress.ip_address(told_address(request)))
    except ValueError:
        return None
