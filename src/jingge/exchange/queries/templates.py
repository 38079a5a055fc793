"""Empty tables to fill in: one workbook, or a zip of CSV. Each with one example row."""

import io
import zipfile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from jingge.common.sheets import to_csv
from jingge.common.wording import listed
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import Column, SheetForm

GREY = PatternFill("solid", fgColor="E7ECEF")


def template_xlsx() -> bytes:
    """A sheet per table with Chinese headers, an example row, and one sheet that explains them all."""
    book = Workbook()
    explain(book)
    for form in FORMS.values():
        sheet = book.create_sheet(form.zh)
        for place, column in enumerate(form.columns, start=1):
            cell = sheet.cell(1, place, header_of(column))
            cell.font, cell.fill = Font(bold=True), GREY
            sheet.cell(2, place, column.example).number_format = "@"
            sheet.column_dimensions[get_column_letter(place)].width = max(12, len(column.zh) * 2 + 4)
            sheet.column_dimensions[get_column_letter(place)].number_format = "@"
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def explain(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.title = _("Notes")
    header = (_("Table"), _("Column"), "English", _("Required"), _("Meaning"), _("Words"), _("Example"))
    sheet.append(list(header))
    for form in FORMS.values():
        for column in form.columns:
            words = listed(word for _value, word in column.choices)
            required = _("yes") if column.required else ""
            sheet.append([form.zh, column.zh, column.name, required, str(column.note), words, column.example])
    sheet.append([])
    sheet.append([_("Replace the example row. Columns stored as text keep their leading zeros. Not taken: ethnicity, "
                    "religion, identity numbers, residents' names and phones.")])  # fmt: skip
    for place, width in enumerate((14, 18, 22, 8, 40, 60, 26), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
    sheet.freeze_panes = "A2"


def header_of(column: Column) -> str:
    return f"{column.zh}*" if column.required else column.zh


def template_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for form in FORMS.values():
            archive.writestr(f"{form.name}.csv", template_csv(form))
    return out.getvalue()


def template_csv(form: SheetForm) -> bytes:
    return to_csv([header_of(c) for c in form.columns], [[c.example for c in form.columns]])
