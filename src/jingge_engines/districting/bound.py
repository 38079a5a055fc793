"""A lower bound on a distance term: the Lagrangian dual of the Hess model, smoothed and climbed.

Relaxing "every unit once" (price a_i) and tying loads to a free s_j in [L, U] (price b_j per load) leaves, for
every centre apart, v_j = min over s of b_j s + sum over i of min(0, c_ij - a_i - b_j p_i); the unit in which
the centre stands always counts. Then

    bound(a, b) = sum of a_i + the K least v_j  <=  every plan,

for any prices, contiguous plan or not (Validi, Buchanan & Lykhovyd 2022 with one price for both limits).
Minima are smoothed (Nesterov 2005) and the smoothing shrinks while L-BFGS climbs. What is reported is always
the exact, unsmoothed bound, so an imperfect climb costs quality and never validity.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from jingge_engines.core.lbfgs import minimise
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.choice import Anywhere, Choice
from jingge_engines.districting.dual import exact_values, packed, slopes, smooth_values
from jingge_engines.districting.hess import Hess
from jingge_engines.districting.problem import Floats, Ints

METHOD = "Lagrangian dual of the Hess model, without contiguity"
LEVELS = ((0.3, 80), (0.05, 100), (0.01, 150), (0.002, 200), (0.0005, 250))
"""Width of the smoothing, in mean costs of a unit per weight, and L-BFGS steps at that width."""
FURTHER = ((0.005, 30), (0.001, 50))
"""The same where good prices are known to begin with."""
LONG = ((0.002, 1000), (0.0005, 1000))
"""The same before much is built on these prices."""
BEND = 1e-2
"""Smoothing of the choice between the two load limits, in widths."""
MOST_LIKELY = 8
"""Centres for each area that a plan is read from: those that are open most."""
READABLE = 1e8
"""Numbers that may be looked at to read a plan from the prices."""
LARGE = 300_000
"""Pairs of unit and centre from which on two threads are worth their start."""


@dataclass
class Dual:
    """Prices being climbed; `best` is the exact bound of the best prices seen."""

    model: Hess
    given: Choice | None = None
    """What is known beforehand about which centres are open; None: nothing."""
    best: float = field(init=False, default=-np.inf)
    width: float = field(init=False, default=1.0)

    def __post_init__(self) -> None:
        """Loads in units of which prices are of the order of costs."""
        model = self.model
        self.load_scale = float((model.load / model.weight).mean()) or 1.0
        self.load = model.load / self.load_scale
        self.lower = model.lower / self.load_scale
        self.upper = model.upper / self.load_scale
        self.unit = np.zeros(model.order)
        self.centre = np.zeros(model.centres)
        self.values = np.zeros(model.centres)
        self.best_unit, self.best_centre, self.best_values = self.unit, self.centre, self.values
        self.opened: Floats = np.zeros(model.centres)
        self.choice = self.given or Anywhere(model.room, model.districts)

    def climb(self, plan: Ints, value: float, stop: StopRule, gap: float = 1e-4) -> None:
        """Raise the bound until it is within `gap` of `value`, the prices stop moving, or time is up."""
        self._begin(plan)
        self._climb(LEVELS, value, stop, gap)

    def begin_at(self, unit: Floats, centre: Floats) -> None:
        """Take over prices of units and of the loads of centres."""
        self.unit, self.centre = unit.copy(), centre.copy()
        self._measure()

    def climb_further(
        self, value: float, stop: StopRule, levels: tuple[tuple[float, int], ...] | None = None
    ) -> None:
        """Raise the bound from the present prices, by few short steps if nothing else is said."""
        self._climb(levels or FURTHER, value, stop, 0.0)

    def climb_on(self, start: "Dual", value: float, stop: StopRule) -> None:
        """Raise the bound from the best prices of another dual of the same model."""
        self.begin_at(start.best_unit, start.best_centre)
        self.climb_further(value, stop)

    def _climb(self, levels: tuple[tuple[float, int], ...], value: float, stop: StopRule, gap: float) -> None:
        mean = max(value, 1e-12) / float(self.model.weight.sum())
        with ThreadPoolExecutor(2) as pool:
            for smoothing, steps in levels:
                self.width = smoothing * mean
                self._climb_at(steps, stop, pool)
                if stop.seconds_left() <= 0 or self.best >= value * (1 - gap):
                    return

    def _begin(self, plan: Ints) -> None:
        """Price every unit at what it costs in the plan."""
        centres = self.model.centres_of(plan)
        place = np.unique(plan, return_inverse=True)[1]
        self.unit = self.model.costs[np.arange(self.model.order), centres[place]]
        self._measure()

    def _measure(self) -> None:
        """Exact bound at the present prices."""
        model = self.model
        self.values = exact_values(
            model.costs, model.owner, self.load, self.unit, self.centre, self.lower, self.upper
        )
        bound = float(self.unit.sum()) + self.choice.least(self.values)
        if bound > self.best:
            self.best = bound
            self.best_unit, self.best_centre = self.unit.copy(), self.centre.copy()
            self.best_values = self.values

    def _climb_at(self, steps: int, stop: StopRule, pool: ThreadPoolExecutor) -> None:
        """L-BFGS at one smoothing, over the centres that could matter; the others are checked afterwards."""
        model, width = self.model, self.width
        blur = width * float(model.weight.sum()) / model.districts
        active = np.flatnonzero(self.choice.near(self.values, 20 * blur)).astype(np.int64)
        climb = _Climb(self, active, blur, pool)

        found = minimise(climb.loss, climb.first(), steps, lambda: stop.seconds_left() <= 0)
        self.unit, self.centre[active] = climb.prices(found)
        self.opened = np.zeros(model.centres)
        self.opened[active] = climb.opened
        self._measure()

    @property
    def divisible(self) -> bool:
        """Whether the prices can be read as a plan in no time."""
        return MOST_LIKELY * self.model.districts**2 * self.model.order <= READABLE

    def division(self) -> Ints:
        """A plan read from the prices: nearly balanced, nearly compact, not always in one piece.

        Near the top of the dual the softly opened centres add up to K; each pick takes the most open one
        and the centres most like it until one whole area is used up, and every unit goes where most of it is.
        """
        model = self.model
        active = np.argsort(-self.opened, kind="stable")[: MOST_LIKELY * model.districts]
        opened = self.opened[active].copy()
        taken = np.array([self.taken(int(j)) for j in active])
        mass = np.zeros((model.districts, model.order))
        for index in range(model.districts):
            first = int(opened.argmax())
            unlike = np.abs(taken - taken[first]) @ model.weight
            room = 1.0
            for place in np.lexsort((unlike, np.arange(len(active)) != first)):
                part = min(room, float(opened[place]))
                if part > 0:
                    mass[index] += part * taken[place]
                    opened[place] -= part
                    room -= part
        return np.asarray(mass.argmax(axis=0), dtype=np.int64)

    @property
    def floors(self) -> Floats:
        """What every plan is worth at least in which a centre is open, by the best prices."""
        return self.best + self.choice.rise(self.best_values)

    def losses(self, j: int) -> Floats:
        """What every unit adds to the bound when it must belong to centre `j`."""
        return np.asarray(np.maximum(0.0, self._gain(j)), dtype=np.float64)

    def _gain(self, j: int) -> Floats:
        costs = self.model.costs[:, j]
        return np.asarray(costs - self.best_unit - self.best_centre[j] * self.load, dtype=np.float64)

    def taken(self, j: int) -> Floats:
        """Softly, which units centre `j` takes at the best prices."""
        gain = self._gain(j)
        taken = np.clip(0.5 - gain / (self.width * self.model.weight), 0.0, 1.0)
        if self.model.owner[j] >= 0:
            taken[self.model.owner[j]] = 1.0
        return np.asarray(taken, dtype=np.float64)


class _Climb:
    """The smoothed bound over packed pairs, as a function of prices per weight."""

    def __init__(self, dual: Dual, active: Ints, blur: float, pool: ThreadPoolExecutor) -> None:
        model = dual.model
        self.dual, self.active, self.blur, self.pool = dual, active, blur, pool
        self.choice = dual.choice.among(active)
        self.wide = dual.width * model.weight
        self.size = float(model.weight.mean())
        self.ratio = np.sqrt(model.weight * self.size)
        # Two halves whatever the number of threads: sums come out the same on any machine.
        self.halves = [part for part in np.array_split(np.arange(len(active)), 2) if len(part)]
        self.packs = [packed(model.costs, active[half]) for half in self.halves]
        self.own = [model.owner[active[half]] for half in self.halves]
        self.large = model.order * len(active) > LARGE
        self.opened = np.zeros(len(active))

    def first(self) -> Floats:
        """Where the climb begins."""
        return np.concatenate([self.dual.unit / self.ratio, self.dual.centre[self.active]])

    def prices(self, x: Floats) -> tuple[Floats, Floats]:
        """Prices of units and of the loads of active centres."""
        order = self.dual.model.order
        return x[:order] * self.ratio, x[order:]

    def loss(self, x: Floats) -> tuple[float, Floats]:
        """Smoothed bound and slopes, with the sign that a minimiser wants."""
        dual = self.dual
        unit, price = self.prices(x)
        ends = (dual.lower, dual.upper, BEND * dual.width)

        def arrays(index: int) -> Any:
            packs = (self.packs[index], self.own[index])
            return (*packs, dual.load, unit, self.wide, price[self.halves[index]], *ends)

        def worth(index: int) -> Floats:
            return smooth_values(*arrays(index))

        values = np.concatenate(self._each(worth))
        self.opened, total = self.choice.softly(values, 0.1 * self.blur)

        def slope(index: int) -> tuple[Floats, Floats]:
            further: Any = (self.opened[self.halves[index]],)
            return slopes(*arrays(index), *further)

        found = self._each(slope)
        by_unit = 1.0 - np.sum([taken for taken, _ in found], axis=0)
        by_price = np.concatenate([part for _, part in found])
        value = float(unit.sum()) + total
        return -value / self.size, -np.concatenate([by_unit * self.ratio, by_price]) / self.size

    def _each(self, work: Any) -> list[Any]:
        """Do the halves, side by side where that pays."""
        count = range(len(self.halves))
        return list(self.pool.map(work, count)) if self.large else [work(index) for index in count]
