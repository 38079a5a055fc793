"""Prove a region: list all areas it could have and choose among them.

A plan with total load `v` outside the limits uses no area that misses them by more than `v`. So areas within
a window around the limits are listed, narrow first; once the least violation found fits the window it is the
least of all, and the objective is then minimised among plans of that violation.
"""

import math
from dataclasses import replace

import numpy as np

from jingge_engines.core.stop import StopRule
from jingge_engines.districting.areas import Areas, all_areas
from jingge_engines.districting.attempt import Attempt
from jingge_engines.districting.partition import Partition, choose
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.violation import excess
from jingge_engines.districting.worth import plan_worth

WINDOWS = (0.0, 0.05, 0.2, 0.6, 2.0)
"""Widths tried around the limits, in mean loads of an area."""
VISITS_PER_SECOND = 2e6
"""Steps of the enumeration granted for each second that is left, so that it takes a small share of them."""
METHOD = "set partitioning over all areas (exact)"


def prove(attempt: Attempt, stop: StopRule) -> bool:
    """Try to find and prove the best plan of a region; whether it is done."""
    region = attempt.region
    if attempt.violation == 0:
        areas = all_areas(region, 0.0, _visits(region, stop))
        attempt.listable = areas is not None
        return areas is not None and _best_among(attempt, areas, 0.0, stop)
    mean = float(region.load.sum()) / region.districts
    for width in WINDOWS:
        window = width * mean
        areas = all_areas(region, window, _visits(region, stop))
        attempt.listable = areas is not None
        if areas is None:
            return False
        least = _least_violation(attempt, areas, window, stop)
        if not least.proven:
            return False
        if not least.infeasible and least.objective <= window:
            return _best_after(attempt, areas, least, stop)
    return False


def _visits(region: Region, stop: StopRule) -> int:
    """Steps that the listing may take."""
    return int(min(region.params.exact_visits, VISITS_PER_SECOND * max(0.0, stop.seconds_left())))


def any_plan(region: Region, stop: StopRule) -> tuple[Ints | None, bool]:
    """A plan that breaks nothing, by listing all areas that break nothing; and whether the answer is certain."""
    areas = all_areas(region, 0.0, _visits(region, stop))
    if areas is None:
        return None, False
    sound = excess(region, areas) <= 1e-9 * max(1.0, region.upper)
    fitting = areas.take(np.flatnonzero(sound).astype(np.int64))
    if len(fitting.load) == 0:
        return None, True
    found = choose(region, replace(fitting, cost=np.zeros(len(fitting.load))), None, stop)
    if found.chosen:
        return _as_plan(region.order, fitting, found.chosen), True
    return None, found.infeasible


def _least_violation(attempt: Attempt, areas: Areas, window: float, stop: StopRule) -> Partition:
    """The plan with the least load outside the limits among plans of these areas."""
    if len(areas.load) == 0:
        return Partition((), math.inf, math.inf, True)
    known = _marks(areas, attempt.area)
    return choose(attempt.region, areas, known, stop, violation_only=True)


def _best_after(attempt: Attempt, areas: Areas, least: Partition, stop: StopRule) -> bool:
    """The best plan among those with the least load outside the limits, now that this is known."""
    violation = float(excess(attempt.region, areas)[list(least.chosen)].sum())
    plan = _as_plan(attempt.region.order, areas, least.chosen)
    if (worth := plan_worth(attempt.region, plan)) is not None:
        attempt.offer(plan, *worth)
    # A cap that no such plan keeps may be worth more load outside the limits: that is not known here.
    attempt.least_violation_proven = not attempt.region.caps
    return _best_among(attempt, areas, violation, stop)


def _best_among(attempt: Attempt, areas: Areas, violation: float, stop: StopRule) -> bool:
    """The best plan among those that break so much and no more."""
    region = attempt.region
    outside = excess(region, areas)
    slack = 1e-9 * max(1.0, region.upper)
    fitting = areas.take(np.flatnonzero(outside <= violation + slack).astype(np.int64))
    known = _marks(fitting, attempt.area)
    best = choose(region, fitting, known, stop, allowed=violation)
    if best.infeasible:
        return False  # no such plan keeps the caps
    as_told, bound = False, best.bound
    if best.chosen:
        plan = _as_plan(region.order, fitting, best.chosen)
        # The model may count a capped change by another matching with today than the objective's.
        broken, objective = plan_worth(region, plan) or (math.inf, math.inf)
        as_told = broken <= violation + slack and objective <= best.objective + 1e-9 * abs(best.objective)
        attempt.offer(plan, violation if as_told else broken, best.objective if as_told else objective)
        attempt.least_violation_proven |= as_told
        if as_told:  # integer programs end within a tolerance: no bound lies above a plan at hand
            bound = min(bound, objective)
    if bound > attempt.bound:
        attempt.bound, attempt.bound_method = bound, METHOD
    attempt.done = best.proven and as_told
    return attempt.done


def _as_plan(order: int, areas: Areas, chosen: tuple[int, ...]) -> Ints:
    area = np.full(order, -1, dtype=np.int64)
    for index, column in enumerate(chosen):
        area[areas.sets[column]] = index
    return area


def _marks(areas: Areas, plan: Ints) -> Floats | None:
    """1.0 for the areas of the plan among all areas; None when one of them is not listed."""
    marks = np.zeros(len(areas.load))
    sizes = np.diff(areas.sets.starts)
    for index in np.unique(plan):
        units = np.flatnonzero(plan == index)
        holding = np.repeat(np.arange(len(sizes)), sizes)[areas.sets.members == units[0]]
        same = [
            j
            for j in holding[sizes[holding] == len(units)]
            if np.array_equal(np.sort(areas.sets[int(j)]), units)
        ]
        if not same:
            return None
        marks[same[0]] = 1.0
    return marks
