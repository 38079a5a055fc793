"""`python -m jingge_engines.districting solve DIR --facilities FILE [--open K]`."""

import argparse
from time import perf_counter

from jingge_engines.core.rng import dice
from jingge_engines.core.stop import AnyOf, MaxTime, Proven
from jingge_engines.districting.facilities.io import read_facility_problem, write_facility_result
from jingge_engines.districting.facilities.problem import FacilityError
from jingge_engines.districting.facilities.solve import solve_facilities
from jingge_engines.districting.facilities.warm import warm
from jingge_engines.districting.interrupt import Interrupt

FOR_AREAS = (
    "levels", "regions", "today", "lock", "together", "apart", "seats", "measures", "caps", "least_units", "most_units",
    "weights", "priority",
)  # fmt: skip
"""Options of the other question: passed over, they would seem to be kept."""
RESERVE = 0.02
"""Share of the time kept for ending an integer program, weighing and writing the plan."""


def run_facilities(options: argparse.Namespace) -> int:
    """Read, solve, write, say; 0 when a plan was written. Wrong input raises `FacilityError`."""
    _refuse_for_areas(options)
    problem = read_facility_problem(
        options.folder,
        options.facilities,
        open=options.open,
        distance=options.distance,
        travel=getattr(options, "travel", "") or "",
    )
    warm()
    left = options.time * (1 - RESERVE) - (perf_counter() - options.begun)
    clock = MaxTime(max(0.5 * options.time, left))  # the first run on a machine compiles for longer than that
    with Interrupt() as interrupt:
        result = solve_facilities(
            problem,
            stop=AnyOf(clock, Proven()),
            rng=dice(options.seed),
            threads=getattr(options, "threads", 0) or 0,
            observe=interrupt,
        )
    write_facility_result(problem, result, options.out, seconds=perf_counter() - options.begun)
    feasible = "feasible" if result.feasible else "NOT feasible"
    known = "no bound known"
    if result.gap is not None:
        known = f"at most {result.gap:.3%} above the best possible ({result.status})"
    print(f"{len(result.opened)} sites open, cost {result.objective:.6g}, {feasible}, {known}")
    for violation in result.violations:
        print(f"not kept: {violation.message}")
    return 0


def _refuse_for_areas(options: argparse.Namespace) -> None:
    for name in FOR_AREAS:
        if getattr(options, name, None):
            raise FacilityError(f"--{name.replace('_', '-')}: is not asked with --facilities; leave it out")
