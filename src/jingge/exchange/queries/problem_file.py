"""The list of problems as a workbook: a sheet per table, each wrong row as it came, and what to do."""

import io
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from jingge.common.sheets import UNWRITABLE, is_formula_like
from jingge.common.viewer import Viewer
from jingge.exchange.models import ImportProblem
from jingge.exchange.queries.imports import list_problems

WRONG = PatternFill("solid", fgColor="FBE3E0")


def problem_xlsx(viewer: Viewer, import_id: UUID) -> bytes:
    by_sheet: dict[str, list[ImportProblem]] = {}
    for problem in list_problems(viewer, import_id):
        by_sheet.setdefault(problem.sheet, []).append(problem)
    book = Workbook(write_only=True)
    for name, problems in by_sheet.items() or {_("No problems"): []}.items():
        write_sheet(book.create_sheet(title_of(name)), problems)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def title_of(name: str) -> str:
    return "".join(c for c in name if c not in r"[]:*?/\ ")[:31] or "-"


def write_sheet(sheet: Any, problems: list[ImportProblem]) -> None:
    """Problem columns first; the row's own columns stand in the order they came."""
    headers = list(dict.fromkeys(header for p in problems for header in p.original))
    head = [_("Row"), _("Severity"), _("Field"), _("Value"), _("Problem"), _("What to do"), *headers]
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for p in problems:
        row: list[object] = [p.row, _("error") if p.severity == "error" else _("warning")]
        cells = [cell(sheet, value) for value in [*row, p.field, p.value, p.message, p.mend]]
        cells += [cell(sheet, p.original.get(h, ""), wrong=h == p.field) for h in headers]
        sheet.append(cells)


def cell(sheet: Any, value: object, *, bold: bool = False, wrong: bool = False) -> Cell:
    """Text stays text: what looks like a formula is stored with the quote mark and the string type."""
    made: Cell = WriteOnlyCell(
        sheet, value if isinstance(value, int) else UNWRITABLE.sub("", str(value or ""))
    )
    if isinstance(value, str):
        made.data_type = "s"
        made.quotePrefix = is_formula_like(value)
    if bold:
        made.font = Font(bold=True)
    if wrong:
        made.fill = WRONG
    return made
