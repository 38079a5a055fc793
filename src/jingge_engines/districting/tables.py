"""CSV files read strictly: whatever is wrong is named by file, row, field and value, with its mend."""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jingge_engines.districting.checks import ProblemError


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

    def pick(self, *choices: str) -> str:
        """The first of several names for one column that the header has."""
        return next((name for name in choices if name in self.columns), choices[0])

    @cached_property
    def units(self) -> dict[str, int]:
        """Place of every unit of the column of ids; an id that stands twice is refused."""
        place: dict[str, int] = {}
        for cell in self.cells(self.pick("id", "unit")):
            unit = cell.text()
            if unit in place:
                raise cell.wrong(f"{unit!r} stands twice; give every unit its own id")
            place[unit] = len(place)
        return place


def known_unit(cell: Cell, place: dict[str, int]) -> int:
    """Place of the unit that a cell names."""
    unit = cell.text()
    if unit not in place:
        raise cell.wrong(f"no unit {unit!r} in nodes.csv; correct the id")
    return place[unit]


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    reader = csv.reader(io.StringIO(_text_of(path), newline=""), strict=True)
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


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemError(
            f"{path.name}: cannot be read ({error.strerror}); give a folder that holds it"
        ) from error
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise ProblemError(
            f"{path.name} row {row}: not UTF-8; save the file as UTF-8 (Excel: CSV UTF-8, not the plain CSV "
            "that it writes as GBK)"
        ) from error
