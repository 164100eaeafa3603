"""Files of tables: what is read from CSV, XLSX and JSON, what is refused, and that no cell is a formula."""

import io
import zipfile
from datetime import date, datetime

import pytest
import tablib
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from network.exchange import OrganisationResource
from skills2work.staff import exchange_files as files
from skills2work.staff.exchange_sheet import workbook
from tests.admin.tables import csv_file, json_file, xlsx_file

ROWS = [["slug", "title"], ["one", "First"], ["two", "Zweite, „äh“\nLine"]]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "'=1", "''-x", "'quoted'", "'", "plain"]
XML = "xl/worksheets/sheet1.xml"


def refused(content: bytes, kind: str) -> str:
    with pytest.raises(ValidationError) as refusal:
        files.read(content, kind)
    return " ".join(refusal.value.messages)


def with_part(content: bytes, name: str, change: object) -> bytes:
    """Return a workbook with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part, change(data) if part.filename == name else data)  # type: ignore[operator]
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [("csv", csv_file(*ROWS)), ("xlsx", xlsx_file(*ROWS)), ("json", json_file(*ROWS))],
    ids=files.FORMATS,
)
def test_the_same_table_is_read_from_each_format(kind, content):
    table = files.read(content, kind)
    assert table.headers == ROWS[0]
    assert [list(row) for row in table] == ROWS[1:]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_that_divides_columns_otherwise_is_understood(delimiter):
    content = f"slug{delimiter}title\r\none{delimiter}A, b\r\n".encode("utf-8-sig")
    assert list(files.read(content, "csv")[0]) == ["one", "A, b"]


def test_numbers_and_days_of_a_spreadsheet_come_back_as_typed():
    content = xlsx_file(["slug", "year", "on", "at"], ["one", 2016.0, date(2026, 11, 2), datetime(2026, 11, 2)])  # noqa: DTZ001
    assert list(files.read(content, "xlsx")[0]) == ["one", "2016", "2026-11-02", "2026-11-02"]


def test_the_sheet_with_the_entries_is_read_wherever_it_stands():
    book = Workbook()
    book.active.append(["something else"])
    entries = book.create_sheet(files.SHEET)
    entries.append(["slug"])
    entries.append(["one"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert files.read(buffer.getvalue(), "xlsx")["slug"] == ["one"]


# Formulas


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_every_text_comes_back(text):
    cell = files.neutral(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "＝"}
    assert files.original(cell) == text


def test_a_csv_file_holds_no_formula_and_loses_nothing():
    table = tablib.Dataset(*[[text] for text in FORMULAS], headers=["slug"])
    content = files.written(table, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert all(line[:1] not in "=+-@" for line in content.decode("utf-8-sig").splitlines())
    assert files.read(content, "csv")["slug"] == FORMULAS


def test_a_formula_that_somebody_sends_is_not_run():
    content = xlsx_file(["slug", "title"], ["one", "=1+1"])
    assert list(files.read(content, "xlsx")[0]) == ["one", ""]


# What is refused


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("csv", b"", "This file is empty."),
        ("json", b" \n", "This file is empty."),
        ("csv", b"slug,title\n", "This file holds no rows below the names of the columns."),
        ("json", b"[]", "The first row must hold the names of the columns."),
        ("csv", "slug,title\none,Zürich".encode("latin-1"), "This file is not text in UTF-8."),
        ("csv", "slug,title\none,x".encode("utf-16"), "This file is not text in UTF-8."),
        ("csv", xlsx_file(*ROWS), "This file is not text in UTF-8."),
        ("csv", b'slug,title\none,"x', "a quotation mark is missing"),
        ("csv", b"slug,title,title\none,x,y", "There are two columns of this name: title"),
        ("csv", b"slug,,title\none,x,y", "A column in the middle of the table has no name."),
        ("csv", b",".join(b"c%d" % n for n in range(500)) + b"\nx", "too many columns: 400 are the limit"),
        ("json", b'{"slug": "one"}', "The JSON file must be a list of objects"),
        ("json", b"[" * 100_000, "This is no JSON file."),
        ("json", b"slug,title", "This is no JSON file."),
        ("xlsx", b"slug,title\none,x", "This is no XLSX file, or it is damaged."),
        ("xlsx", xlsx_file(*ROWS)[:-200], "This is no XLSX file, or it is damaged."),
        ("xlsx", b"PK\x03\x04" + bytes(100), "This is no XLSX file, or it is damaged."),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(kind, content, words):
    assert words in refused(content, kind)


def test_a_zip_file_that_is_no_workbook_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("holiday.txt", "x")
    assert refused(buffer.getvalue(), "xlsx") == "This is no XLSX file, or it is damaged."


def test_too_many_rows_are_refused():
    rows = [["slug"], *([f"a-{number}"] for number in range(files.MAX_ROWS + 1))]
    assert "too many rows" in refused(csv_file(*rows), "csv")


def test_too_large_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 2**20)
    assert refused(b"slug\n" + b"x" * 2**20, "csv") == "This file is too large: 1 MB are the limit."


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = with_part(xlsx_file(*ROWS), XML, lambda data: data + b" " * (files.MAX_UNZIPPED + 1))
    assert len(bomb) < 2**20
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_args: pytest.fail("it was unpacked"))
    assert refused(bomb, "xlsx") == "This file unpacks to far more than a table of entries needs."


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = bytearray(with_part(xlsx_file(*ROWS), XML, lambda data: data + b" " * 2**20))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        size = archive.getinfo(XML).file_size.to_bytes(4, "little")
    assert bytes(bomb).count(size) >= 1
    lie = bytes(bomb).replace(size, (100).to_bytes(4, "little"))
    assert refused(lie, "xlsx") == "This is no XLSX file, or it is damaged."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_that_would_read_files_of_the_server_are_refused(encoding, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")

    def declare(data: bytes) -> bytes:
        text = data.decode().partition("?>")[2] or data.decode()
        head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>'
        return (head + text.replace("First", "&x;")).encode(encoding)

    for part in (XML, "xl/workbook.xml", "[Content_Types].xml"):
        answer = refused(with_part(xlsx_file(*ROWS), part, declare), "xlsx")
        assert answer == "This file holds declarations that no spreadsheet writes. Save it anew."


def test_entities_that_multiply_are_refused():
    def declare(data: bytes) -> bytes:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        return f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>'.encode() + data

    assert "declarations" in refused(with_part(xlsx_file(*ROWS), XML, declare), "xlsx")


def test_a_cell_far_away_costs_nothing():
    far = with_part(xlsx_file(*ROWS), XML, lambda data: data.replace(b'r="A2"', b'r="XFD2"', 1))
    assert len(files.read(far, "xlsx").headers) == 2


@pytest.mark.parametrize("name", ["table.xls", "table", "table.csv.exe", ""])
def test_only_three_endings_are_taken(name):
    with pytest.raises(ValidationError) as refusal:
        files.kind_of(name)
    assert refusal.value.messages == ["Choose a file whose name ends in .csv, .xlsx or .json."]


def test_the_workbook_that_is_written_can_be_opened():
    resource = OrganisationResource()
    table = tablib.Dataset(["a", "=1+1"], headers=["slug", "title"])
    book = load_workbook(io.BytesIO(workbook(resource, table)))
    assert book[files.SHEET]["B2"].value == "'=1+1"
    assert book[files.SHEET]["B2"].data_type == "s"
