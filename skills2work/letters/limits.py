"""How many forms may come from one network address within an hour. The address itself is never kept.

What is kept is a hash with a salt that is drawn anew each day and thrown away: a day later nobody can say whether it
came from a certain address.
"""

import hashlib
import hmac
import ipaddress
import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from skills2work.accounts.addresses import told_address
from skills2work.letters.models import DailySalt, Sending

SPAN = timedelta(hours=1)
logger = logging.getLogger(__name__)


def network_of(request: HttpRequest) -> str:
    """Return the network a request comes from: an IPv4 address, or the first half of an IPv6 one.

    A household has a whole IPv6 network.
    """
    text = told_address(request)
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def salt_of_today() -> str:
    """Return the salt of the day; the first to ask draws it and throws away those of other days."""
    today = timezone.localdate()
    row, drawn = DailySalt.objects.get_or_create(day=today, defaults={"salt": secrets.token_hex(32)})
    if drawn:
        DailySalt.objects.exclude(day=today).delete()
    return row.salt


def sender_of(request: HttpRequest) -> str:
    """Return the hash that stands for a network today."""
    return hmac.new(salt_of_today().encode(), network_of(request).encode(), hashlib.sha256).hexdigest()


def may_send(request: HttpRequest) -> bool:
    """Say whether another form may come from where this request comes from."""
    if Sending.objects.within(SPAN).filter(sender=sender_of(request)).count() < settings.FORMS_AN_HOUR:
        return True
    logger.warning("Too many forms came from one network: %s", request.path)
    return False


def count(request: HttpRequest) -> None:
    """Remember for a day that a form came, and forget those that are older."""
    Sending.objects.old().delete()
    Sending.objects.create(sender=sender_of(request))
