"""The disk is full: whoever saves is told so in plain words. Reading goes on; what was being saved is rolled back."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What SQLite says; the first also where its file may not grow any more. PostgreSQL has a number for it.
SIGNS = ("database or disk is full", "disk I/O error")
DISK_FULL = "53100"

logger = logging.getLogger(__name__)


def is_no_room(error: BaseException | None) -> bool:
    """Say whether an error means that there is no room left to write."""
    while error is not None:
        if isinstance(error, Error) and (str(error) in SIGNS or getattr(error, "sqlstate", "") == DISK_FULL):
            return True
        if getattr(error, "sqlstate", "") == DISK_FULL:
            return True
        error = error.__cause__
    return False


class NoRoom:
    """Answers 507 where the database could not write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that nothing was saved; any other failure is left to Django."""
        if not is_no_room(exception):
            return None
        logger.critical("The disk is full: nothing can be saved. See docs/runbook.md")
        return render(None, "507.html", status=507)
