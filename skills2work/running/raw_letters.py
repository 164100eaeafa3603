"""Addresses with letters as they are typed: `?q=ošetrovateľ` without the percent signs that the standard asks for.

Browsers of today write them, curl, scripts and some old telephones do not, and gunicorn refuses such a request with an
English page of its own. RFC 3987, 3.1: the octets of UTF-8, each percent-encoded, are the same address.
"""

import re
from typing import Any

from gunicorn.http.message import Request

BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def encoded(line: bytes) -> bytes:
    """Return the first line of a request with every octet of its address beyond ASCII percent-encoded."""
    method, blank, rest = line.partition(b" ")
    return method + blank + BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], rest)


def accept() -> None:
    """Let gunicorn read such addresses. Its parser in Python only: the one in C is not asked."""
    parse = Request.parse_request_line
    if parse.__name__ == "parse_encoded":
        return

    def parse_encoded(self: Any, line_bytes: bytes) -> None:
        parse(self, encoded(line_bytes))

    Request.parse_request_line = parse_encoded
