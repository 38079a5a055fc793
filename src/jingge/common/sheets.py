"""Tables on their way out, safe to open in a spreadsheet.

A cell that begins with a sign a spreadsheet takes for a formula is written as text: in .csv
behind an apostrophe, in .xlsx with the string type and the quote mark of the cell. Numbers and
dates keep their types.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# ASCII signs, their full-width twins, and what hides a sign from a naive check.
FORMULA_SIGNS = tuple("=+-@\t\r\n\0＝＋－＠")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # not allowed in XML 1.0

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def is_formula_like(text: str) -> bool:
    return text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)


def plain(value: object) -> str | int | float | date | datetime | None:
    """A cell's value as a spreadsheet type; anything unknown becomes its text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0) if value.tzinfo else value
    return value if isinstance(value, date) else str(value)


def _csv_cell(value: object) -> str:
    value = plain(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}".replace("\0", "") if is_formula_like(value) else value.replace("\0", "")


def to_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets of Chinese offices read it as such."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_csv_cell(str(cell)) for cell in header])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(title: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet, streamed; the head row is bold and stays in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "1")
    sheet.freeze_panes = "A2"
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 18
    sheet.append([_cell(sheet, str(cell), bold=True) for cell in header])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: object, *, bold: bool = False) -> Cell:
    value = plain(value)
    cell: Cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, UNWRITABLE.sub("", value))
        cell.data_type = "s"
        if is_formula_like(value):
            cell.quotePrefix = True
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell
