"""A form of a public page, opened and sent as a browser would do it."""

import time
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client

from skills2work.letters.forms import signer
from tests.pages.support import Page, open_page

A_WHILE_AGO = 60  # seconds, long enough for a person to have typed


def stamp(monkeypatch: Any, seconds: float) -> str:
    """Return the signed time of a form that was opened so many seconds ago."""
    now = time.time()
    with monkeypatch.context() as moved:
        moved.setattr("django.core.signing.time.time", lambda: now - seconds)
        return signer().sign("form")


def hidden_values(page: Page) -> dict[str, str]:
    """Return the fields of the one form that is sent with the page's values."""
    form = page.one("form", method="post")
    return {field["name"]: field.get("value") for field in form.all("input", type="hidden")}


def send(client: Client, monkeypatch: Any, path: str, *, seconds: float = A_WHILE_AGO, **values: Any) -> HttpResponse:
    """Open the form at a path and send it filled in, so many seconds later."""
    opened = hidden_values(open_page(client, path))
    sent: Any = client.post(path, {**opened, "fax": "", "opened": stamp(monkeypatch, seconds), **values})
    return cast("HttpResponse", sent)
