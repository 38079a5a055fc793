"""A lower bound on cut edges: the Lagrangian dual of choosing areas, its prices made by column generation.

Every cut edge lies on the border of two areas, so a plan cuts half the sum of its areas' borders. With a price
for every unit, an area costs half its border less the prices of its units; K times the cheapest area within the
limits, plus all prices, is at most what any plan cuts (the bound of Dantzig & Wolfe). The cheapest area, whole
or not, is a small integer program; the areas it meets are the columns from which the next prices come. Prices
are damped towards the best ones (Wentges 1997). Where time cuts a program off, its own bound stands in.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.linear import Columns, Program, Rows
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region

METHOD = "Lagrangian dual of choosing areas, priced by integer programs"
MOST_UNITS = 120
"""Units of a region up to which the programs end in seconds."""
MISS = 2.0
"""What a unit in no area, or in two, costs while areas are few: it also bounds the prices."""
DAMPING = 0.5
ROUNDS = 300
SLACK = 1e-4
"""By how much sums and the solver's tolerances may mislead before the bound is rounded up to a whole number."""
NODES = 2_000


def least_cut(region: Region, area: Ints, most: float, stop: StopRule) -> float:
    """A bound on the edges that any plan within the limits cuts; it ends at `most`, what the best plan cuts."""
    return _Pricing(region, area).run(most, stop)


@dataclass
class _Pricing:
    """Prices of units, and the areas that were met."""

    region: Region
    first: Ints
    best: float = field(init=False, default=-math.inf)

    def __post_init__(self) -> None:
        """Begin with the areas of the plan at hand."""
        region = self.region
        self.cheapest = _cheapest(region)
        order, slack = region.order, np.arange(region.order)
        rows = np.append(np.ones(order), float(region.districts))
        self.master = Program(rows, rows)
        for sign in (1.0, -1.0):
            columns = Columns(
                np.full(order, MISS), np.arange(order + 1), slack, np.full(order, sign, dtype=np.float64)
            )
            self.master.add(columns)
        self.known: set[bytes] = set()
        for index in np.unique(self.first):
            self._meet(self.first == index)

    def _meet(self, inside: NDArray[np.bool_]) -> bool:
        """Take an area into the master; whether it is new."""
        if inside.tobytes() in self.known:
            return False
        self.known.add(inside.tobytes())
        ends = inside[self.region.edges]
        rows = np.append(np.flatnonzero(inside), self.region.order)
        cost = np.array([0.5 * float((ends[:, 0] != ends[:, 1]).sum())])
        self.master.add(Columns(cost, np.array([0, len(rows)]), rows, np.ones(len(rows))))
        return True

    def run(self, most: float, stop: StopRule) -> float:
        """Price, find the cheapest area, and again, until the bound meets `most` or time is up."""
        prices, damping = np.zeros(self.region.order), 0.0
        for _ in range(ROUNDS):
            if stop.seconds_left() <= 0 or self.best > most - 1 + SLACK:
                break
            answer = self.master.solve(seconds=stop.seconds_left(), over=lambda: stop.seconds_left() <= 0)
            if not answer.optimal:
                break
            damped = damping * prices + (1 - damping) * answer.dual[: self.region.order]
            bound, new = self._price(damped, stop)
            if bound > self.best:
                self.best, prices = bound, damped
            elif not new and damping == 0.0:
                break
            damping = DAMPING if new else 0.0
        return float(math.ceil(self.best - SLACK)) if math.isfinite(self.best) else -math.inf

    def _price(self, prices: Floats, stop: StopRule) -> tuple[float, bool]:
        """The bound at some prices, and whether areas were met that are new."""
        region = self.region
        self.cheapest.recost(np.concatenate([-prices, np.full(len(region.edges), 0.5)]))
        answer = self.cheapest.solve(
            integer=True,
            whole=region.order,
            seconds=stop.seconds_left(),
            nodes=NODES,
            over=lambda: stop.seconds_left() <= 0,
        )
        met = [one[: region.order] > 0.5 for one in (*answer.met, answer.values) if len(one)]
        new = [self._meet(inside) for inside in met]
        if answer.infeasible or not math.isfinite(answer.bound):
            return -math.inf, any(new)
        return float(prices.sum()) + region.districts * answer.bound, any(new)


def _cheapest(region: Region) -> Program:
    """Which units an area holds, within the limits of every measure, and which edges its border crosses."""
    order, edges = region.order, region.edges
    width = order + len(edges)
    program = Program(np.zeros(0), np.zeros(0))
    nothing = np.zeros(0, dtype=np.int64)
    program.add(Columns(np.zeros(width), np.zeros(width + 1, dtype=np.int64), nothing, np.zeros(0)), 1.0)
    for index in range(region.measures.shape[1]):
        mean = max(float(region.means[index]), 1e-12)
        low, high = region.lows[index] / mean, region.highs[index] / mean
        ends = np.array([0, order])
        held = region.measures[:, index] / mean
        program.constrain(Rows(np.array([low]), np.array([high]), ends, np.arange(order), held))
    for sign in (1.0, -1.0):
        crossed = np.arange(order, width)
        entries = np.column_stack([crossed, edges[:, 0], edges[:, 1]]).ravel()
        values = np.tile([1.0, sign, -sign], len(edges))
        count = len(edges)
        starts = np.arange(0, 3 * count + 1, 3)
        program.constrain(Rows(np.zeros(count), np.full(count, math.inf), starts, entries, values))
    return program
