"""Minimise a smooth function of many variables from its slopes (L-BFGS, Nocedal & Wright 2006, 7.2).

Written out because the common one calls threaded linear algebra for vectors of a few hundred numbers, and
waits for its threads on a busy machine far longer than the sums take. The line search is the weak Wolfe
bisection of Lewis & Overton (2013), which also stands functions with sharp bends.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function = Callable[[Floats], tuple[float, Floats]]

MEMORY = 20
DESCENT, CURVATURE = 1e-4, 0.9
TRIALS = 25


@dataclass
class _Memory:
    """The last steps and what they did to the slopes."""

    steps: list[Floats] = field(default_factory=list)
    turns: list[Floats] = field(default_factory=list)

    def keep(self, step: Floats, turn: Floats) -> None:
        """Remember one step where the function is curved along it."""
        if step @ turn > 1e-14 * np.sqrt((step @ step) * (turn @ turn)):
            self.steps, self.turns = [*self.steps, step][-MEMORY:], [*self.turns, turn][-MEMORY:]

    def direction(self, slope: Floats) -> Floats:
        """Where to go: the slope turned by the curvature seen so far."""
        way = -slope
        if not self.steps:
            return way / max(1.0, float(np.abs(slope).sum()))
        shares = []
        for step, turn in zip(reversed(self.steps), reversed(self.turns), strict=True):
            share = (step @ way) / (step @ turn)
            way = way - share * turn
            shares.append(share)
        last, bent = self.steps[-1], self.turns[-1]
        way = way * ((last @ bent) / (bent @ bent))
        for step, turn, share in zip(self.steps, self.turns, reversed(shares), strict=True):
            way = way + (share - (turn @ way) / (step @ turn)) * step
        return way


def minimise(function: Function, start: Floats, steps: int, over: Callable[[], bool]) -> Floats:
    """The best point after at most `steps` steps, or where nothing improves, or when it is `over`."""
    point = start
    value, slope = function(point)
    memory = _Memory()
    for _ in range(steps):
        way = memory.direction(slope)
        if way @ slope >= 0:
            return point
        found = _along(function, point, value, slope, way, over)
        if found is None:
            return point
        further, lower, bent = found
        memory.keep(further - point, bent - slope)
        gained = value - lower
        point, value, slope = further, lower, bent
        if over() or gained <= 1e-9 * max(abs(value), 1e-12):
            return point
    return point


def _along(
    function: Function, point: Floats, value: float, slope: Floats, way: Floats, over: Callable[[], bool]
) -> tuple[Floats, float, Floats] | None:
    """A point along the way that is lower and less steep; the best seen if no such step is found."""
    tilt = float(way @ slope)
    low, high, length = 0.0, np.inf, 1.0
    best: tuple[Floats, float, Floats] | None = None
    for _ in range(TRIALS):
        further = point + length * way
        reached, bent = function(further)
        if reached < (value if best is None else best[1]):
            best = further, reached, bent
        if not reached <= value + DESCENT * length * tilt:
            high = length
        elif bent @ way < CURVATURE * tilt:
            low = length
        else:
            return further, reached, bent
        if over():
            break
        length = 2 * low if np.isinf(high) else 0.5 * (low + high)
    return best
