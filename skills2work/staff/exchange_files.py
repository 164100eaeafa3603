"""Tables as files: CSV, XLSX and JSON are read with limits and clear answers, and written so that no cell is a formula.

A table is a `tablib.Dataset` of texts. Whatever a spreadsheet makes of them (numbers, days) comes back as text.
"""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

CSV, XLSX, JSON = "csv", "xlsx", "json"
FORMATS = (CSV, XLSX, JSON)
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JSON: "application/json",
}
SHEET = "entries"  # the sheet that is read, where a workbook has several

MAX_BYTES = 20 * 2**20
MAX_UNZIPPED = 150 * 2**20
MAX_PARTS = 1000  # files inside a workbook
MAX_ROWS = 20_000
MAX_COLUMNS = 400
MAX_CELL = 32_767  # characters in a cell, by the format XLSX

# A cell that begins so is a formula to a spreadsheet. An apostrophe before it makes it text; reading takes one off.
FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DECLARATIONS = [mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")]


def kind_of(name: str) -> str:
    """Return the format that a file's name ends with. Raises ValidationError for any other."""
    ending = name.rpartition(".")[2].lower()
    if ending not in FORMATS:
        raise ValidationError(_("Choose a file whose name ends in .csv, .xlsx or .json."))
    return ending


def neutral(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def original(cell: str) -> str:
    """Return the text that `neutral` made a cell of."""
    return cell[1:] if QUOTED_FORMULA.match(cell) else cell


# Reading


def read(content: bytes, kind: str, rows: int = MAX_ROWS + 1) -> tablib.Dataset:
    """Return the table in a file, or the first rows of a workbook. Raises ValidationError in plain words."""
    if not content.strip():
        raise ValidationError(_("This file is empty."))
    if len(content) > MAX_BYTES:
        raise ValidationError(
            _("This file is too large: %(limit)s MB are the limit."), params={"limit": MAX_BYTES >> 20}
        )
    found = xlsx_rows(content, rows + 1) if kind == XLSX else {CSV: csv_rows, JSON: json_rows}[kind](content)
    while found and not any(found[-1]):
        found.pop()
    headers = [header.strip() for header in found[0]] if found else []
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise ValidationError(_("The first row must hold the names of the columns."))
    check_headers(headers)
    if len(found) == 1:
        raise ValidationError(_("This file holds no rows below the names of the columns."))
    if len(found) > MAX_ROWS + 1:
        raise ValidationError(_("This file has too many rows: %(limit)s are the limit."), params={"limit": MAX_ROWS})
    table = tablib.Dataset(headers=headers)
    for row in found[1:]:
        table.append((row + [""] * len(headers))[: len(headers)])
    return table


def check_headers(headers: list[str]) -> None:
    """Refuse a table with a column that has no name, or the name of another."""
    if len(headers) > MAX_COLUMNS:
        text = _("This file has too many columns: %(limit)s are the limit.")
        raise ValidationError(text, params={"limit": MAX_COLUMNS})
    if not all(headers):
        raise ValidationError(_("A column in the middle of the table has no name."))
    twice = sorted({header for header in headers if headers.count(header) > 1})
    if twice:
        raise ValidationError(_("There are two columns of this name: %(names)s"), params={"names": ", ".join(twice)})


def decoded(content: bytes) -> str:
    """Return a file as text. Raises ValidationError for one that is none, or in another encoding than UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        text = _("This file is not text in UTF-8. In a spreadsheet, save it as “CSV UTF-8”, or as XLSX.")
        raise ValidationError(text)
    return text


def csv_rows(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, whichever of comma, semicolon and tab its first line divides columns with."""
    text = decoded(content)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MAX_BYTES)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise ValidationError(_("This is no CSV file: a quotation mark is missing somewhere.")) from problem
    return [[original(cell) for cell in row] for row in rows]


def json_rows(content: bytes) -> list[list[str]]:
    """Return the rows of a JSON file: a list of objects."""
    try:
        found = json.loads(decoded(content))
    except (ValueError, RecursionError) as problem:
        raise ValidationError(_("This is no JSON file.")) from problem
    if not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
        raise ValidationError(_("The JSON file must be a list of objects, one for each entry."))
    headers = list(dict.fromkeys(name for one in found for name in one))
    return [headers, *([as_text(one.get(name)) for name in headers] for one in found)] if found else []


def xlsx_rows(content: bytes, most: int) -> list[list[str]]:
    """Return the rows of a workbook's sheet "entries", or of its first sheet."""
    check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        limits = {"max_row": most, "max_col": MAX_COLUMNS + 1}
        return [[original(as_text(cell)) for cell in row] for row in sheet.iter_rows(values_only=True, **limits)]
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        SyntaxError,
    ) as problem:
        raise ValidationError(_("This is no XLSX file, or it is damaged.")) from problem


def check_archive(content: bytes) -> None:
    """Refuse a workbook that unpacks to too much, or whose parts declare anything: before it is unpacked as a whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNZIPPED:
                raise ValidationError(_("This file unpacks to far more than a table of entries needs."))
            declares = any(
                mark in archive.read(part) for part in parts if is_xml(part.filename) for mark in DECLARATIONS
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
        raise ValidationError(_("This is no XLSX file, or it is damaged.")) from problem
    except zipfile.zlib.error as problem:  # type: ignore[attr-defined]
        raise ValidationError(_("This is no XLSX file, or it is damaged.")) from problem
    if declares:
        raise ValidationError(_("This file holds declarations that no spreadsheet writes. Save it anew."))


def is_xml(name: str) -> bool:
    """Say whether a part of a workbook is read as XML."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def as_text(value: Any) -> str:  # noqa: PLR0911 one a kind
    """Return what somebody would have typed for a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(as_text, value))
    return str(value)


# Writing


def written(table: tablib.Dataset, kind: str) -> bytes:
    """Return a table as a file in CSV or JSON; a workbook comes from `exchange_sheet.workbook`."""
    if kind == JSON:
        return json.dumps(table.dict, ensure_ascii=False, indent=1).encode()
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(table.headers or [])
    writer.writerows([[neutral(cell) for cell in row] for row in table])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
