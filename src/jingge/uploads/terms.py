"""Plain words for what a file held. No framework: the reader process imports this too."""

import dataclasses
from array import array
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MB = 1024 * 1024
ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of us before we say no. A county's tables stay far below."""

    file_bytes: int = 100 * MB
    unpacked_bytes: int = 400 * MB
    entries: int = 500
    ratio: int = 100  # unpacked to packed, looked at from 1 MB; a workbook of 3 M rows reaches 240
    rows: int = 300_000
    columns: int = 200
    cells: int = 6_000_000
    cell_chars: int = 4_000
    feature_bytes: int = 4 * MB
    vertices: int = 5_000_000
    depth: int = 64
    problems: int = 2_000
    memory_bytes: int = 1536 * MB  # of address space; GDAL alone maps 300 MB without using it
    cpu_s: int = 90
    wall_s: int = 120

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


NORMAL = Limits()


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """One thing wrong in a file. `code` names the wording (rules.words); `value` is masked when forbidden."""

    severity: str
    code: str
    sheet: str = ""
    row: int | None = None  # as the user counts: the header is row 1; in a layer the n-th feature
    field: str = ""
    value: str = ""
    params: dict[str, Any] = dataclasses.field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class ReadTable:
    """One sheet, file or layer as text, column by column."""

    name: str  # the sheet, or the file without its ending
    source: str  # "csv" | "xlsx" | "geojson" | "gpkg" | "shp" | "kml"
    columns: list[str]
    values: list[list[str]]  # one list a column
    rows: "array[int]"  # the row each value stands in, as the user counts
    geometry: list[bytes] | None = None  # WKB in degrees, b"" where a feature has none
    encoding: str = ""
    dates_from_1904: bool = False  # an old Macintosh workbook counts days from 1904

    @property
    def length(self) -> int:
        return len(self.rows)


@dataclass(slots=True)
class ReadResult:
    """Everything a path held, and everything wrong with it."""

    tables: list[ReadTable]
    problems: list[ReadProblem]
    peak_kb: int = 0  # of the reader process
    seconds: float = 0.0  # of CPU, which other work on the machine does not change

    @property
    def has_errors(self) -> bool:
        return any(p.severity == ERROR for p in self.problems)

    @property
    def holds_forbidden(self) -> bool:
        """Whether the file itself must not be kept."""
        return any(p.code.startswith("forbidden_") for p in self.problems)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a path lies once it is known to be safe to open."""

    path: Path
    name: str
    kind: str


class Unreadable(Exception):
    """The file as a whole cannot be taken; says why in one problem."""

    def __init__(
        self, code: str, *, sheet: str = "", row: int | None = None, value: str = "", **params: Any
    ) -> None:
        super().__init__(code)
        self.problem = ReadProblem(ERROR, code, sheet=sheet, row=row, value=value[:80], params=params)
