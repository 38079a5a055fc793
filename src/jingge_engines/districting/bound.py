"""A lower bound on the moment of inertia: the Lagrangian dual of the Hess model, smoothed and climbed.

The Hess model chooses centres j and gives every unit i to one (x_ij), at cost w_i d_ij^2, with the load of
every centre between L and U. Relaxing "every unit once" (price a_i per weight) and tying loads to a free s_j
in [L, U] (price b_j per load) leaves, for every centre apart, v_j = min over s of b_j s + sum over i of
min(0, w_i d_ij^2 - w_i a_i - b_j p_i); the centre itself always counts. Then

    bound(a, b) = sum of w_i a_i + the K least v_j  <=  every plan,

for any prices, contiguous plan or not (Validi, Buchanan & Lykhovyd 2022 with one price for both limits).
Minima are smoothed (Nesterov 2005) and the smoothing shrinks while L-BFGS climbs. What is reported is always
the exact, unsmoothed bound, so an imperfect climb costs quality and never validity.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import minimize

from jingge_engines.core.distance import between
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.dual import exact_values, level_for, slopes, smooth_values
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region

METHOD = "Lagrangian dual of the Hess model, without contiguity"
SMOOTHINGS = (0.3, 0.1, 0.03, 0.01, 0.003, 0.001)
"""Width of the smoothing, in mean squared distances of a unit to its centre."""
STEPS = 60
"""L-BFGS steps for each smoothing."""


@dataclass
class Dual:
    """Prices being climbed; `best` is the exact bound of the best prices seen."""

    region: Region
    best: float = field(init=False, default=-np.inf)
    width: float = field(init=False, default=1.0)

    def __post_init__(self) -> None:
        """Arrays in units of which prices are of order 1."""
        region = self.region
        points = region.problem.points[region.units]
        self.squared = np.ascontiguousarray(between(points, points, region.problem.metric) ** 2 / 1e6)
        weight = region.problem.inertia[region.units]
        floor = 1e-3 * max(float(weight.mean()), 1e-12)
        self.weight = np.maximum(weight, floor)
        self.share = weight / self.weight
        self.rate = region.load / self.weight
        self.load_scale = float(self.rate.mean()) or 1.0
        self.rate = self.rate / self.load_scale
        self.lower = region.lower / self.load_scale
        self.upper = region.upper / self.load_scale
        self.unit = np.zeros(region.order)
        self.centre = np.zeros(region.order)
        self.values = np.zeros(region.order)

    def climb(self, plan: Ints, value: float, stop: StopRule, gap: float = 1e-4) -> None:
        """Raise the bound until it is within `gap` of `value`, the prices stop moving, or time is up."""
        self._begin(plan)
        mean = value / float(self.weight.sum())
        for smoothing in SMOOTHINGS:
            self.width = smoothing * mean
            self._climb_at(self.width, stop)
            if stop.seconds_left() <= 0 or self.best >= value * (1 - gap):
                return

    def division(self) -> Ints:
        """A plan read from the prices: nearly balanced, nearly compact, not always in one piece.

        Near the top of the dual the softly opened centres add up to K; each pick takes the most open one
        and the centres around it until one whole area is used up, and every unit goes where most of it is.
        """
        n, k = self.region.order, self.region.districts
        active = np.argsort(self.best_values, kind="stable")[: min(n, 50 * k)].astype(np.int64)
        arrays = (self.squared, self.share, self.weight, self.rate, self.best_unit, self.best_centre)
        values = smooth_values(*arrays, self.lower, self.upper, active, self.width)
        opened, _ = choose_softly(values, k, 0.1 * self.width * float(self.weight.sum()) / k)
        mass = np.zeros((k, n))
        for index in range(k):
            first = active[int(opened.argmax())]
            room = 1.0
            for place in np.argsort(self.squared[first, active], kind="stable"):
                part = min(room, float(opened[place]))
                if part > 0:
                    mass[index] += part * self._taken(int(active[place]))
                    opened[place] -= part
                    room -= part
        return np.asarray(mass.argmax(axis=0), dtype=np.int64)

    def _taken(self, j: int) -> Floats:
        """Softly, which units centre `j` takes at the best prices."""
        gain = self.share * self.squared[j] - self.best_unit - self.best_centre[j] * self.rate
        taken = 1.0 / (1.0 + np.exp(np.clip(gain / self.width, -500, 500)))
        taken[j] = 1.0
        return np.asarray(taken, dtype=np.float64)

    def _begin(self, plan: Ints) -> None:
        """Price every unit at its distance in the plan."""
        for index in np.unique(plan):
            members = np.flatnonzero(plan == index)
            inside = self.squared[np.ix_(members, members)]
            best = int(np.argmin(inside @ self.weight[members]))
            self.unit[members] = inside[best]
        self._measure()

    def _measure(self) -> None:
        """Exact bound at the present prices."""
        self.values = exact_values(
            self.squared, self.share, self.weight, self.rate, self.unit, self.centre, self.lower, self.upper
        )
        k = self.region.districts
        bound = float(self.weight @ self.unit + np.sort(self.values)[:k].sum())
        if bound > self.best:
            self.best = bound
            self.best_unit, self.best_centre = self.unit.copy(), self.centre.copy()
            self.best_values = self.values

    def _climb_at(self, width: float, stop: StopRule) -> None:
        """L-BFGS at one smoothing, over the centres that could matter; the others are checked afterwards."""
        n, k = self.region.order, self.region.districts
        order = np.sort(self.values)
        spread = width * float(self.weight.sum()) / k
        near = np.flatnonzero(self.values <= order[min(k, n - 1)] + 20 * spread + 0.3 * abs(order[0]))
        active = np.sort(near).astype(np.int64)
        scale = np.sqrt(self.weight / self.weight.mean())
        size = float(self.weight.mean())

        def loss(x: Any) -> tuple[float, Any]:
            unit, centre = x[:n] / scale, np.zeros(n)
            centre[active] = x[n:]
            value, slope_unit, slope_centre = self._smooth(unit, centre, active, width, spread)
            return -value / size, -np.concatenate([slope_unit / scale, slope_centre[active]]) / size

        def watch(x: Any) -> None:
            if stop.seconds_left() <= 0:
                raise StopIteration

        first: Any = np.concatenate([self.unit * scale, self.centre[active]])
        options: Any = {"maxiter": STEPS, "maxcor": 20}
        climb: Any = minimize  # its published types do not know a callback of the plain form
        found = climb(loss, first, jac=True, method="L-BFGS-B", callback=watch, options=options)
        self.unit, self.centre[active] = found.x[:n] / scale, found.x[n:]
        self._measure()

    def _smooth(
        self, unit: Floats, centre: Floats, active: Ints, width: float, spread: float
    ) -> tuple[float, Floats, Floats]:
        """Smoothed bound over the active centres and its slopes."""
        arrays = (self.squared, self.share, self.weight, self.rate, unit, centre)
        values = smooth_values(*arrays, self.lower, self.upper, active, width)
        open_share, total = choose_softly(values, self.region.districts, 0.1 * spread)
        slope_unit, slope_centre = slopes(*arrays, self.lower, self.upper, active, open_share, width)
        return float(self.weight @ unit) + total, slope_unit, slope_centre


def choose_softly(values: Floats, k: int, width: float) -> tuple[Floats, float]:
    """Smoothed sum of the k least values, and how far each counts; shares sum to k."""
    if k >= len(values):
        return np.ones(len(values)), float(values.sum())
    level = level_for(values, float(k), width)
    share = _opened(values, level, width)
    soft = width * np.logaddexp(0.0, (level - values) / width)
    return share, float(k * level - soft.sum())


def _opened(values: Floats, level: float, width: float) -> Floats:
    """How far each value lies below the level, softly, 0 to 1."""
    return np.asarray(1.0 / (1.0 + np.exp(np.clip((values - level) / width, -500, 500))), dtype=np.float64)
