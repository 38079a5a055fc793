"""Areas of good plans, and the best plan that can be put together from them.

Searches that went on from the same plan mend different corners of it; choosing among all their areas (set
partitioning, as the exact method does) keeps what each of them mended.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting.areas import weigh
from jingge_engines.districting.enumeration import Sets
from jingge_engines.districting.partition import choose
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.violation import excess

PLANS = 6
"""Plans' worth of areas that are kept; the longest unseen go first."""
NODES = 20
"""Nodes of branch and bound: without a clock, so that the same areas always give the same plan."""


@dataclass
class Pool:
    """Areas of one region, the last seen at the end."""

    region: Region
    areas: dict[bytes, Ints] = field(default_factory=dict)

    def add(self, plan: Ints) -> None:
        """Note the areas of a plan (area of every unit)."""
        order = np.argsort(plan, kind="stable").astype(np.int64)
        bounds = np.cumsum(np.bincount(plan))[:-1]
        for units in np.split(order, bounds):
            key = units.tobytes()
            self.areas.pop(key, None)
            self.areas[key] = units
        for key in list(self.areas)[: -PLANS * self.region.districts]:
            del self.areas[key]

    def best(self, violation: float) -> Ints | None:
        """The best plan of these areas that breaks no more than `violation`; None where none is found."""
        units = list(self.areas.values())
        starts = np.concatenate([[0], np.cumsum([len(one) for one in units])]).astype(np.int64)
        areas = weigh(self.region, Sets(starts, np.concatenate(units)))
        fits = np.flatnonzero(excess(self.region, areas) <= violation * (1 + 1e-9))
        areas = areas.take(fits.astype(np.int64))
        quick = replace(self.region, params=replace(self.region.params, exact_nodes=NODES))
        found = choose(quick, areas, None, MaxIterations(1), allowed=violation)
        if not found.chosen:
            return None
        plan = np.full(self.region.order, -1, dtype=np.int64)
        for index, column in enumerate(found.chosen):
            plan[areas.sets[column]] = index
        return plan
