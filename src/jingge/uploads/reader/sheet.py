"""Collecting one table's rows, whatever format they come from."""

import sys
from array import array
from collections.abc import Sequence

from jingge.uploads.terms import ERROR, Limits, ReadProblem, ReadTable, Unreadable


class Sheet:
    """A table being read: finds its header, counts rows as the user does, notes what is wrong."""

    def __init__(self, name: str, source: str, limits: Limits) -> None:
        self.name, self.source, self.limits = name, source, limits
        self.columns: list[str] = []
        self.values: list[list[str]] = []
        self.rows: array[int] = array("I")
        self.geometry: list[bytes] | None = None
        self.problems: list[ReadProblem] = []
        self.encoding = ""
        self.dates_from_1904 = False
        self.header_row = 0
        self.waiting: list[tuple[int, Sequence[str]]] = []  # rows of one cell above any header

    def say(
        self,
        severity: str,
        code: str,
        row: int | None = None,
        field: str = "",
        value: str = "",
        **params: object,
    ) -> None:
        if len(self.problems) < self.limits.problems:
            self.problems.append(ReadProblem(severity, code, self.name, row, field, value[:80], dict(params)))

    def take(self, number: int, cells: Sequence[str]) -> None:
        """One row of the sheet: empty ones are skipped, the first with two filled cells is the header."""
        filled = sum(1 for cell in cells if cell)
        if not filled:
            return
        if not self.columns:
            if filled >= 2:
                self.set_header(number, cells)
            elif len(self.waiting) < self.limits.rows:
                self.waiting.append((number, cells))
            return
        self.add(number, cells)

    def set_header(self, number: int, cells: Sequence[str]) -> None:
        names = [" ".join(cell.split()) for cell in cells]
        while names and not names[-1]:
            names.pop()
        if len(names) > self.limits.columns:
            raise Unreadable("too_many_columns", sheet=self.name, row=number, limit=self.limits.columns)
        seen: set[str] = set()
        for place, name in enumerate(names):
            if name and name in seen:
                self.say(ERROR, "column_twice", number, name, name)
            seen.add(name)
            names[place] = name or f"({place + 1})"
        self.columns = names
        self.values = [[] for _ in names]
        self.header_row = number

    def add(self, number: int, cells: Sequence[str]) -> None:
        width = len(self.columns)
        if len(self.rows) >= self.limits.rows or len(self.rows) * width >= self.limits.cells:
            raise Unreadable("too_many_rows", sheet=self.name, row=number, limit=self.limits.rows)
        if len(cells) > width and any(cells[width:]):
            extra = next(cell for cell in cells[width:] if cell)
            self.say(ERROR, "long_row", number, value=extra, cells=len(cells), columns=width)
        self.rows.append(number)
        for place, column in enumerate(self.values):
            cell = cells[place] if place < len(cells) else ""
            if len(cell) > self.limits.cell_chars:
                self.say(
                    ERROR,
                    "cell_too_long",
                    number,
                    self.columns[place],
                    cell[:40],
                    limit=self.limits.cell_chars,
                )
                cell = cell[: self.limits.cell_chars]
            column.append(sys.intern(cell))  # units, kinds and counts repeat: one copy of each

    def finish(self) -> ReadTable | None:
        """The table, or None when the sheet holds nothing.

        A sheet that never had two cells in a row is one column: it must be looked at as well,
        a list of identity numbers may be just that.
        """
        if not self.columns and self.waiting:
            self.set_header(*self.waiting[0])
            for number, cells in self.waiting[1:]:
                self.add(number, cells)
        if not self.columns:
            return None
        return ReadTable(
            self.name,
            self.source,
            self.columns,
            self.values,
            self.rows,
            self.geometry,
            self.encoding,
            self.dates_from_1904,
        )
