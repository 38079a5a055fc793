"""Command line: an instance folder in, plan.csv and report.json out."""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from jingge_engines.core.rng import dice
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting.io import read_problem, write_result
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import ProblemError
from jingge_engines.districting.solve import solve
from jingge_engines.districting.warm import warm

RESERVE = 0.01
"""Share of the time kept for weighing and writing the plan."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: a plan was written (feasible or with its violations named); 2: the question itself is wrong."""
    options = _parser().parse_args(arguments)
    try:
        _solve(options)
    except ProblemError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingge_engines.districting", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("solve", help="divide the units of an instance folder into areas")
    run.add_argument("folder", type=Path, metavar="DIR", help="folder with nodes.csv and edges.csv")
    run.add_argument("--districts", type=_whole, required=True, metavar="K", help="number of areas")
    run.add_argument("--lower", type=_finite, required=True, metavar="L", help="least load of an area")
    run.add_argument("--upper", type=_finite, required=True, metavar="U", help="greatest load of an area")
    run.add_argument("--objective", choices=("cut_edges", "moment_of_inertia"), default="moment_of_inertia")
    run.add_argument("--time", type=_seconds, default=60.0, metavar="SECONDS", help="wall-clock limit")
    run.add_argument("--seed", type=_seed, default=0, metavar="N", help="same seed, same dice")
    run.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="folder for plan.csv and report.json"
    )
    run.add_argument(
        "--distance",
        choices=("haversine", "plane"),
        default="haversine",
        help="haversine: lon, lat in degrees; plane: planar columns in their own unit",
    )
    return parser


def _solve(options: argparse.Namespace) -> None:
    problem = read_problem(
        options.folder,
        districts=options.districts,
        lower=options.lower,
        upper=options.upper,
        metric="plane" if options.distance == "plane" else "haversine_km",
    )
    warm()
    clock = MaxTime(options.time * (1 - RESERVE))
    params = Params(objective=options.objective)
    result = solve(problem, stop=AnyOf(clock, Proven()), rng=dice(options.seed), params=params)
    write_result(problem, result, options.out, seconds=clock.seconds - clock.seconds_left())
    print(_summary(params, result.objective, result.gap, str(result.status), result.feasible))
    for violation in result.violations:
        print(f"not kept: {violation.message}")


def _summary(params: Params, objective: float, gap: float | None, status: str, feasible: bool) -> str:
    known = "no bound known" if gap is None else f"at most {gap:.3%} above the best possible ({status})"
    return f"{params.objective} {objective:.6g}, {'feasible' if feasible else 'NOT feasible'}, {known}"


def _whole(text: str) -> int:
    value = int(text) if text.lstrip("+").isdecimal() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return value


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 0")
    return int(text)


def _finite(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a finite number")
    return value


def _seconds(text: str) -> float:
    value = _finite(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not above 0 seconds")
    return value
