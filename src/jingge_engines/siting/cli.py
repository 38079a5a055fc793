"""Command line: a file of points and sites in, plan.csv and report.json out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from jingge_engines.core.reading import InputError
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import MaxTime
from jingge_engines.siting import options as read
from jingge_engines.siting.alternatives import adds, alternatives
from jingge_engines.siting.io import read_problem
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.report import addition_of, brief_of, write_result
from jingge_engines.siting.solution import Result
from jingge_engines.siting.solve import solve
from jingge_engines.siting.terms import Model
from jingge_engines.siting.wishes import Wishes

RESERVE = 0.03
"""Share of the time kept for weighing and writing the plan."""
SHOWN = 20
"""Violations said one by one."""
METRICS = {"manhattan": "manhattan", "plane": "plane", "haversine": "haversine_km"}


def main(arguments: Sequence[str] | None = None, begun: float | None = None) -> int:
    """0: a plan was written (feasible or with its violations named); 2: the question itself is wrong.

    The time limit counts from `begun` (a `perf_counter`), from now where it is not given.
    """
    options = _parser().parse_args(arguments)
    options.begun = perf_counter() if begun is None else begun
    try:
        _solve(options)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingge_engines.siting", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("solve", help="choose where offices stand")
    run.add_argument(
        "file", type=Path, metavar="FILE", help=".csv, .json, or pmed or pmedcap of the OR-Library"
    )
    run.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="folder for plan.csv, report.json"
    )
    run.add_argument("--time", type=read.seconds, default=60.0, metavar="SECONDS", help="wall-clock limit")
    run.add_argument("--seed", type=read.count, default=0, metavar="N", help="same seed, same dice")
    _add_question(run.add_argument_group("the question (before what the file says)"))
    _add_ground(run.add_argument_group("points and sites"))
    more = run.add_argument_group("more plans")
    more.add_argument("--alternatives", type=read.count, default=0, metavar="N", help="plans that differ")
    more.add_argument(
        "--within", type=read.amount, default=0.02, metavar="SHARE", help="how much worse they may be"
    )
    more.add_argument("--upto", type=read.whole, metavar="K", help="what each more office adds, up to K")
    return parser


def _add_question(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--model", choices=[model.value for model in Model], help="p_median if nothing is said"
    )
    group.add_argument("--count", type=read.whole, metavar="K", help="offices to open, kept ones included")
    group.add_argument("--radius", type=read.amount, metavar="R", help="farthest an office reaches")
    group.add_argument("--busy", type=read.share, metavar="Q", help="share of time an office is busy")
    group.add_argument("--budget", type=read.amount, metavar="B", help="most the offices may cost together")
    group.add_argument("--kept", type=read.ids, metavar="ID,...", help="sites that must have an office")
    group.add_argument("--forbidden", type=read.ids, metavar="ID,...", help="sites that must not")
    group.add_argument("--capacity", type=read.amount, metavar="C", help="most load of every office")


def _add_ground(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--distance", choices=tuple(METRICS), help="how coordinates are measured")
    group.add_argument("--decimals", type=read.count, metavar="N", help="to which distances are rounded")
    group.add_argument("--sites", type=Path, metavar="FILE", help="table of sites: id, x, y, capacity, state")
    group.add_argument("--travel", type=Path, metavar="FILE", help="table of distances: id, SITE, SITE, ...")


def _wishes(options: argparse.Namespace) -> Wishes:
    names = (
        "model",
        "count",
        "radius",
        "busy",
        "budget",
        "kept",
        "forbidden",
        "capacity",
        "decimals",
        "sites",
        "travel",
    )
    metric: Any = METRICS[options.distance] if options.distance else None
    return Wishes(metric=metric, **{name: getattr(options, name) for name in names})


def _solve(options: argparse.Namespace) -> None:
    problem = read_problem(options.file, _wishes(options))
    left = options.time * (1 - RESERVE) - (perf_counter() - options.begun)
    stop, rng = MaxTime(max(0.1 * options.time, left)), dice(options.seed)
    more: dict[str, Any] = {}
    if options.upto is not None:
        curve = adds(problem, options.upto, stop=stop, rng=rng)
        result = curve[0].result
        more["adds"] = [addition_of(one) for one in curve]
        shown = [f"{one.count} offices: {_summary(problem, one.result)}" for one in curve[1:]]
    elif options.alternatives:
        plans = alternatives(problem, count=options.alternatives, within=options.within, stop=stop, rng=rng)
        result = plans[0]
        more["alternatives"] = [brief_of(one, result) for one in plans[1:]]
        shown = [f"alternative: {_summary(problem, one)}" for one in plans[1:]]
    else:
        result, shown = solve(problem, stop=stop, rng=rng), []
    write_result(problem, result, options.out, seconds=perf_counter() - options.begun, more=more)
    print("\n".join([_summary(problem, result), *shown]))
    for violation in result.violations[:SHOWN]:
        print(f"not kept: {violation.message}")
    if len(result.violations) > SHOWN:
        print(f"not kept: {len(result.violations) - SHOWN} more, in report.json")


def _summary(problem: Problem, result: Result) -> str:
    known = "no bound known"
    if result.gap is not None:
        known = f"at most {result.gap:.3%} from the best possible ({result.status})"
    kept = "feasible" if result.feasible else "NOT feasible"
    return f"{problem.model} {result.objective:.8g} with {len(result.opened)} offices, {kept}, {known}"
