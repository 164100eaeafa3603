"""The network address a sign-in comes from. Only failed sign-ins are counted by it, and forgotten after a day."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client; None where there is none, as on a Unix socket.

    Behind a proxy, what that proxy itself wrote counts: the last part. The parts before it are whatever was sent.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("x-forwarded-for", text).rpartition(",")[2].strip() or text
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
