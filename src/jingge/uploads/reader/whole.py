"""One path, whatever it is, to tables."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from jingge.uploads.reader.archive import unpack
from jingge.uploads.reader.delimited import read_delimited
from jingge.uploads.reader.gdal import read_layers
from jingge.uploads.reader.geojson import read_geojson
from jingge.uploads.reader.kinds import kind_of
from jingge.uploads.reader.sift import sift
from jingge.uploads.reader.workbook import read_workbook
from jingge.uploads.terms import ERROR, WARNING, Limits, ReadProblem, ReadResult, ReadTable, Unreadable

PARTS = (".dbf", ".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".xml", ".qpj", ".fix")
READ_TOO = (".csv", ".txt", ".tsv", ".xlsx", ".geojson", ".json", ".gpkg", ".kml", ".shp", ".zip")


def read_whole(path: Path, name: str, limits: Limits) -> ReadResult:
    """Read a folder or a file; a part that cannot be read becomes a problem, the rest is read on."""
    result = ReadResult([], [])
    with tempfile.TemporaryDirectory() as scratch:
        try:
            for file, label in sources(path, name, Path(scratch), limits):
                read_one(file, label, limits, result)
        except Unreadable as error:
            result.problems.append(error.problem)
    for table in result.tables:
        result.problems += sift(table)
    name_twice(result)
    if not result.tables and not result.problems:
        result.problems.append(ReadProblem(ERROR, "empty_file", sheet=name))
    return result


def sources(path: Path, name: str, scratch: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    """Each file to read with its label; links out of a folder are not followed."""
    if path.is_dir():
        for file in sorted(p for p in path.iterdir() if p.is_file() and not p.is_symlink()):
            if file.suffix.lower() in READ_TOO:
                yield from inside(file, file.name, scratch / f"z{len(list(scratch.iterdir()))}", limits)
        return
    yield from inside(path, name, scratch / "z", limits)


def inside(file: Path, label: str, scratch: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    """A file, or the files of a zip. A zip inside a zip is refused: one bomb hides in another."""
    if file.stat().st_size > limits.file_bytes:
        raise Unreadable(
            "file_too_big",
            sheet=label,
            value=f"{file.stat().st_size >> 20} MB",
            limit=limits.file_bytes >> 20,
        )
    if file.suffix.lower() == ".shp" or kind_of(file, label) != "zip":
        yield file, label
        return
    scratch.mkdir()
    yield from unpack(file, label, scratch, limits)


def read_one(file: Path, label: str, limits: Limits, result: ReadResult) -> None:
    ending = Path(label).suffix.lower()
    if ending in PARTS:
        return
    try:
        if ending and ending not in READ_TOO:
            result.problems.append(ReadProblem(WARNING, "not_read", sheet=label, value=label))
            return
        tables, problems = read_kind(file, label, limits)
    except Unreadable as error:
        result.problems.append(error.problem)
        return
    except (MemoryError, RecursionError):
        result.problems.append(ReadProblem(ERROR, "too_heavy", sheet=label))
        return
    result.tables += tables
    result.problems += problems


def read_kind(file: Path, label: str, limits: Limits) -> tuple[list[ReadTable], list[ReadProblem]]:
    if label.lower().endswith(".shp"):
        return read_shapefile(file, label, limits)
    kind, stem = kind_of(file, label), Path(label).stem
    if kind == "zip":
        raise Unreadable("zip_in_zip", sheet=label, value=label)
    if kind == "xlsx":
        return read_workbook(file, stem, limits)
    if kind == "geojson":
        return read_geojson(file, stem, limits)
    if kind in ("gpkg", "kml"):
        return read_layers(file, stem, kind, limits)
    return read_delimited(file, stem, limits)


def read_shapefile(file: Path, label: str, limits: Limits) -> tuple[list[ReadTable], list[ReadProblem]]:
    """A .shp with its neighbours; without .shx or .dbf half of it did not come along."""
    with file.open("rb") as head:
        if head.read(4) != b"\x00\x00\x27\x0a":
            raise Unreadable("not_a_table", sheet=label, value=label)
    for part in (".shx", ".dbf"):
        if not file.with_suffix(part).exists():
            raise Unreadable("shapefile_part", sheet=label, value=Path(label).stem + part)
    return read_layers(file, Path(label).stem, "shp", limits)


def name_twice(result: ReadResult) -> None:
    """Two tables of one name and one nature: which of them counts?"""
    seen: set[tuple[str, bool]] = set()
    for table in result.tables:
        key = (table.name.lower(), table.geometry is not None)
        if key in seen:
            result.problems.append(ReadProblem(ERROR, "table_twice", sheet=table.name, value=table.name))
        seen.add(key)
