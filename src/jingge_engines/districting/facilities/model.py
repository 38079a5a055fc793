"""The question as the arrays that search and proof work on."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.graph import Floats, Graph, Ints, components

EXACT = 1e-6
"""Share of the value within which plan and bound count as equal: what the integer programs work to."""
SLACK = 1e-9
"""Share of the total load that rounding of sums may leave above a capacity."""


@dataclass(frozen=True, eq=False)
class Model:
    """Units 0..n-1 are given to sites 0..m-1; site s stands in unit `seat[s]`."""

    graph: Graph
    reach: Floats
    """n x m: kilometres (or minutes) from unit to site."""
    load: Floats
    capacity: Floats
    fixed: Floats
    seat: Ints
    pinned: Ints
    """1: open in every plan, -1: never, 0: to be decided."""
    fewest: int
    most: int

    @cached_property
    def cost(self) -> Floats:
        """n x m: what giving the unit to the site adds to the objective; dear where no plan can do it."""
        dear = 1e3 * max(1.0, float(self.reach.max())) * np.maximum(1.0, self.load)[:, None]
        return np.ascontiguousarray(np.where(self.joined, self.load[:, None] * self.reach, dear))

    @cached_property
    def piece(self) -> Ints:
        """Piece of the map every unit lies in."""
        return components(self.graph)[1]

    @cached_property
    def joined(self) -> NDArray[np.bool_]:
        """n x m: whether unit and site lie in one piece of the map, and the unit fits the site."""
        same = self.piece[:, None] == self.piece[self.seat][None, :]
        fits = self.load[:, None] <= self.capacity[None, :] + self.slack
        return np.asarray(same & fits, dtype=np.bool_)

    @cached_property
    def piece_demand(self) -> Floats:
        """Load of every piece of the map."""
        return np.asarray(np.bincount(self.piece, weights=self.load), dtype=np.float64)

    @property
    def order(self) -> int:
        """Number of units."""
        return len(self.load)

    @property
    def sites(self) -> int:
        """Number of candidates."""
        return len(self.seat)

    @cached_property
    def demand(self) -> float:
        """Load of all units."""
        return float(self.load.sum())

    @property
    def slack(self) -> float:
        """Load above a capacity that counts as none."""
        return SLACK * max(1.0, self.demand)

    @cached_property
    def step(self) -> float:
        """First step of prices per unit of load: a fifth of the way to the second nearest candidate."""
        near = np.sort(self.reach, axis=1)[:, : min(2, self.sites)]
        return 0.2 * max(float(near.max(axis=1).mean()), 1e-9)

    def loads(self, area: Ints) -> Floats:
        """Load of every site."""
        loads = np.bincount(area, weights=self.load, minlength=self.sites)
        return np.asarray(loads, dtype=np.float64)

    def excess(self, area: Ints) -> float:
        """Load above the capacities."""
        over = self.loads(area) - self.capacity
        return float(over[over > self.slack].sum())

    def travel(self, area: Ints) -> float:
        """Sum of load x distance."""
        return float(self.cost[np.arange(self.order), area].sum())

    def opening(self, opened: Ints) -> float:
        """Sum of the fixed costs of the open sites."""
        return float(self.fixed[opened == 1].sum())
