"""Tables for the tests of import and export: files as somebody would send them, and what a page answers."""

import csv
import io
import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from skills2work.staff.exchange_models import SentTable

NEW = {
    "slug": "first-shift",
    "title": "First shift",
    "summary": "A paid week.",
    "what": "You work for a week.",
    "country": "NL",
    "kinds": "work_placement, mentoring",
    "audiences": "refugees",
    "scope": "local",
}


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def csv_file(*rows: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def xlsx_file(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def json_file(*rows: list[str]) -> bytes:
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode()


def text_of(response: Any) -> str:
    """Return an answer that may come in pieces."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode())


def send(client: Client, model: Any, content: bytes, name: str = "table.csv") -> Any:
    """Choose a file on the page of import."""
    return client.post(address(model, "import"), {"file": SimpleUploadedFile(name, content)})


def look(client: Client, model: Any, content: bytes, name: str = "table.csv") -> str:
    """Choose a file and return the page that says what it would change."""
    response = send(client, model, content, name)
    assert response.status_code == 302, response.content.decode()
    return text_of(client.get(response["Location"]))


def mark_in(page: str) -> str:
    return page.partition('name="mark" value="')[2].partition('"')[0]


def save(client: Client, model: Any, content: bytes, name: str = "table.csv") -> str:
    """Choose a file, look at it, agree, and return what came of it."""
    page = look(client, model, content, name)
    sent = SentTable.objects.latest("pk")
    where = address(model, "process_import", sent.pk)
    return text_of(client.post(where, {"save": "1", "mark": mark_in(page)}))


def table(*rows: dict[str, str]) -> bytes:
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return csv_file(headers, *([row.get(name, "") for name in headers] for row in rows))


def change(record: Any, **values: str) -> bytes:
    return table({"slug": record.slug, **values})


def problems(page: str) -> str:
    return page.partition('<ul class="staff-problems">')[2].partition("</ul>")[0]
