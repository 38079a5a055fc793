"""Results as files that other programs read: plan.csv and report.json."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jingge_engines.core.files import write_answer
from jingge_engines.siting.alternatives import Addition
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.solution import Result


def report_of(problem: Problem, result: Result, *, seconds: float) -> dict[str, Any]:
    """The result as plain values for report.json."""
    return {
        "model": problem.model.value,
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "status": result.status.value,
        "bound_method": result.bound_method,
        "feasible": result.feasible,
        "violations": [asdict(violation) for violation in result.violations],
        "terms": asdict(result.terms),
        "opened": list(result.opened),
        "offices": [asdict(office) for office in result.offices],
        "seconds": round(seconds, 3),
        "rounds": result.rounds,
        "seed": result.seed,
        "params": result.params,
        "version": result.version,
        "input_hash": result.input_hash,
    }


def brief_of(result: Result, best: Result) -> dict[str, Any]:
    """One of several plans, beside the best."""
    return {
        "objective": result.objective,
        "bound": result.bound,
        "status": result.status.value,
        "feasible": result.feasible,
        "opened": list(result.opened),
        "not_in_best": [site for site in result.opened if site not in best.opened],
        "terms": asdict(result.terms),
    }


def addition_of(one: Addition) -> dict[str, Any]:
    """One number of offices."""
    return {"count": one.count, "gain": one.gain, "proven": one.proven} | brief_of(one.result, one.result)


def write_result(
    problem: Problem, result: Result, folder: Path, *, seconds: float, more: Mapping[str, Any] | None = None
) -> None:
    """plan.csv (point, office) and report.json, each whole or not at all."""
    rows = [("point", "office"), *zip(problem.points, result.site_of_point, strict=True)]
    report = report_of(problem, result, seconds=seconds) | dict(more or {})
    write_answer(folder, rows, report)
