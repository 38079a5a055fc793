"""The Hess model of one distance term: which centres are open, and which of them every unit belongs to.

x_ij says that unit i belongs to centre j, at cost c_ij; exactly K centres are open, each with a load between L
and U, and a centre that stands in a unit holds that unit. A base that any area may use can be open for several
areas at once (its `room`). Every plan of areas is a solution, so what bounds the model bounds every plan.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Layer, Region


@dataclass(frozen=True, eq=False)
class Hess:
    """One distance term in arrays: unit by row, centre by column."""

    costs: Floats
    owner: Ints
    """Unit in which a centre stands; -1 where any area may use it."""
    load: Floats
    lower: float
    upper: float
    districts: int
    weight: Floats
    """How strongly each unit counts, above 0: prices and smoothing are per weight."""

    @property
    def order(self) -> int:
        """Number of units."""
        return len(self.load)

    @property
    def centres(self) -> int:
        """Number of centres."""
        return len(self.owner)

    @cached_property
    def room(self) -> Floats:
        """How many areas may use each centre."""
        return np.where(self.owner >= 0, 1.0, float(self.districts))

    @property
    def shared(self) -> bool:
        """Whether areas may share a centre."""
        return bool((self.owner < 0).any())

    def value(self, area: Ints) -> float:
        """What this term costs in a plan, every area at its best centre."""
        return float(sum(self.columns(members).min() for members in _members(area)))

    def centres_of(self, area: Ints) -> Ints:
        """Best centre of every area."""
        return np.array([int(self.columns(members).argmin()) for members in _members(area)], dtype=np.int64)

    def columns(self, members: Ints) -> Floats:
        """What an area would cost at every centre; infinite at those it may not use."""
        total = self.costs[members].sum(axis=0)
        mine = (self.owner < 0) | np.isin(self.owner, members)
        return np.where(mine, total, np.inf)


def models_of(region: Region) -> list[Hess]:
    """One model for every distance term that is weighed; their least costs add up to a bound."""
    return [_model(region, layer) for layer in region.layers]


def _model(region: Region, layer: Layer) -> Hess:
    weight = region.problem.inertia[region.units]
    floor = 1e-3 * float(weight.mean())
    weight = np.maximum(weight, floor) if floor > 0 else np.ones(region.order)
    return Hess(layer.spread, layer.owner, region.load, region.lower, region.upper, region.districts, weight)


def _members(area: Ints) -> list[Ints]:
    return [np.flatnonzero(area == index) for index in np.unique(area)]
