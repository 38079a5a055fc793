"""The row a problem speaks of, as it came, so that a list of problems can be mended by itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jingge.exchange.terms import Book, Problem, Sheet


def with_originals(problems: Sequence[Problem], book: Book) -> list[Problem]:
    """The same problems, each with its row. A cell that could not be read shows what was found there."""
    sheets = {sheet.label: sheet for sheet in book.sheets.values() if not sheet.is_present}
    wanted: dict[str, set[int]] = {}
    for problem in problems:
        if problem.row is not None and problem.sheet in sheets:
            wanted.setdefault(problem.sheet, set()).add(problem.row)
    places = {label: find_rows(sheets[label], rows) for label, rows in wanted.items()}
    return [with_original(p, sheets.get(p.sheet), places.get(p.sheet, {})) for p in problems]


def find_rows(sheet: Sheet, rows: set[int]) -> dict[int, int]:
    return {row: at for at, row in enumerate(sheet.rows) if row in rows}


def with_original(problem: Problem, sheet: Sheet | None, places: dict[int, int]) -> Problem:
    at = places.get(problem.row) if problem.row is not None else None
    if sheet is None or at is None:
        return problem
    row = {header: text_of(sheet.get(field, at)) for field, header in sheet.labels.items()}
    if problem.field in row and problem.value and not row[problem.field]:
        row[problem.field] = problem.value
    return replace(problem, original=row)


def text_of(value: Any) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)[:120]
