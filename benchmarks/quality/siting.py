"""How fast sites are proven best, beside spopt with its default solver (CBC) on the same question.

    python -m benchmarks quality/siting
    .venv-peers/bin/python -m benchmarks.quality.siting --peer      (where spopt is installed for the benchmark)

Instances: pmed1 and pmed10, generated p-medians of 400 points and 133 sites, the 85-point county in every model. Each
is solved after one warm-up, in this process, reading not counted; spopt's time counts making and solving its model.
"""

import argparse
import importlib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.machine import describe_machine
from jingge_engines.core.stop import MaxTime
from jingge_engines.siting import Model, Problem, solve, travel_between
from jingge_engines.siting.io import Wishes, read_problem

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "instances" / "location"
SEEDS = 4


def generated(seed: int) -> Problem:
    """400 points at random in a square of 100 km, a third of them sites."""
    dice = np.random.default_rng(seed)
    places = dice.random((400, 2)) * 100
    sites = dice.choice(400, 133, replace=False)
    return Problem(
        model=Model.P_MEDIAN,
        points=tuple(map(str, range(400))),
        weight=dice.integers(1, 100, 400).astype(float),
        sites=tuple(map(str, sites)),
        travel=travel_between(places, places[sites], "plane", 2),
        count=40 if seed % 2 else 20,
    )


def cases() -> Iterator[tuple[str, Problem]]:
    """Name and question."""
    for name in ("pmed1", "pmed10"):
        yield name, read_problem(FOLDER / f"{name}.txt")
    for seed in range(SEEDS):
        yield f"400 x 133, seed {seed}", generated(seed)
    for model in Model:
        count = None if model is Model.SET_COVER else 24
        radius = None if model in (Model.P_MEDIAN, Model.P_CENTRE) else 6.0
        wishes = Wishes(model=model.value, count=count, radius=radius, busy=0.4)
        yield f"county, {model}", read_problem(FOLDER / "county85_dev.csv", wishes)


def peer_seconds(problem: Problem) -> tuple[float, float] | None:
    """Value and seconds of spopt; None where it does not ask this question or is not installed."""
    if problem.model is not Model.P_MEDIAN:
        return None
    locate, pulp = importlib.import_module("spopt.locate"), importlib.import_module("pulp")
    begun = perf_counter()
    asked = locate.PMedian.from_cost_matrix(problem.travel, problem.weight, p_facilities=problem.count)
    asked.solve(pulp.PULP_CBC_CMD(msg=False))
    return float(pulp.value(asked.problem.objective)), perf_counter() - begun


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", action="store_true", help="solve p-medians with spopt too")
    parser.add_argument("--time", type=float, default=60.0, metavar="SECONDS")
    options = parser.parse_args()
    print(describe_machine())
    print("| Case | Value | Status | Seconds | spopt value | spopt seconds | Times faster |")
    print("|---|---:|---|---:|---:|---:|---:|")
    solve(generated(99), stop=MaxTime(5), rng=1)
    for name, problem in cases():
        begun = perf_counter()
        result = solve(problem, stop=MaxTime(options.time), rng=1)
        seconds = perf_counter() - begun
        other = peer_seconds(problem) if options.peer else None
        told = "| | |" if other is None else f"| {other[0]:.8g} | {other[1]:.2f} | {other[1] / seconds:.1f}"
        print(f"| {name} | {result.objective:.8g} | {result.status} | {seconds:.3f} {told} |", flush=True)


if __name__ == "__main__":
    main()
