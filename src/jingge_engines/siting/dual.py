"""The Lagrangian dual of the p-median: a bound in milliseconds, and what no better plan can use.

The rows "every point is served once" are priced (Cornuejols, Fisher & Nemhauser 1977): each site is then worth
the sum of what it earns, and the best sites are simply the best earners.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jingge_engines.siting.checks import Flags, Floats, Ints

STEP, PATIENCE, LEAST_STEP = 1.6, 12, 2e-3
"""First length of a step, rounds without a better bound before it is halved, and where to stop."""
MEMORY = 0.35
"""Share of the last direction that is kept."""


@dataclass(frozen=True, eq=False)
class Dual:
    """The best prices and what they say."""

    bound: float
    prices: Floats
    earned: Floats
    """Of every candidate, at most 0: the less, the better it is to open."""
    chosen: Ints


class Climb:
    """Subgradient steps on the prices of points."""

    def __init__(self, cost: Floats, count: int, kept: Flags, prices: Floats) -> None:
        """`cost` is points x candidates, infinite where none may serve."""
        self.cost, self.count, self.kept = cost, count, kept
        self.free = np.flatnonzero(~kept)
        self.fixed = np.flatnonzero(kept)
        self._across = np.ascontiguousarray(cost.T)
        self._room = np.empty_like(self._across)
        self.best = self.look(prices)

    def look(self, prices: Floats) -> Dual:
        """The exact value at some prices."""
        room = self._room
        np.subtract(self._across, prices, out=room)
        np.minimum(room, 0.0, out=room)
        earned = room.sum(axis=1)
        more = self.count - len(self.fixed)
        order = self.free[np.argsort(earned[self.free], kind="stable")[:more]]
        chosen = np.concatenate([self.fixed, order])
        return Dual(float(prices.sum() + earned[chosen].sum()), prices, earned, chosen)

    def run(
        self,
        value: float,
        rounds: int,
        grain: float,
        improve: Callable[[Ints], float],
        stopped: Callable[[], bool],
    ) -> tuple[float, int]:
        """Climb until the gap is below the grain, the steps are short or the rounds are over.

        `improve` is shown promising sets of sites and says the value of the best plan so far.
        """
        step, idle, now = STEP, 0, self.best
        way = np.zeros(len(now.prices))
        done = 0
        while done < rounds and step > LEAST_STEP and value - self.best.bound > max(grain * 0.999, 1e-9):
            if done % 8 == 0 and stopped():
                break
            done += 1
            served = (self._across[now.chosen] < now.prices).sum(axis=0)
            way = (1 - served) + MEMORY * way
            length = float(way @ way)
            if length == 0.0 or not math.isfinite(value):
                break
            aim = max(value - now.bound, 1e-6 * max(1.0, abs(value)))
            now = self.look(now.prices + step * aim / length * way)
            if now.bound > self.best.bound + 1e-7 * max(1.0, abs(self.best.bound)):
                self.best, idle = now, 0
            else:
                idle += 1
            if done % 40 == 0:
                value = improve(now.chosen)
            if idle >= PATIENCE:
                step, idle, now, way = step / 2, 0, self.best, np.zeros(len(way))
        return value, done

    def closed(self, margin: float) -> Flags:
        """Candidates that no plan within `margin` of the bound opens."""
        best, shut = self.best, np.zeros(self.cost.shape[1], dtype=np.bool_)
        out = np.setdiff1d(self.free, best.chosen)
        inside = np.setdiff1d(best.chosen, self.fixed)
        if len(inside):
            shut[out] = best.earned[out] - best.earned[inside].max() > margin
        else:
            shut[out] = True
        return shut

    def open_for_sure(self, margin: float) -> Flags:
        """Candidates that every plan within `margin` of the bound opens."""
        best, sure = self.best, self.kept.copy()
        out = np.setdiff1d(self.free, best.chosen)
        inside = np.setdiff1d(best.chosen, self.fixed)
        if len(out):
            sure[inside] = best.earned[out].min() - best.earned[inside] > margin
        else:
            sure[inside] = True
        return sure
