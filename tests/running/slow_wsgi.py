"""The site with one more address, `/slow`, whose answer takes two seconds."""

import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from skills2work.wsgi import application as site


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the site does, but slowly where that was asked for."""
    if environ["PATH_INFO"] != "/slow":
        return site(environ, start_response)
    sys.stderr.write("the slow request has begun\n")
    time.sleep(2)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"done"]
