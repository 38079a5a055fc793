"""Tables to and from a folder of plain files: JSON lines and arrays, nothing that runs when read."""

import json
from array import array
from pathlib import Path

from jingge.uploads.terms import ReadProblem, ReadResult, ReadTable

MANIFEST = "manifest.json"


def write_result(result: ReadResult, into: Path) -> None:
    tables = []
    for number, table in enumerate(result.tables):
        write_table(table, into / f"t{number}")
        tables.append(
            {
                "name": table.name,
                "source": table.source,
                "columns": table.columns,
                "encoding": table.encoding,
                "dates_from_1904": table.dates_from_1904,
                "has_geometry": table.geometry is not None,
            }
        )
    manifest = {
        "tables": tables,
        "problems": [p.as_dict() for p in result.problems],
        "peak_kb": result.peak_kb,
        "seconds": result.seconds,
    }
    (into / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def write_table(table: ReadTable, stem: Path) -> None:
    with stem.with_suffix(".columns").open("w", encoding="utf-8", newline="\n") as file:
        for column in table.values:
            file.write(json.dumps(column, ensure_ascii=False, separators=(",", ":")) + "\n")
    with stem.with_suffix(".rows").open("wb") as file:
        table.rows.tofile(file)
    if table.geometry is None:
        return
    with stem.with_suffix(".wkb").open("wb") as file:
        file.writelines(table.geometry)
    with stem.with_suffix(".sizes").open("wb") as file:
        array("I", (len(shape) for shape in table.geometry)).tofile(file)


def read_result(folder: Path) -> ReadResult:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    tables = [read_table(folder / f"t{number}", stated) for number, stated in enumerate(manifest["tables"])]
    problems = [ReadProblem(**problem) for problem in manifest["problems"]]
    return ReadResult(tables, problems, manifest["peak_kb"], manifest["seconds"])


def read_table(stem: Path, stated: dict[str, object]) -> ReadTable:
    with stem.with_suffix(".columns").open(encoding="utf-8", newline="\n") as file:
        repeated: dict[str, str] = {}
        values = [[repeated.setdefault(v, v) for v in json.loads(line)] for line in file]
    rows = read_numbers(stem.with_suffix(".rows"))
    geometry = None
    if stated["has_geometry"]:
        data, at, geometry = stem.with_suffix(".wkb").read_bytes(), 0, []
        for size in read_numbers(stem.with_suffix(".sizes")):
            geometry.append(data[at : at + size])
            at += size
    columns = [str(name) for name in stated["columns"]]  # type: ignore[attr-defined]
    return ReadTable(
        str(stated["name"]),
        str(stated["source"]),
        columns,
        values,
        rows,
        geometry,
        str(stated["encoding"]),
        bool(stated["dates_from_1904"]),
    )


def read_numbers(path: Path) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(path.read_bytes())
    return numbers
