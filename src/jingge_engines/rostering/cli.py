"""Command line: a question in, plan.csv and report.json out."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from jingge_engines.core import given
from jingge_engines.core.reading import InputError
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.rostering.io import read_problem, read_roster, write_result
from jingge_engines.rostering.repair import repair
from jingge_engines.rostering.solution import Result
from jingge_engines.rostering.solve import solve

RESERVE = 0.02
"""Share of the time kept for writing."""


def main(arguments: Sequence[str] | None = None, begun: float | None = None) -> int:
    """0: an answer was written, a roster or the rules that leave none; 2: the question itself is wrong."""
    options = _parser().parse_args(arguments)
    options.begun = perf_counter() if begun is None else begun
    try:
        _solve(options)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jingge_engines.rostering", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("solve", help="who works when")
    run.add_argument(
        "file", type=Path, metavar="FILE", help=".json, or text in the form of Curtois' instances"
    )
    run.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="folder for plan.csv, report.json"
    )
    run.add_argument("--time", type=given.seconds, default=60.0, metavar="SECONDS", help="wall-clock limit")
    run.add_argument("--seed", type=given.whole, default=0, metavar="N", help="same seed, same dice")
    run.add_argument("--repair", type=Path, metavar="PLAN", help="plan.csv of the roster that holds today")
    run.add_argument(
        "--away", type=_away, action="append", default=[], metavar="NUMBER=DAY,DAY", help="with --repair"
    )
    run.add_argument(
        "--from-day",
        type=given.whole,
        default=0,
        metavar="DAY",
        help="with --repair: earlier days have gone by",
    )
    return parser


def _away(text: str) -> tuple[str, list[int]]:
    number, _sign, days = text.partition("=")
    try:
        return number, [int(day) for day in days.split(",")]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}; give NUMBER=DAY,DAY") from error


def _solve(options: argparse.Namespace) -> None:
    problem = read_problem(options.file)
    spent = perf_counter() - float(options.begun)
    left = max(0.5 * options.time, (1 - RESERVE) * options.time - spent)
    stop = AnyOf(MaxTime(left), Proven())
    if options.repair is None:
        result = solve(problem, stop=stop, rng=options.seed)
    else:
        roster = read_roster(options.repair, problem)
        found = repair(problem, roster, dict(options.away), from_day=options.from_day, stop=stop)
        result = replace(found.result, terms=found.terms)
        print(f"{found.changed} days of people change")
    write_result(problem, result, options.out, seconds=perf_counter() - options.begun)
    for line in _told(result):
        print(line)


def _told(result: Result) -> list[str]:
    if result.objective is None:
        return ["no roster:", *dict.fromkeys(one.message for one in result.broken)]
    known = "no bound known" if result.gap is None else f"gap {result.gap:.3%} ({result.status})"
    return [f"objective {result.objective:g}, {known}", *result.short[:20]]
