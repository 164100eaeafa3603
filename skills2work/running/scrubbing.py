"""Takes out of a text what no log may hold: network addresses, email addresses, and links that let somebody in."""

import ipaddress
import re
from typing import Any

# What may be an IPv4 or IPv6 address, so that only these few are looked at closely.
PERHAPS_ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:[\d.]*\d)?(?![\w:]))"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# What Django signs ("value:time:signature", the time left out sometimes), and its links for a new password.
SIGNED = re.compile(r"(?<![\w=-])[\w=-]+:(?:\w{6}:)?[\w-]{43}(?![\w-])")
PASSWORD_LINK = re.compile(r"\b\w{6,7}-[0-9a-f]{32}\b")
# The value of anything whose name says that it is secret: password=..., "token": "...", Authorization: ...
NAMED_SECRET = re.compile(
    r"""(?i)\b(pass(?:word|wd)?|secret(?:_key)?|token|sessionid|csrf\w*|authorization|cookie)(["']?\s*[=:]\s*["']?)[^\s"'&;,]+"""
)
IN_ADDRESS = re.compile(r"(?i)(?<![a-z0-9+])([a-z][a-z0-9+]*://[^\s:/@]*):[^\s/@]+@")  # postgres://user:password@host


def without_address(match: re.Match[str]) -> str:
    """Return what to write for what looks like a network address: the machine's own stays, and what is none."""
    text = match.group()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    return text if address.is_loopback or address.is_unspecified else "[address]"


def scrubbed(text: str) -> str:
    """Return a text without anything that tells who somebody is or lets somebody in."""
    text = IN_ADDRESS.sub(r"\1:[secret]@", text)
    text = NAMED_SECRET.sub(r"\1\2[secret]", text)
    text = SIGNED.sub("[signed]", text)
    text = PASSWORD_LINK.sub("[signed]", text)
    text = EMAIL.sub("[email]", text)
    return PERHAPS_ADDRESS.sub(without_address, text)


def deeply_scrubbed(thing: Any) -> Any:
    """Return nested lists and dictionaries with every text in them scrubbed."""
    if isinstance(thing, str):
        return scrubbed(thing)
    if isinstance(thing, dict):
        return {key: deeply_scrubbed(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [deeply_scrubbed(value) for value in thing]
    return thing
