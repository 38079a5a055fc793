"""Command line: an instance folder in, plan.csv and report.json out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from jingge_engines.core.reading import InputError
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting import options as read
from jingge_engines.districting.checks import ProblemError
from jingge_engines.districting.interrupt import Interrupt
from jingge_engines.districting.io import Wishes, read_problem, write_result
from jingge_engines.districting.params import Params
from jingge_engines.districting.solution import Result
from jingge_engines.districting.solve import solve
from jingge_engines.districting.warm import warm

RESERVE = 0.01
"""Share of the time kept for weighing and writing the plan."""
SHOWN = 20
"""Violations said one by one."""
EXACT: dict[str, Any] = {"exact_sets": 3_000_000, "exact_visits": 2_000_000_000, "exact_nodes": 1_000_000}
"""Effort of `--exact`: as much as fits the memory, so that only the proof or the clock ends it."""

NEEDS = {"change_weight": "today", "open": "facilities"}
"""Options that another gives a meaning: passed over, they would seem to be kept."""


def main(arguments: Sequence[str] | None = None, begun: float | None = None) -> int:
    """0: a plan was written (feasible or with its violations named); 2: the question itself is wrong.

    The time limit counts from `begun` (a `perf_counter`), from now where it is not given.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    options.begun = perf_counter() if begun is None else begun
    if options.facilities is None:
        missing = [name for name in ("districts", "lower", "upper") if getattr(options, name) is None]
        if missing:
            parser.error(
                f"the following arguments are required: {', '.join('--' + name for name in missing)}"
            )
    try:
        if options.facilities is None:
            _solve(options)
        else:
            _facilities(options)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingge_engines.districting", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("solve", help="divide the units of an instance folder into areas")
    run.add_argument("folder", type=Path, metavar="DIR", help="folder with nodes.csv and edges.csv")
    run.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="folder for plan.csv, report.json"
    )
    run.add_argument("--time", type=read.seconds, default=60.0, metavar="SECONDS", help="wall-clock limit")
    run.add_argument("--seed", type=read.count, default=0, metavar="N", help="same seed, same dice")
    run.add_argument(
        "--distance",
        choices=("haversine", "plane"),
        default="haversine",
        help="haversine: lon, lat in degrees; plane: planar columns in their own unit",
    )
    _add_limits(run.add_argument_group("limits (one value, or REGION=VALUE,REGION=VALUE)"))
    _add_aims(run.add_argument_group("what is wanted"))
    _add_wishes(run.add_argument_group("what must be"))
    _add_effort(run.add_argument_group("effort"))
    offices = run.add_argument_group("offices and their service areas")
    offices.add_argument("--facilities", type=Path, metavar="FILE", help="id, fixed_cost, capacity")
    offices.add_argument(
        "--open", type=read.whole, metavar="K", help="offices to open; as many as pay if not given"
    )
    return parser


