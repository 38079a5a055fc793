"""Branching on where centres stand: the bound of the Hess model, cell by cell of the map.

A relaxation may open many centres in part, all over the place; a plan opens so many whole ones in each part of the
map. So the centres are divided by a line, again and again, and every way to count them on its two sides is bounded
for itself by the Lagrangian dual: the least of all is a bound on every plan. The question with the least bound goes
first; lines are drawn where they part most of what stands in for one another. A question in which few pairs of unit
and centre are left goes to the integer program.
"""

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.stop import StopRule
from jingge_engines.districting.bound import Dual
from jingge_engines.districting.choice import ByCell
from jingge_engines.districting.fixing import SLACK, Pairs, open_pairs
from jingge_engines.districting.integer import Outcome
from jingge_engines.districting.problem import Floats, Ints

WAYS = 8
"""Directions in which lines are tried."""
AJAR, MOST_AJAR = 1e-3, 120
"""Centres open in less than this do not count when a line is drawn, nor more than so many of a cell."""

Settle = Callable[[Pairs, float], Outcome | None]
"""Given a question's open pairs and the ceiling: what a program says of it; None where it is too large for one."""


@dataclass(frozen=True, eq=False)
class Question:
    """Plans with so many centres in each cell; prices are those of its own bound."""

    bound: float
    cell: Ints
    wanted: Ints
    unit: Floats
    centre: Floats
    dual: Dual


class Branching:
    """One run; `ceiling` is the value of the best plan, `points` where each centre stands."""

    def __init__(self, root: Dual, points: Floats, ceiling: float, settle: Settle) -> None:
        self.model, self.points, self.ceiling, self.settle = root.model, points, ceiling, settle
        self.root = root
        self.plans: list[Ints] = []
        self.closed = math.inf
        """Least bound of the questions in which nothing is left to ask."""
        self.open: list[tuple[float, int, Question]] = []
        self.asked = 0

    def run(self, stop: StopRule) -> float:
        """Ask until nothing is left below the ceiling, or time is up; the bound on every plan."""
        count = self.model.centres
        cell, wanted = np.zeros(count, dtype=np.int64), np.array([self.model.districts])
        self._keep(self.root, self.root.best, cell, wanted)
        while self.open and stop.seconds_left() > 0:
            _, _, question = heapq.heappop(self.open)
            for dual, cell, wanted in self._divide(question, stop):
                self._keep(dual, max(dual.best, question.bound), cell, wanted)
        least = self.open[0][0] if self.open else math.inf
        return min(self.closed, least, self.ceiling)

    def _keep(self, dual: Dual, bound: float, cell: Ints, wanted: Ints) -> None:
        """Put a question aside for later, unless no better plan answers it."""
        if bound > self.ceiling * (1 + SLACK):
            return
        cell = np.where(dual.floors <= self.ceiling * (1 + SLACK), cell, -1)
        if (np.bincount(cell[cell >= 0], minlength=len(wanted)) < wanted).any():
            return
        self.asked += 1
        question = Question(bound, cell, wanted, dual.best_unit, dual.best_centre, dual)
        heapq.heappush(self.open, (bound, self.asked, question))

    def _divide(self, question: Question, stop: StopRule) -> list[tuple[Dual, Ints, Ints]]:
        """The question in parts, each bounded; none where it is settled whole."""
        pairs = open_pairs(question.dual, self.ceiling)
        pairs[:, question.cell < 0] = False
        outcome = self.settle(pairs, self.ceiling)
        bound = question.bound if outcome is None else max(outcome.bound, question.bound)
        if outcome is not None and outcome.plan is not None:
            self.plans.append(outcome.plan)
        line = None if outcome is not None and outcome.settled else self._line(question)
        if line is None:
            self.closed = min(self.closed, bound)
            return []
        found = []
        for cell, wanted in _sides(question, *line):
            dual = Dual(self.model, ByCell(cell, wanted))
            dual.begin_at(question.unit, question.centre)
            if dual.best <= self.ceiling * (1 + SLACK):
                dual.climb_further(self.ceiling, stop)
            found.append((dual, cell, wanted))
        return found

    def _line(self, question: Question) -> tuple[int, Ints] | None:
        """A cell, and its centres on one side of the line that parts most; None where nothing is to be parted."""
        best, chosen = 0.0, None
        for index in range(len(question.wanted)):
            mine = np.flatnonzero(question.cell == index)
            shares = question.dual.opened[mine]
            ajar = mine[np.argsort(-shares, kind="stable")[:MOST_AJAR]]
            ajar = ajar[question.dual.opened[ajar] > AJAR]
            if len(ajar) < 2 or len(mine) == question.wanted[index]:
                continue
            likeness = self._likeness(question.dual, ajar)
            for angle in np.arange(WAYS) * np.pi / WAYS:
                along = self.points @ np.array([np.cos(angle), np.sin(angle)])
                parted, level = _parting(along[ajar], likeness)
                if parted > best * (1 + 1e-9):
                    best, chosen = parted, (index, mine[along[mine] <= level])
        return chosen

    def _likeness(self, dual: Dual, ajar: Ints) -> Floats:
        """How much each two of some centres stand in for one another: shares, ground in common, distance."""
        taken = np.array([dual.taken(int(j)) for j in ajar]) * np.sqrt(self.model.weight)
        common = taken @ taken.T
        size = np.sqrt(np.maximum(np.diag(common), 1e-300))
        apart = self.points[ajar][:, None] - self.points[ajar][None]
        shares = dual.opened[ajar]
        like = (common / np.outer(size, size)) ** 2
        return np.asarray(like * (apart**2).sum(axis=2) * np.outer(shares, shares), dtype=np.float64)


def _parting(along: Floats, likeness: Floats) -> tuple[float, float]:
    """The most likeness that one level along a line parts, and that level."""
    order = np.argsort(along, kind="stable")
    places, sorted_likeness = along[order], likeness[np.ix_(order, order)]
    best, level = 0.0, 0.0
    for at in np.flatnonzero(np.diff(places) > 0) + 1:
        parted = float(sorted_likeness[:at, at:].sum())
        if parted > best:
            best, level = parted, 0.5 * float(places[at - 1] + places[at])
    return best, level


def _sides(question: Question, index: int, side: Ints) -> list[tuple[Ints, Ints]]:
    """Every way to count the centres of a cell on the two sides of a line."""
    here = question.cell == index
    inside = np.zeros(len(here), dtype=np.bool_)
    inside[side] = True
    count, left = int(question.wanted[index]), int(inside.sum())
    right = int(here.sum()) - left
    found = []
    for one in range(max(0, count - right), min(count, left) + 1):
        cell, wanted = question.cell.copy(), question.wanted.copy()
        other = count - one
        if one == 0 or other == 0:
            cell[inside if one == 0 else here & ~inside] = -1
        else:
            cell[here & ~inside] = len(wanted)
            wanted[index] = one
            wanted = np.append(wanted, other)
        found.append((cell, wanted))
    return found
