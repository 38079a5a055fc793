"""Command line: a question in, plan.csv and report.json out."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from jingge_engines.core import given
from jingge_engines.core.files import write_answer
from jingge_engines.core.reading import InputError
from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxTime
from jingge_engines.staffing.clash import clash
from jingge_engines.staffing.curve import curve
from jingge_engines.staffing.io import read_problem, read_sharings, report_of, write_result
from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.sharing import share
from jingge_engines.staffing.solution import Result
from jingge_engines.staffing.solve import solve
from jingge_engines.staffing.terms import ProblemError

RESERVE = 0.02
"""Share of the time kept for writing."""


def main(arguments: Sequence[str] | None = None, begun: float | None = None) -> int:
    """0: answers were written, a plan or the clash of rules; 2: a question itself is wrong."""
    options = _parser().parse_args(arguments)
    options.begun = perf_counter() if begun is None else begun
    try:
        if options.file.is_dir():
            return _province(options)
        if options.file.suffix == ".txt":
            _share(options)
        else:
            _solve(options, options.file, options.out, MaxTime(_left(options)))
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingge_engines.staffing", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("solve", help="who serves where, with the fewest moves that keep every rule")
    run.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=".json: people, posts, rules; .txt: OR-Library gap; a folder: every .json in it, a bureau each",
    )
    run.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="folder for plan.csv, report.json"
    )
    run.add_argument("--time", type=given.seconds, default=60.0, metavar="SECONDS", help="wall-clock limit")
    run.add_argument(
        "--seed", type=given.whole, default=0, metavar="N", help="kept in the report; no dice are thrown"
    )
    run.add_argument(
        "--curve", type=given.whole, metavar="K", help="balance reached with 0, 1, ... K transfers as well"
    )
    run.add_argument("--aim", choices=("least", "most"), default="most", help="of a gap file")
    return parser


def _left(options: argparse.Namespace) -> float:
    spent = perf_counter() - float(options.begun)
    return max(0.5 * float(options.time), (1 - RESERVE) * float(options.time) - spent)


def _province(options: argparse.Namespace) -> int:
    """Every bureau of a folder with an equal part of the time left; one that cannot be read stops no other."""
    files = sorted(options.file.glob("*.json"))
    if not files:
        raise ProblemError(f"{options.file.name}: no .json in this folder; give one file a bureau")
    refused, whole = 0, MaxTime(_left(options))
    whole.begin()
    for number, file in enumerate(files, start=1):
        print(f"{number} of {len(files)}, {file.stem}: ", end="", flush=True)
        try:
            part = MaxTime(whole.seconds_left() / (len(files) + 1 - number))
            _solve(options, file, options.out / file.stem, part)
        except InputError as error:
            refused += 1
            print(f"refused: {error}")
    return 2 if refused else 0


def _solve(options: argparse.Namespace, file: Path, out: Path, stop: MaxTime) -> None:
    problem = read_problem(file)
    result = solve(problem, stop=stop, rng=options.seed)
    report: dict[str, Any] = report_of(problem, result, seconds=perf_counter() - options.begun)
    if result.held:
        print(_summary(result))
    elif result.status is Status.PROVEN:
        report["clash"] = _clash(problem, stop)
    else:
        print("no plan found in this time, and no proof that there is none; give more time")
    if options.curve is not None and result.held:
        points = curve(problem, most=options.curve, stop=stop)
        report["curve"] = [
            {"transfers_at_most": one.transfers_at_most, "imbalance": one.value, "status": one.status.value}
            for one in points
        ]
    write_result(problem, result, out, report)


def _clash(problem: Problem, stop: MaxTime) -> dict[str, Any]:
    found = clash(problem, stop=stop)
    print("no plan keeps all rules; these cannot hold together:")
    for message in found.messages:
        print(f"  {message}")
    return {
        "rules": [{"id": rule.id, "message": rule.message} for rule in found.rules],
        "counts": list(found.counts),
        "smallest": found.status is Status.PROVEN,
    }


def _summary(result: Result) -> str:
    told = ", ".join(f"{one.goal} {one.value:g} ({one.status})" for one in result.goals)
    return f"{told}; {len(result.moves)} people do not stay as today"


def _share(options: argparse.Namespace) -> None:
    rows: list[Sequence[object]] = [("question", "task", "holder")]
    told = []
    sharings = read_sharings(options.file, options.aim)
    whole = MaxTime(_left(options))
    whole.begin()
    for number, sharing in enumerate(sharings, start=1):
        found = share(sharing, stop=MaxTime(whole.seconds_left() / (len(sharings) + 1 - number)))
        rows += [(number, task, holder) for task, holder in enumerate(found.holder)]
        told.append({**asdict(found), "status": found.status.value})
        print(f"question {number}: {found.objective} ({found.status})")
    write_answer(options.out, rows, {"answers": told, "seconds": perf_counter() - options.begun})