def _add_limits(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--districts", type=read.wholes, metavar="K", help="number of areas (of each region)")
    group.add_argument("--lower", type=read.limits, metavar="L", help="least load of an area")
    group.add_argument("--upper", type=read.limits, metavar="U", help="greatest load of an area")
    group.add_argument("--least-units", type=read.wholes, metavar="N", help="fewest units of an area")
    group.add_argument("--most-units", type=read.wholes, metavar="N", help="most units of an area")
    group.add_argument(
        "--measures",
        type=read.measures,
        default={},
        metavar="COLUMN:L:U,...",
        help="further columns of nodes.csv to be kept between limits",
    )


def _add_aims(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--objective",
        choices=("cut_edges", "moment_of_inertia", "travel", "blend"),
        default="moment_of_inertia",
    )
    group.add_argument("--weights", type=read.weights, default={}, metavar="TERM=W,...", help="with blend")
    group.add_argument(
        "--priority", type=read.terms, default=(), metavar="TERM,...", help="first things first"
    )
    group.add_argument("--caps", type=read.weights, default={}, metavar="TERM=MOST,...", help="never above")
    group.add_argument("--today", type=Path, metavar="FILE", help="today's plan: id, district")
    group.add_argument("--change-weight", type=read.weight, default=0.0, metavar="W", help="of a new officer")
    group.add_argument("--travel", default="", metavar="FILE|COLUMN", help="km from bases, or of every edge")


def _add_wishes(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--levels", default="", metavar="COLUMN", help="level-2 units, kept whole or divided alone"
    )
    group.add_argument("--regions", default="", metavar="COLUMN", help="stations, never crossed")
    group.add_argument("--lock", type=Path, metavar="FILE", help="units with their area: unit, area")
    group.add_argument("--together", type=Path, metavar="FILE", help="pairs that share an area: u, v")
    group.add_argument("--apart", type=Path, metavar="FILE", help="pairs that do not: u, v")
    group.add_argument("--seats", type=Path, metavar="FILE", help="units of offices, one to an area: id")


def _add_effort(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--exact", action="store_true", help="go on until the plan is proven or the time is up"
    )
    group.add_argument("--islands", type=read.whole, default=2, metavar="N", help="searches side by side")
    group.add_argument("--threads", type=read.count, default=0, metavar="N", help="0: one for every core")


def _solve(options: argparse.Namespace) -> None:
    problem = read_problem(
        options.folder,
        districts=options.districts,
        lower=options.lower,
        upper=options.upper,
        metric="plane" if options.distance == "plane" else "haversine_km",
        wishes=_wishes(options),
    )
    params = _params(options)
    _refuse_idle(options)
    warm()
    with Interrupt() as interrupt:
        result = solve(
            problem,
            stop=AnyOf(MaxTime(seconds_left(options)), Proven()),
            rng=dice(options.seed),
            params=params,
            observe=interrupt,
        )
    write_result(problem, result, options.out, seconds=perf_counter() - options.begun)
    print(_summary(result))
    for violation in result.violations[:SHOWN]:
        print(f"not kept: {violation.message}")
    if len(result.violations) > SHOWN:
        print(f"not kept: {len(result.violations) - SHOWN} more, in report.json")


def seconds_left(options: argparse.Namespace) -> float:
    """For the search: at least half, since the first run on a machine compiles for longer than that."""
    limit, begun = float(options.time), float(options.begun)
    return max(0.5 * limit, limit * (1 - RESERVE) - (perf_counter() - begun))


def _wishes(options: argparse.Namespace) -> Wishes:
    names = (
        "levels", "regions", "measures", "least_units", "most_units", "caps", "today", "lock", "together",
        "apart", "seats", "travel",
    )  # fmt: skip
    return Wishes(**{name: getattr(options, name) for name in names})


def _params(options: argparse.Namespace) -> Params:
    names = ("objective", "change_weight", "weights", "priority", "islands", "threads")
    try:
        return Params(**{name: getattr(options, name) for name in names}, **(EXACT if options.exact else {}))
    except ValueError as error:
        raise ProblemError(f"--{error}") from error


def _refuse_idle(options: argparse.Namespace) -> None:
    for name, needed in NEEDS.items():
        if getattr(options, name) and getattr(options, needed) is None:
            raise ProblemError(f"--{name.replace('_', '-')}: says nothing without --{needed}; give both")


def _facilities(options: argparse.Namespace) -> None:
    """Offices and their areas are another question, whose compiled code is loaded only when it is asked."""
    from jingge_engines.districting.facilities.cli import run_facilities

    run_facilities(options)


def _summary(result: Result) -> str:
    known = (
        "no bound known"
        if result.gap is None
        else f"at most {result.gap:.3%} above the best possible ({result.status})"
    )
    kept = "feasible" if result.feasible else "NOT feasible"
    return f"{result.params['objective']} {result.objective:.6g}, {kept}, {known}"
