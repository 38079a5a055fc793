"""The best centre of a large area without measuring every pair: exact, by bounds that rule the others out.

The straight line through the ground is never longer than the way over it. Sums of squared lines have a closed
form for every centre; sums of lines are convex, so each centre that was measured bounds all others from below
(Kelley 1960). A centre is measured only while its bound is below the best.
"""

from collections.abc import Callable

import numpy as np

from jingge_engines.core.distance import EARTH_RADIUS_KM, Metric, between
from jingge_engines.districting.checks import Floats

ROOM = 1e-12
"""Share by which rounding may lift a bound above the truth."""
Cut = Callable[[int], Floats]


def squared_centre(points: Floats, weight: Floats, metric: Metric) -> tuple[float, int]:
    """Least sum of weight x squared distance, and the row it is measured from."""
    lines = _embedded(points, metric)
    middle = _mean(lines, weight)
    lines = lines - middle
    squares = (lines**2).sum(axis=1)
    bound = weight @ squares + weight.sum() * squares
    return _least(points, weight, metric, bound, power=2, cut=None)


def nearest_centre(points: Floats, weight: Floats, metric: Metric) -> tuple[float, int]:
    """Least sum of weight x distance, and the row it is measured from."""
    lines = _embedded(points, metric)
    from_middle = ((lines - _mean(lines, weight)) ** 2).sum(axis=1)

    def cut(centre: int) -> Floats:
        away = lines[centre] - lines
        length = np.sqrt((away**2).sum(axis=1))
        slope = (weight / np.where(length > 0, length, np.inf)) @ away
        return np.asarray(weight @ length + (lines - lines[centre]) @ slope, dtype=np.float64)

    bound = np.maximum(cut(int(from_middle.argmin())), 0.0)
    return _least(points, weight, metric, bound, power=1, cut=cut)


def _least(
    points: Floats, weight: Floats, metric: Metric, bound: Floats, *, power: int, cut: Cut | None
) -> tuple[float, int]:
    """Measure the centre with the lowest bound until none is below the best."""
    best, centre = np.inf, -1
    while True:
        next_one = int(bound.argmin())
        if not bound[next_one] < best * (1 - ROOM):
            return float(best), centre
        away = between(points, points[next_one : next_one + 1], metric)[:, 0]
        total = float(weight @ away**power)
        if cut is not None:
            bound = np.maximum(bound, cut(next_one))
        bound[next_one] = np.inf
        if total < best:
            best, centre = total, next_one


def _embedded(points: Floats, metric: Metric) -> Floats:
    """Points between which straight lines are not longer than distances: on the globe, or in the plane."""
    if metric == "plane":
        return points
    lon, lat = np.radians(points).T
    globe = [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
    return np.asarray(EARTH_RADIUS_KM * np.column_stack(globe), dtype=np.float64)


def _mean(lines: Floats, weight: Floats) -> Floats:
    total = float(weight.sum())
    shares = weight / total if total > 0 else np.full(len(weight), 1 / len(weight))
    return np.asarray(shares @ lines, dtype=np.float64)
