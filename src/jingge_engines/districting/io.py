"""Problems from instance folders and results to files, so that a complaint becomes a test in a minute.

A folder holds nodes.csv (id, population, lon and lat or x and y) and edges.csv (u, v: ids of nodes).
"""

import csv
import io
import json
import math
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from jingge_engines.core.distance import Metric
from jingge_engines.districting.problem import Problem, ProblemError
from jingge_engines.districting.solution import Result

Row = tuple[int, dict[str, str]]


def read_problem(
    folder: Path, *, districts: int, lower: float, upper: float, metric: Metric = "haversine_km"
) -> Problem:
    """The problem in an instance folder; `ProblemError` names file, row, field, value and mend."""
    nodes, edges = folder / "nodes.csv", folder / "edges.csv"
    columns = _coordinates(nodes)
    rows = list(_rows(nodes, ("id", "population", *columns)))
    if not rows:
        raise ProblemError("nodes.csv: no rows; give one row per unit")
    place: dict[str, int] = {}
    for line, row in rows:
        unit = _text("nodes.csv", line, row, "id")
        if unit in place:
            raise ProblemError(f"nodes.csv row {line}, id: {unit!r} stands twice; give every unit its own id")
        place[unit] = len(place)
    load = [_number("nodes.csv", line, row, "population", least=0) for line, row in rows]
    limit = (180.0, 90.0) if metric == "haversine_km" else (math.inf, math.inf)
    points = [
        [
            _number("nodes.csv", line, row, name, within=most)
            for name, most in zip(columns, limit, strict=True)
        ]
        for line, row in rows
    ]
    if districts > len(rows):
        raise ProblemError(
            f"--districts: {districts} areas of {len(rows)} units in nodes.csv; ask for at most {len(rows)}"
        )
    return Problem(
        units=tuple(place),
        edges=_pairs(edges, place),
        load=np.array(load),
        points=np.array(points),
        districts=districts,
        lower=lower,
        upper=upper,
        metric=metric,
    )


def _coordinates(nodes: Path) -> tuple[str, str]:
    header = [name.strip() for name in next(csv.reader(io.StringIO(_text_of(nodes))), [])]
    return ("x", "y") if "lon" not in header and "x" in header else ("lon", "lat")


def _pairs(edges: Path, place: dict[str, int]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    seen: dict[tuple[int, int], int] = {}
    for line, row in _rows(edges, ("u", "v")):
        ends = []
        for name in ("u", "v"):
            unit = _text("edges.csv", line, row, name)
            if unit not in place:
                raise ProblemError(
                    f"edges.csv row {line}, {name}: no unit {unit!r} in nodes.csv; correct the id"
                )
            ends.append(place[unit])
        pair = (min(ends), max(ends))
        if pair[0] == pair[1]:
            raise ProblemError(
                f"edges.csv row {line}, v: {row['v']!r} is joined to itself; leave the row out"
            )
        if pair in seen:
            raise ProblemError(
                f"edges.csv row {line}, u and v: {row['u']!r} - {row['v']!r} stands in row {seen[pair]} too; "
                "give every pair once"
            )
        seen[pair] = line
    return np.array(list(seen), dtype=np.int64).reshape(-1, 2)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemError(
            f"{path.name}: cannot be read ({error.strerror}); give a folder that holds it"
        ) from error
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise ProblemError(f"{path.name} row {row}: not UTF-8; save the file as UTF-8") from error


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[Row]:
    """Rows with their line number as an editor counts (the header is row 1)."""
    reader = csv.DictReader(io.StringIO(_text_of(path), newline=""), strict=True)
    try:
        header = [(name or "").strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        for name in needed:
            if header.count(name) != 1:
                found = "stands twice" if name in header else "is missing"
                raise ProblemError(f"{path.name} row 1: column {name!r} {found}; the header is {header}")
        for row in reader:
            yield reader.line_num, {key: value or "" for key, value in row.items() if key is not None}
    except csv.Error as error:
        raise ProblemError(
            f"{path.name} row {reader.line_num}: not CSV ({error}); save it as comma-separated text"
        ) from error


def _text(file: str, line: int, row: dict[str, str], field: str) -> str:
    value = row[field].strip()
    if not value:
        raise ProblemError(f"{file} row {line}, {field}: empty; fill it in")
    return value


def _number(
    file: str, line: int, row: dict[str, str], field: str, least: float = -math.inf, within: float = math.inf
) -> float:
    text = _text(file, line, row, field)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ProblemError(f"{file} row {line}, {field}: {text!r} is not a number; give digits like 1234.5")
    if value < least:
        raise ProblemError(f"{file} row {line}, {field}: {text} is below {least:g}; give at least {least:g}")
    if abs(value) > within:
        mend = f"give degrees between -{within:g} and {within:g}, or use --distance plane"
        raise ProblemError(f"{file} row {line}, {field}: {text} is no such coordinate; {mend}")
    return value


def report_of(result: Result, *, seconds: float) -> dict[str, Any]:
    """The result as plain values for report.json."""
    return {
        "objective": result.objective,
        "objective_name": result.params["objective"],
        "lower_bound": result.lower_bound,
        "gap": result.gap,
        "status": result.status.value,
        "bound_method": result.bound_method,
        "feasible": result.feasible,
        "violations": [asdict(violation) for violation in result.violations],
        "terms": asdict(result.terms),
        "districts": [asdict(district) for district in result.evaluation.districts],
        "seconds": round(seconds, 3),
        "rounds": result.rounds,
        "seed": result.seed,
        "params": result.params,
        "version": result.version,
        "input_hash": result.input_hash,
    }


def write_result(problem: Problem, result: Result, folder: Path, *, seconds: float) -> None:
    """plan.csv and report.json, each whole or not at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        plan = "".join(
            f"{_quoted(unit)},{area}\n"
            for unit, area in zip(problem.units, result.plan.assignment.tolist(), strict=True)
        )
        _write(folder / "plan.csv", "id,district\n" + plan)
        report = json.dumps(report_of(result, seconds=seconds), ensure_ascii=False, indent=1, allow_nan=False)
        _write(folder / "report.json", report + "\n")
    except OSError as error:
        raise ProblemError(
            f"--out {folder.name}: cannot be written ({error.strerror}); give another folder"
        ) from error


def _quoted(unit: str) -> str:
    return '"' + unit.replace('"', '""') + '"' if any(sign in unit for sign in ',"\r\n') else unit


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
