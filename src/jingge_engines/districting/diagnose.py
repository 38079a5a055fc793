"""Why no plan can keep the limits: reasons that follow from the question alone, each by name."""

import math
from collections.abc import Iterable

import numpy as np

from jingge_engines.core.graph import components
from jingge_engines.districting.params import Params
from jingge_engines.districting.problem import UNITS, Problem
from jingge_engines.districting.region import Region, regions_of
from jingge_engines.districting.solution import Broken, Violation
from jingge_engines.districting.weights import LOAD_TOLERANCE


def diagnose(problem: Problem, regions: Iterable[Region] = ()) -> tuple[Violation, ...]:
    """Named reasons why the limits cannot be met; empty does not promise that they can.

    `regions` of the problem, where they are at hand.
    """
    known = tuple(regions) or tuple(regions_of(problem, Params()))
    return tuple(reason for region in known for reason in _of_region(region))


def violation_floor(region: Region) -> float:
    """Load that lies outside the limits in every plan, by counting alone; rounded down for sums of floats.

    A unit above the limit makes its area heavier than the limit by at least as much; what is left must still
    reach the lower limit in all other areas, and fit under the upper limit of all.
    """
    heavy = region.load[region.load > region.upper]
    others = region.districts - len(heavy)
    rest = float(region.load.sum() - heavy.sum())
    missing = max(0.0, others * region.lower - rest)
    over = max(
        float((heavy - region.upper).sum()), float(region.load.sum()) - region.districts * region.upper
    )
    return max(0.0, over + missing) * (1 - 1e-9)


def _of_region(region: Region) -> list[Violation]:
    problem, name, k = region.problem, region.name, region.districts
    low, high = problem.lower_of[name], problem.upper_of[name]
    where = f"region {name!r}: " if name else ""
    found: list[Violation] = []
    if k > region.order:
        text = f"{where}{k} areas are wanted of {region.order} units; every area needs a unit"
        found.append(Violation(Broken.TOO_FEW_UNITS, text, name, amount=k - region.order))
    count, piece = components(region.graph)
    if count > k:
        text = f"{where}the units lie in {count} pieces that do not touch, but only {k} areas are wanted"
        found.append(Violation(Broken.REGION_IN_PIECES, text, name, amount=count - k))
    total, slack = float(region.load.sum()), LOAD_TOLERANCE * max(1.0, high) * k
    if not k * low - slack <= total <= k * high + slack:
        missing = k * low - total if total < k * low else total - k * high
        text = f"{where}the load of all units is {total:g}; {_areas(k)} {k * low:g} to {k * high:g}"
        found.append(Violation(Broken.REGION_TOTAL, text, name, amount=missing))
    for unit in np.flatnonzero(region.load > region.upper):
        unit_name, load = problem.units[region.units[unit]], float(region.load[unit])
        text = f"{where}unit {unit_name!r} alone carries {load:g}, above the limit {high:g}"
        found.append(Violation(Broken.UNIT_TOO_HEAVY, text, name, unit=unit_name, amount=load - high))
    if 1 < count <= k:
        found += _lone_pieces(region, piece, count, where)
    return found + _of_measures(region, where)


def _of_measures(region: Region, where: str) -> list[Violation]:
    """Further measures that no plan can keep: sums that fit no number of areas, units too heavy alone."""
    problem, name, k = region.problem, region.name, region.districts
    found: list[Violation] = []
    for measure, lows, highs in problem.limits:
        if measure == UNITS and (k > region.order or not problem.counts_units):
            continue  # said by TOO_FEW_UNITS, or not asked
        low, high = lows[name], highs[name]
        given = np.ones(region.order) if measure == UNITS else np.asarray(problem.measures[measure].values)
        values = given if measure == UNITS else given[region.units]
        total, slack = (
            float(values.sum()),
            LOAD_TOLERANCE * max(1.0, high if math.isfinite(high) else low) * k,
        )
        if not k * low - slack <= total <= k * high + slack:
            missing = k * low - total if total < k * low else total - k * high
            bounds = f"{k * low:g} to {k * high:g}" if math.isfinite(high) else f"at least {k * low:g}"
            text = f"{where}all units have {total:g} of {measure}; {_areas(k)} {bounds}"
            found.append(Violation(Broken.MEASURE_TOTAL, text, name, amount=missing, measure=measure))
        for unit in np.flatnonzero(values > high + LOAD_TOLERANCE * max(1.0, high)):
            unit_name, value = problem.units[region.units[unit]], float(values[unit])
            text = f"{where}unit {unit_name!r} alone has {value:g} of {measure}, above the limit {high:g}"
            found.append(
                Violation(
                    Broken.UNIT_TOO_HEAVY, text, name, unit=unit_name, amount=value - high, measure=measure
                )
            )
    return found


def _areas(k: int) -> str:
    return "1 area holds" if k == 1 else f"{k} areas hold"


def _lone_pieces(
    region: Region, piece: np.ndarray[tuple[int], np.dtype[np.int64]], count: int, where: str
) -> list[Violation]:
    """Pieces whose load no whole number of areas can carry."""
    found = []
    for index in range(count):
        load = float(region.load[piece == index].sum())
        least = math.ceil(load / region.upper) if region.upper > 0 else 1
        if max(1, least) * region.lower > load:
            unit = region.problem.units[region.units[int(np.flatnonzero(piece == index)[0])]]
            text = (
                f"{where}the piece around unit {unit!r} carries {load:g}, which no number of areas can divide"
            )
            amount = max(1, least) * region.lower - load
            found.append(Violation(Broken.REGION_TOTAL, text, region.name, unit=unit, amount=amount))
    return found
