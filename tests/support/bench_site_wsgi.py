"""The site's WSGI application for measuring: each answer names the process that made it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from skills2work.wsgi import application as site


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the site does, with one more header."""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Process", str(os.getpid()))], *rest)

    return site(environ, start)
