"""The regions put together to one answer: labels, figures, what is broken, and what is proven."""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from jingge_engines.core.result import Moment, Status, gap_between
from jingge_engines.districting.attempt import Attempt
from jingge_engines.districting.diagnose import diagnose
from jingge_engines.districting.objective import evaluate
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Ints, Problem
from jingge_engines.districting.solution import Broken, Plan, RegionResult, Result, Violation
from jingge_engines.districting.weighing import Weighing, inertia_of, travel_to

VERSION = "1"
WEIGHED_PER_SECOND = 200_000
"""Units whose rules are looked at in a second, distances apart."""


def answer_of(
    problem: Problem,
    params: Params,
    attempts: Sequence[Attempt],
    *,
    bound: float,
    history: Sequence[Moment],
    rounds: int,
    seed: int | None,
) -> Result:
    """What the work on all regions comes to."""
    assignment = np.full(len(problem.units), -1, dtype=np.int64)
    first = 0
    regions: list[str] = []
    for attempt in attempts:
        area = _numbered(attempt.area)
        count = int(area.max()) + 1
        assignment[attempt.region.units] = first + area
        first += count
        regions += [attempt.region.name] * count
    today = Weighing(problem, assignment, tuple(map(str, range(first))), params).matched
    labels = _labels(today, regions)
    evaluation = evaluate(problem, [labels[index] for index in assignment], params)
    mine = {district.label: district for district in evaluation.districts}
    evaluation = replace(evaluation, districts=tuple(mine[label] for label in labels))
    by_region = tuple(attempt.report() for attempt in attempts)
    known = bound if all(region.lower_bound is not None for region in by_region) else None
    gap = gap_between(evaluation.objective, known)
    status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
    return Result(
        plan=Plan(assignment, labels, tuple(regions)),
        feasible=evaluation.feasible,
        violations=()
        if evaluation.feasible
        else evaluation.violations + _reasons(problem, attempts, by_region),
        terms=evaluation.terms,
        objective=evaluation.objective,
        lower_bound=known,
        gap=gap,
        bound_method="; ".join(sorted({one.bound_method for one in by_region})),
        status=status,
        evaluation=evaluation,
        by_region=by_region,
        history=tuple(history),
        rounds=rounds,
        seed=seed,
        params=params.as_dict(),
        version=VERSION,
        input_hash=problem.input_hash,
    )


def seconds_to_weigh(problem: Problem) -> float:
    """About what an answer takes on this machine: two terms measure all pairs of every area."""
    seconds = len(problem.units) / WEIGHED_PER_SECOND
    name, units = max(problem.region_units.items(), key=lambda one: len(one[1]))
    areas = min(problem.districts_of[name], len(units))
    started = perf_counter()
    inertia_of(problem, units[: len(units) // areas])
    travel_to(problem, units[: len(units) // areas], units)
    return seconds + (perf_counter() - started) * areas * len(problem.units) / len(units)


def _reasons(
    problem: Problem, attempts: Sequence[Attempt], by_region: tuple[RegionResult, ...]
) -> tuple[Violation, ...]:
    """Why no plan keeps the limits, as far as that is known."""
    proven = tuple(
        Violation(
            Broken.NO_PLAN_EXISTS,
            f"{'region ' + repr(one.region) + ': ' if one.region else ''}proven that no plan keeps the "
            f"limits; at least {one.violation:g} of load lies outside them",
            one.region,
            amount=one.violation,
        )
        for one in by_region
        if one.violation > 0 and one.violation_proven_least
    )
    return diagnose(problem, [attempt.region for attempt in attempts]) + proven


def _numbered(area: Ints) -> Ints:
    """The same areas, numbered as their first units come."""
    _, lead, plain = np.unique(area, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(lead))[plain].astype(np.int64)


def _labels(today: Sequence[str], regions: Sequence[str]) -> tuple[str, ...]:
    """Today's label where an area continues one of today, else region and number, never used twice."""
    taken = {label for label in today if label}
    labels: list[str] = []
    used: set[str] = set()
    number: dict[str, int] = {}
    for label, region in zip(today, regions, strict=True):
        while not label or label in used:
            number[region] = number.get(region, 0) + 1
            label = f"{region}-{number[region]}" if region else str(number[region])
            label = "" if label in taken else label
        used.add(label)
        labels.append(label)
    return tuple(labels)
