"""The slow, obvious twin: look at every plan there is. Only tests call it, on a dozen units at most."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from jingge_engines.districting.objective import evaluate
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.solution import Broken, Evaluation

PRICED = {
    *(Broken.LOAD_ABOVE, Broken.LOAD_BELOW, Broken.MEASURE_ABOVE, Broken.MEASURE_BELOW),
    *(Broken.NOT_TOGETHER, Broken.NOT_APART, Broken.LOCK_BROKEN, Broken.SEATS_SHARED, Broken.CAP_EXCEEDED),
}
"""Rules that a plan may break at a price; it must always be in whole pieces, nested and complete."""


@dataclass(frozen=True)
class Best:
    """The least load outside the limits of any sound plan, and the least objective at that."""

    violation: float
    objective: float
    plan: tuple[int, ...]


def best_plan(problem: Problem, params: Params) -> Best | None:
    """The best plan by trying all; None where not even the load limits set aside a sound plan exists."""
    best: Best | None = None
    total = sum(problem.districts_of.values())
    for plan in partitions(len(problem.units), total):
        weighed = evaluate(problem, list(plan), params)
        if sound(weighed) and (best is None or _key(weighed) < (best.violation, best.objective)):
            best = Best(*_key(weighed), plan)
    return best


def sound(weighed: Evaluation) -> bool:
    """Whether nothing is broken that no plan may break."""
    return all(violation.kind in PRICED for violation in weighed.violations)


def _key(weighed: Evaluation) -> tuple[float, float]:
    return (round(weighed.violation, 9), round(weighed.objective, 9))


def partitions(units: int, districts: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide the units into exactly that many non-empty areas, once each."""

    def grow(plan: list[int], used: int) -> Iterator[tuple[int, ...]]:
        if districts - used > units - len(plan):
            return
        if len(plan) == units:
            yield tuple(plan)
            return
        for area in range(min(used + 1, districts)):
            plan.append(area)
            yield from grow(plan, max(used, area + 1))
            plan.pop()

    yield from grow([], 0)


def stirling(units: int, districts: int) -> int:
    """How many plans `partitions` yields (Stirling numbers of the second kind)."""
    terms = range(districts + 1)
    signed = sum((-1) ** (districts - j) * math.comb(districts, j) * j**units for j in terms)
    return int(signed // math.factorial(districts))
