"""Excel workbooks, read row by row; formulas, merged cells and error cells are named by cell."""

import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from jingge.uploads.reader.archive import checked
from jingge.uploads.reader.sheet import Sheet
from jingge.uploads.reader.workbook_parts import merged_ranges, refuse_declarations
from jingge.uploads.terms import ERROR, WARNING, Limits, ReadProblem, ReadTable, Unreadable

ERROR_VALUES = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
EXACT_DIGITS = 10**15  # a spreadsheet keeps 15 digits of a number


def read_workbook(path: Path, name: str, limits: Limits) -> tuple[list[ReadTable], list[ReadProblem]]:
    checked(path, name, limits)
    refuse_declarations(path, name)
    with path.open("rb") as file:  # a file, not a path: openpyxl would judge a path by its ending
        return read_sheets(path, file, name, limits)


def read_sheets(
    path: Path, file: BinaryIO, name: str, limits: Limits
) -> tuple[list[ReadTable], list[ReadProblem]]:
    from openpyxl import load_workbook  # after the directory: a bomb never loads it

    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except (KeyError, ValueError, TypeError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise Unreadable("broken_workbook", sheet=name, value=name) from error
    tables: list[ReadTable] = []
    problems: list[ReadProblem] = []
    try:
        worksheets: list[Any] = list(book.worksheets)
        for worksheet in worksheets:
            sheet = Sheet(worksheet.title.strip(), "xlsx", limits)
            sheet.dates_from_1904 = book.epoch.year == 1904
            formulas = read_rows(worksheet, sheet)
            part = worksheet._worksheet_path.lstrip("/")
            take_formula_values(path, worksheet.title, sheet, formulas)
            name_merged(sheet, merged_ranges(path, part))
            problems += sheet.problems
            if (table := sheet.finish()) is not None:
                tables.append(table)
    except (KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise Unreadable("broken_workbook", sheet=name, value=name) from error
    finally:
        book.close()
    return tables, problems


def read_rows(worksheet: Any, sheet: Sheet) -> list[tuple[int, int]]:
    """Take every row; returns the cells (row, column) that hold a formula."""
    formulas: list[tuple[int, int]] = []
    worksheet.reset_dimensions()  # the stated size may lie
    for number, cells in enumerate(worksheet.iter_rows(values_only=True), start=1):
        texts = [text_of(cell) for cell in cells]
        if sheet.columns:
            for place, text in enumerate(texts):
                if text[:1] == "=" and place < len(sheet.columns):
                    formulas.append((number, place + 1))
                elif text[:1] == "#" and text in ERROR_VALUES:
                    sheet.say(
                        ERROR, "error_cell", number, column(sheet, place), text, cell=cell_name(number, place)
                    )
        sheet.take(number, texts)
    return formulas


def text_of(value: object) -> str:
    """A cell as text. Whole numbers lose the .0 a spreadsheet added; days become ISO dates."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip(" \t\r\n\u3000\u00a0")
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        if value == int(value) if abs(value) < EXACT_DIGITS else False:
            return str(int(value))
        return repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta | time):
        return str(value)
    formula = getattr(value, "text", None)  # ArrayFormula
    return f"={str(formula or '').lstrip('=')}" if not isinstance(value, int) else str(value)


def take_formula_values(path: Path, title: str, sheet: Sheet, formulas: list[tuple[int, int]]) -> None:
    """Put the value Excel stored in place of each formula, with a warning naming the cell."""
    if not formulas:
        return
    stored = stored_values(path, title, {row for row, _ in formulas})
    place_of = {row: index for index, row in enumerate(sheet.rows)}
    for row, column_number in formulas:
        place = column_number - 1
        formula = sheet.values[place][place_of[row]]
        cells = stored.get(row, ())
        value = text_of(cells[place]) if place < len(cells) else ""
        sheet.values[place][place_of[row]] = value
        code, severity = ("formula_value", WARNING) if value else ("formula", ERROR)
        sheet.say(
            severity, code, row, column(sheet, place), formula, cell=cell_name(row, place), stored=value or "-"
        )  # fmt: skip


def stored_values(path: Path, title: str, rows: set[int]) -> dict[int, tuple[Any, ...]]:
    from openpyxl import load_workbook

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        worksheet: Any = book[title]
        worksheet.reset_dimensions()
        numbered: Iterable[tuple[int, tuple[Any, ...]]] = enumerate(
            worksheet.iter_rows(values_only=True), start=1
        )
        return {number: cells for number, cells in numbered if number in rows}


def name_merged(sheet: Sheet, ranges: list[str]) -> None:
    """A title merged above the header harms nothing; any other merge hides values."""
    from openpyxl.utils.cell import range_boundaries

    for reference in ranges:
        left, top, _right, bottom = range_boundaries(reference)
        if left is None or top is None or bottom is None or bottom < sheet.header_row or not sheet.columns:
            continue
        index = next((i for i, row in enumerate(sheet.rows) if row == top), None)
        inside = left - 1 < len(sheet.columns)
        value = sheet.values[left - 1][index] if index is not None and inside else ""
        sheet.say(ERROR, "merged_cells", top, column(sheet, left - 1), value, cells=reference)


def column(sheet: Sheet, place: int) -> str:
    return sheet.columns[place] if place < len(sheet.columns) else ""


def cell_name(row: int, place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
