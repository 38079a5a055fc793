"""Results as files that other programs read: plan.csv and report.json."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from jingge_engines.core.files import write_answer
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
    write_answer(folder, rows, report_of(result, seconds=seconds))
