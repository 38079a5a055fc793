"""CSV files read strictly: whatever is wrong is named by file, row, field and value, with its mend."""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from jingge_engines.siting.checks import Floats, ProblemError


@dataclass(frozen=True)
class Cell:
    """One value and where it stands."""

    file: str
    line: int
    field: str
    value: str

    def wrong(self, text: str) -> ProblemError:
        """A refusal that begins with the place."""
        return ProblemError(f"{self.file} row {self.line}, {self.field}: {text}")

    def text(self) -> str:
        """What stands there; empty is refused."""
        if not self.value:
            raise self.wrong("empty; fill it in")
        return self.value

    def number(self, least: float = -math.inf) -> float:
        """A finite number of at least `least`."""
        text = self.text()
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.wrong(f"{text!r} is not a number; give digits like 1234.5")
        if value < least:
            raise self.wrong(f"{text} is below {least:g}; give at least {least:g}")
        return value


class Table:
    """A CSV file with a header; rows are counted as an editor does, the header is row 1."""

    def __init__(self, path: Path, needed: Sequence[str]) -> None:
        """Read the whole file; every column that is needed must stand in it once."""
        self.name = path.name
        self.columns, self._rows = _read(path)
        for column in needed:
            self.need(column)

    def need(self, column: str) -> int:
        """Place of a column."""
        if self.columns.count(column) != 1:
            found = "stands twice" if column in self.columns else "is missing"
            raise ProblemError(f"{self.name} row 1: column {column!r} {found}; the header is {self.columns}")
        return self.columns.index(column)

    def __len__(self) -> int:
        """Rows without the header."""
        return len(self._rows)

    def cells(self, column: str) -> Iterator[Cell]:
        """One column from top to bottom."""
        place = self.need(column)
        for line, row in self._rows:
            yield Cell(self.name, line, column, row[place] if place < len(row) else "")

    @cached_property
    def ids(self) -> dict[str, int]:
        """Place of every id; one that stands twice is refused."""
        place: dict[str, int] = {}
        for cell in self.cells("id"):
            one = cell.text()
            if one in place:
                raise cell.wrong(f"{one!r} stands twice; give every row its own id")
            place[one] = len(place)
        if not place:
            raise ProblemError(f"{self.name}: no rows; give one row per place")
        return place

    def numbers(self, column: str, default: float | None = None) -> Floats:
        """A column of numbers of at least 0; empty cells are `default` where there is one."""
        cells = self.cells(column)
        if default is None:
            return np.array([cell.number(least=0) for cell in cells])
        return np.array([cell.number(least=0) if cell.value else default for cell in cells])


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        rows = [(reader.line_num, [value.strip() for value in row]) for row in reader if row]
    except csv.Error as error:
        raise ProblemError(
            f"{path.name} row {reader.line_num}: not CSV ({error}); save it as comma-separated text"
        ) from error
    for line, row in rows:
        if len(row) > len(header):
            raise ProblemError(
                f"{path.name} row {line}: {len(row)} values under {len(header)} columns; quote values that "
                "hold a comma"
            )
    return header, rows


def text_of(path: Path) -> str:
    """A file as text, whatever is wrong with it said by name."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemError(
            f"{path.name}: cannot be read ({error.strerror}); give a file that is there"
        ) from error
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise ProblemError(
            f"{path.name} row {row}: not UTF-8; save the file as UTF-8 (Excel: CSV UTF-8, not the plain CSV "
            "that it writes as GBK)"
        ) from error
