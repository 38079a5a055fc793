"""Results as files that other programs read: plan.csv and report.json."""

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jingge_engines.districting.checks import ProblemError
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.solution import Result


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
    areas = map(str, result.plan.assignment.tolist())
    rows = [("id", "district"), *zip(problem.units, areas, strict=True)]
    write_files(folder, rows, report_of(result, seconds=seconds))


def write_files(folder: Path, rows: Sequence[tuple[str, str]], report: Mapping[str, Any]) -> None:
    """`rows` as plan.csv and `report` as report.json."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        plan = "".join(f"{_quoted(unit)},{_quoted(area)}\n" for unit, area in rows)
        _write(folder / "plan.csv", plan)
        text = json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False)
        _write(folder / "report.json", text + "\n")
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
