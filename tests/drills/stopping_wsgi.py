"""The site, whose answer stops in the middle where a file asks for it.

Whoever writes a step and a number into `stop` in VAR_DIR lets the answer that comes to this step as often wait there:
the file is then called `stopped`, and holds the number of the process. It goes on when that file is gone.
"""

import os
import time
from collections.abc import Callable
from functools import wraps
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from django.conf import settings

from skills2work.wsgi import application

__all__ = ["application"]

STEPS = {
    "row": "skills2work.translations.following.follow",  # the row is written, no more
    "translations": "skills2work.signals.reindex",
    "search": "skills2work.signals.bump_version",
    "version": "skills2work.staff.versions.Judgements.objects.create",  # the last thing before the end
    "a row of a table": "skills2work.staff.exchange_batch.reindex",
    "a whole table": "skills2work.staff.exchange.bump_version",
}
asked_for, stopped = settings.VAR_DIR / "stop", settings.VAR_DIR / "stopped"


def is_asked_for(step: str) -> bool:
    """Say whether it is time to stop, and count."""
    if not asked_for.exists():
        return False
    wanted, number = asked_for.read_text(encoding="utf-8").split(",")
    if wanted == step and int(number) > 1:
        asked_for.write_text(f"{wanted},{int(number) - 1}", encoding="utf-8")
    return wanted == step and int(number) <= 1


def stopping(step: str, original: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that waits first where that was asked for."""

    @wraps(original)
    def wait_first(*args: Any, **kwargs: Any) -> Any:
        if is_asked_for(step):
            asked_for.write_text(str(os.getpid()), encoding="utf-8")
            asked_for.rename(stopped)
            while stopped.exists():
                time.sleep(0.05)
        return original(*args, **kwargs)

    return wait_first


for name, target in STEPS.items():
    patch(target, stopping(name, resolve_name(target))).start()
