"""CSV as offices write it: any common delimiter, any Chinese encoding, sometimes cut off."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from jingge.uploads.reader.sheet import Sheet
from jingge.uploads.reader.text import encoding_of
from jingge.uploads.terms import ERROR, MB, WARNING, Limits, ReadProblem, ReadTable, Unreadable

DELIMITERS = ",\t;|"
TEXT_TRICK = re.compile(r'^="([^"]*)"$')  # ="0123": how people make Excel keep a leading zero


def read_delimited(path: Path, name: str, limits: Limits) -> tuple[list[ReadTable], list[ReadProblem]]:
    if count_lines(path) > limits.rows + limits.rows // 4:  # some lines may stand inside quotation marks
        raise Unreadable("too_many_rows", sheet=name, limit=limits.rows)
    encoding = encoding_of(path, name)
    sheet = Sheet(name, "csv", limits)
    sheet.encoding = encoding
    csv.field_size_limit(256 * 1024)
    last: tuple[int, int] | None = None
    for number, cells in records(path, encoding, name):
        plain = [clean(sheet, number, place, cell) for place, cell in enumerate(cells)]
        if sheet.columns and any(plain):
            if last is not None:
                sheet.say(ERROR, "short_row", last[0], cells=last[1], columns=len(sheet.columns))
            last = (number, len(plain)) if len(plain) < len(sheet.columns) else None
        sheet.take(number, plain)
    if last is not None:
        code = "short_row" if ends_with_newline(path) else "cut_off"
        sheet.say(ERROR, code, last[0], cells=last[1], columns=len(sheet.columns))
    if encoding == "gb18030":
        sheet.say(WARNING, "read_as_gbk", 1, value=name)
    table = sheet.finish()
    return ([table] if table else []), sheet.problems


def records(path: Path, encoding: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered records. A quote that never closes swallows the rest of the file: named where it opens."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.read(64 * 1024)
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter_of(first), strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                yield number, cells
        except csv.Error as error:
            code = "nul_byte" if "NUL" in str(error) else "open_quote"
            raise Unreadable(code, sheet=name, row=number + 1) from error


def delimiter_of(text: str) -> str:
    """The delimiter the first telling line uses most, quotes left out."""
    for line in text.splitlines():
        bare = re.sub(r'"[^"]*"', "", line)
        counts = {mark: bare.count(mark) for mark in DELIMITERS}
        best = max(counts, key=lambda mark: counts[mark])
        if counts[best]:
            return best
    return ","


def clean(sheet: Sheet, number: int, place: int, cell: str) -> str:
    """A cell's text: NUL and formulas named, the ="…" trick undone."""
    cell = cell.strip(" \t\u3000\ufeff")
    if not cell:
        return ""
    if "\x00" in cell:
        sheet.say(ERROR, "nul_byte", number, column(sheet, place), cell.replace("\x00", "␀"))
        return cell.replace("\x00", "")
    if cell[0] == "=":
        if match := TEXT_TRICK.match(cell):
            return match.group(1)
        sheet.say(ERROR, "formula", number, column(sheet, place), cell)
    return cell


def column(sheet: Sheet, place: int) -> str:
    return sheet.columns[place] if place < len(sheet.columns) else ""


def count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(MB), b""))


def ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 4, 0))
        return file.read().rstrip(b"\x00").endswith((b"\n", b"\r"))
