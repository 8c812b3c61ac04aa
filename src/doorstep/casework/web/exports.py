"""A list of cases as a spreadsheet. Cells that a spreadsheet would run as a formula are defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from doorstep.casework.web.rows import Row

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe_cell(value: str) -> str:
    """Return ``value`` so that no spreadsheet takes it for a formula (OWASP: CSV injection)."""
    return f"'{value}" if value.startswith(FORMULA) else value


def head() -> list[str]:
    return [
        _("Number"), _("Kind"), _("State"), _("Asked by"), _("Place"), _("In her words"),
        _("Came in"), _("Answer due"), _("To be done by"), _("Answered at"), _("Closed at"),
        _("With"),
    ]  # fmt: skip


def cells(row: Row) -> list[str]:
    case = row.case
    return [
        case.number, row.kind, str(row.state), row.who, row.place, row.words,
        _when(case.created_at), _when(case.reply_due_at), _when(case.resolve_due_at),
        _when(case.replied_at), _when(case.closed_at), case.handler.name if case.handler else "",
    ]  # fmt: skip


def _when(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return UTF-8 with a mark at the beginning, by which Excel knows it."""
    text = io.StringIO()
    writer = csv.writer(text)
    for line in [head(), *map(cells, rows)]:
        writer.writerow([safe_cell(value) for value in line])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Row]) -> bytes:
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    _write_line(sheet, 0, head(), bold)
    for number, row in enumerate(rows, 1):
        _write_line(sheet, number, cells(row), None)
    sheet.set_column(0, len(head()) - 1, 18)
    book.close()
    return memory.getvalue()


def _write_line(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    line: Sequence[str],
    look: xlsxwriter.format.Format | None,
) -> None:
    for column, value in enumerate(line):
        sheet.write_string(number, column, safe_cell(value), look)


def attachment(body: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
