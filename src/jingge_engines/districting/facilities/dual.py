"""Bounds by prices on units: every site fills its capacity as best it can, units may be taken twice or never.

The Lagrangian dual of single sourcing (Holmberg, Rönnqvist & Yuan 1999): the sites fall apart into knapsacks,
solved exactly, so that the bound is above that of the linear relaxation. Climbed by subgradients.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.districting.facilities.choice import choose
from jingge_engines.districting.facilities.knapsack import force, take_all
from jingge_engines.districting.facilities.model import Model

FINEST = 2000
"""Greatest capacity in whole steps of size; loads are rounded down to steps, which keeps the bound valid."""
STALE = 15
ROUNDING = 1e-9
"""Share taken off every bound for sums of floats."""


@dataclass(frozen=True, eq=False)
class Dual:
    """Prices, and what they prove."""

    value: float
    prices: Floats
    worth: Floats
    """What opening every site adds at these prices."""
    opened: Ints


class Lagrangian:
    """The dual over some sites; with every site of a set pinned open, over that set alone."""

    def __init__(self, model: Model, sites: Ints, pinned: Ints, counts: tuple[int, int]) -> None:
        self.model, self.sites, self.pinned = model, sites, pinned
        self.counts = np.array(counts, dtype=np.int64)
        self.cost = np.ascontiguousarray(model.cost[:, sites])
        self.fixed, self.seat = model.fixed[sites], model.seat[sites]
        self.usable = np.ascontiguousarray(model.joined[:, sites]).astype(np.int64)
        always = np.flatnonzero(pinned == 1)
        self.usable[self.seat[always]] = 0
        self.usable[self.seat, np.arange(len(sites))] = 1
        capacity = model.capacity[sites]
        whole = np.all(model.load == np.floor(model.load)) and capacity.max() <= 2 * FINEST
        scale = 1.0 if whole else FINEST / max(float(capacity.max()), 1e-9)
        self.size = np.floor(model.load * scale + 1e-9).astype(np.int64)
        room = np.floor((capacity + model.slack) * scale + 1e-9)
        self.room = np.minimum(room, self.size.sum()).astype(np.int64)
        # Room is rounded up and need down where the choice of sites asks whether there is enough of it.
        coarse = min(scale, FINEST / max(model.demand, 1e-9)) if not whole or model.demand > 5000 else 1.0
        self.wide = np.ceil(capacity * coarse - 1e-9).astype(np.int64)
        self.need = math.floor((model.demand - model.slack) * coarse)

    def climb(
        self, target: float, steps: int, ended: Callable[[], bool], prices: Floats | None = None
    ) -> Dual:
        """Up to `steps` steps towards `target`, the value hoped for; every value met is a bound."""
        order, sites = self.cost.shape
        price = np.sort(self.cost, axis=1)[:, min(1, sites - 1)] if prices is None else prices
        price = price.copy()
        taken = np.zeros((sites, order), dtype=np.int64)
        worth, opened = np.zeros(sites), np.zeros(sites, dtype=np.int64)
        table = np.zeros((order, int(self.room.max()) + 1), dtype=np.bool_)
        listed = np.zeros(order, dtype=np.int64)
        best = Dual(-math.inf, price.copy(), worth.copy(), opened.copy())
        length, stale, way = 1.5, 0, np.zeros(order)
        for _ in range(steps):
            take_all(
                price, self.cost, self.fixed, self.size, self.room, self.seat, self.usable, taken, worth, table,
                listed,
            )  # fmt: skip
            value = float(price.sum()) + choose(worth, self.wide, self.need, self.pinned, self.counts, opened)
            value -= ROUNDING * max(1.0, abs(value))
            stale += 1
            if value > best.value:
                stale = 0 if value > best.value + 1e-5 * abs(value) else stale
                best = Dual(value, price.copy(), worth.copy(), opened.copy())
            if best.value >= target or math.isinf(value) or ended():
                break
            if stale >= STALE:
                length, stale, price, way = 0.7 * length, 0, best.prices.copy(), np.zeros(order)
                if length < 1e-3:
                    break
                continue
            slope: Floats = np.asarray(1.0 - opened @ taken, dtype=np.float64)
            way = _deflected(slope, way)
            norm = float(way @ way)
            if norm == 0:
                break
            price = price + length * max(target - value, 1e-6 * abs(target)) / norm * way
        return best

    def penalties(self, dual: Dual) -> Floats:
        """Units x sites: by how much the bound rises when the pair is forced (sites open as they are)."""
        penalty = np.full(self.cost.shape, np.inf)
        for site in range(len(self.sites)):
            column = np.zeros(len(self.cost))
            force(
                dual.prices, np.ascontiguousarray(self.cost[:, site]), self.size, int(self.room[site]),
                int(self.seat[site]), np.ascontiguousarray(self.usable[:, site]), column,
            )  # fmt: skip
            penalty[:, site] = column
        return penalty


def _deflected(slope: Floats, way: Floats) -> Floats:
    """The subgradient, turned away from the last way where the two go against each other (Camerini et al.)."""
    old = float(way @ way)
    turn = float(slope @ way)
    return slope - 1.5 * turn / old * way if old > 0 and turn < 0 else slope
