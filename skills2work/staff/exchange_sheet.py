"""Workbooks of import and export: the entries, a sheet that says what each column wants, and the vocabularies.

The vocabularies stand in a hidden sheet, from which the cells of the first one offer them as drop-downs.
"""

import io
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from skills2work.staff.exchange_columns import CodesColumn, Column
from skills2work.staff.exchange_files import MAX_CELL, SHEET, neutral

HELP, LISTS = "help", "lists"
ROWS = 2000  # below the header that have drop-downs


def workbook(resource: Any, table: tablib.Dataset) -> bytes:
    """Return a table of entries as a workbook; one without rows is a template to fill in."""
    book = Workbook()
    entries = book.active
    entries.title = SHEET
    columns = [resource.fields[name] for name in table.headers]
    entries.append([column.name for column in columns])
    for row in table:
        entries.append([fitting(neutral(cell)) for cell in row])
    add_help(book.create_sheet(HELP), columns)
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    lay_out(entries, columns)
    offered = [column for column in columns if column.choices()]
    for place, column in enumerate(offered, start=1):
        offer(entries, lists, column, get_column_letter(columns.index(column) + 1), place)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fitting(cell: str) -> str | None:
    """Return a cell that a workbook can hold. Raises ValidationError for a longer one: it would be cut off."""
    if len(cell) > MAX_CELL:
        text = _("A text is longer than a cell of a workbook can be (%(limit)s signs). Choose CSV or JSON.")
        raise ValidationError(text, params={"limit": MAX_CELL})
    return cell or None


def lay_out(sheet: Any, columns: list[Column]) -> None:
    """Make the header stay in sight, and all cells text: a spreadsheet must not make numbers or days of codes."""
    sheet.freeze_panes = "B2"
    for place, _column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 28
        sheet.column_dimensions[letter].number_format = "@"
        sheet[f"{letter}1"].font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "@"


def add_help(sheet: Any, columns: list[Column]) -> None:
    """Write what each column is called in the admin, what it wants, and what its codes mean."""
    sheet.append([_("Column"), _("Field"), _("What it wants")])
    for column in columns:
        sheet.append([column.name, column.label, neutral(column.help())])
        for code, label in labels(column):
            sheet.append(["", code, str(label)])
    for letter, width in (("A", 28), ("B", 32), ("C", 110)):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def labels(column: Column) -> list[tuple[str, Any]]:
    """Return the codes of a column with what they mean."""
    if isinstance(column, CodesColumn):
        return list(column.field.choices_from.choices) if column.field.choices_from else []
    return list(column.field.choices or []) if column.choices() else []


def offer(entries: Any, lists: Any, column: Column, letter: str, place: int) -> None:
    """Write the codes of a column into the hidden sheet, and offer them in its cells."""
    codes = column.choices()
    for row, code in enumerate([column.name, *codes], start=1):
        lists.cell(row=row, column=place, value=code)
    source = get_column_letter(place)
    several = isinstance(column, CodesColumn)
    rule = DataValidation(
        type="list",
        formula1=f"{LISTS}!${source}$2:${source}${len(codes) + 1}",
        allow_blank=True,
        showErrorMessage=not several,
        showInputMessage=True,
        errorTitle=column.name,
        error=_("Choose one of the list."),
        promptTitle=column.name[:32],
        prompt=_("Several codes: write commas between them.") if several else None,
    )
    rule.add(f"{letter}2:{letter}{ROWS + 1}")
    entries.add_data_validation(rule)
