"""Who belongs to which of some open sites, as an integer program with rows that keep every area in one piece."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.graph import Ints
from jingge_engines.core.mixed import MixedProgram
from jingge_engines.districting.facilities.cuts import pieces, separator
from jingge_engines.districting.facilities.model import Model
from jingge_engines.districting.facilities.rows import Rows

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Answered:
    """What is known after solving."""

    area: Ints | None
    """Site of every unit of the plan, None where there is none in one piece each."""
    value: float
    bound: float
    """No plan of the question asked costs less (infinite: none below the value that mattered)."""
    proven: bool


PASSES = 12
"""Solves at most; an area that still hangs loose after so many rows is left to another attempt."""


class Assignment:
    """Units of `area` that lie in `sites` are given out anew among `sites`; all others stay where they are."""

    def __init__(
        self, model: Model, area: Ints, sites: Ints, allowed: Bools, gap: float, price: float = math.inf
    ) -> None:
        """`allowed`: units x sites of the model, the pairs to consider. `gap`: share of the value left open.

        `price` of a unit of load above a capacity; infinite where none is allowed.
        """
        self.model, self.area, self.sites = model, area, sites
        self.local = np.full(model.sites, -1, dtype=np.int64)
        self.local[sites] = np.arange(len(sites))
        free = np.isin(area, sites)
        usable = np.zeros((model.order, len(sites)), dtype=bool)
        usable[free] = True
        usable &= allowed[:, sites]
        seats = model.seat[sites]
        usable[seats] = False
        usable[seats, np.arange(len(sites))] = True
        self.usable = usable
        self.units, self.places = np.nonzero(usable)
        self.index = np.full(usable.shape, -1, dtype=np.int64)
        self.index[self.units, self.places] = np.arange(len(self.units))
        self.free = np.flatnonzero(free)
        count = len(self.units)
        cost = model.cost[self.units, sites[self.places]]
        over = len(sites) if math.isfinite(price) else 0
        self.program = MixedProgram(
            np.concatenate([cost, np.full(over, price if over else 0.0)]),
            np.zeros(count + over),
            np.concatenate([np.ones(count), np.full(over, model.demand)]),
            np.arange(count),
            gap,
        )
        self._rows(over > 0)

    def _rows(self, soft: bool) -> None:
        model, rows = self.model, Rows()
        for unit in self.free.tolist():
            columns = self.index[unit][self.usable[unit]].tolist()
            rows.add(1.0, 1.0, columns, [1.0] * len(columns))
        for place, site in enumerate(self.sites.tolist()):
            units = np.flatnonzero(self.usable[:, place])
            columns, values = self.index[units, place].tolist(), model.load[units].tolist()
            if soft:
                columns, values = [*columns, len(self.units) + place], [*values, -1.0]
            rows.add(-math.inf, float(model.capacity[site]) + model.slack, columns, values)
        for unit, place in zip(self.units.tolist(), self.places.tolist(), strict=True):
            near = model.graph.neighbours(unit)
            seat = int(model.seat[self.sites[place]])
            if unit != seat and seat not in near:
                self._wall(rows, unit, place, near[self.usable[near, place]])
        rows.give(self.program)

    def _wall(self, rows: Rows, unit: int, place: int, wall: Ints) -> None:
        columns = [int(self.index[unit, place]), *self.index[wall, place].tolist()]
        rows.add(-math.inf, 0.0, columns, [1.0] + [-1.0] * len(wall))

    def solve(
        self, *, below: float, nodes: int, left: Callable[[], float], stopped: Callable[[], bool]
    ) -> Answered:
        """Solve, cut off the pieces that hang loose, solve again, while seconds are `left`.

        Only plans with less travel than `below` matter; `nodes` limits the branching of each solve.
        """
        bound = -math.inf
        for _ in range(PASSES):
            if left() <= 0 or stopped():
                break
            answer = self.program.solve(seconds=left(), nodes=nodes, below=below, stopped=stopped)
            if answer.infeasible:
                return Answered(None, math.inf, below, True)
            if math.isfinite(answer.bound):
                bound = max(bound, min(answer.bound, below))
            if len(answer.values) == 0:
                break
            taken = answer.values[: len(self.units)] > 0.5
            rows = self._loose(taken)
            if not rows.lower:
                area = self.area.copy()
                area[self.units[taken]] = self.sites[self.places[taken]]
                return Answered(area, answer.objective, bound, answer.optimal)
            rows.give(self.program)
        return Answered(None, math.inf, bound, False)

    def _loose(self, taken: Bools) -> Rows:
        model, rows = self.model, Rows()
        for place, site in enumerate(self.sites.tolist()):
            inside = np.zeros(model.order, dtype=bool)
            inside[self.units[taken & (self.places == place)]] = True
            seat = int(model.seat[site])
            for piece in pieces(model.graph, inside):
                if seat not in piece:
                    wall = separator(model.graph, piece, seat, self.usable[:, place])
                    for unit in piece.tolist():
                        self._wall(rows, unit, place, wall)
        return rows

    def begin_from(self, area: Ints) -> None:
        """A plan known beforehand."""
        values = np.zeros(self.program.width)
        values[self.index[self.free, self.local[area[self.free]]]] = 1.0
        over = self.model.loads(area)[self.sites] - self.model.capacity[self.sites]
        values[len(self.units) :] = np.maximum(0.0, over)[: len(values) - len(self.units)]
        self.program.begin_from(values)
