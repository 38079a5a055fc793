"""The mixed-integer Hess model with contiguity, over the pairs that fixing has left open.

The variable of a centre is that of the pair with its own unit. The linear relaxation is cut first (a pair only
with an open centre, areas in one piece), its reduced costs close more pairs, and then HiGHS branches; cuts for
whole solutions in pieces come lazily, by solving again. Further measures and ties are kept too. A run that is
not finished still leaves the bound of the relaxation, or that of the branching where it is better.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.linear import Answer, Columns, Program, Rows
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.contiguous import Separation
from jingge_engines.districting.fixing import SLACK
from jingge_engines.districting.hess import Hess
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region

SIZE = 1000.0
"""Value of the best plan in the solver's eyes, so that its tolerances mean the same everywhere."""
ROUNDS = 40
"""Rounds of cuts at the relaxation, and of lazy cuts at whole solutions."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What the model proved."""

    bound: float
    """At most the ceiling: beyond it pairs were closed."""
    branched: bool
    plan: Ints | None
    """The best whole solution in one piece, if one was met."""
    settled: bool = False
    """Nothing is left to ask: no plan is below the bound, and the plan, if there is one, is at it."""


class HessProgram:
    """One model being cut, fixed and branched."""

    def __init__(self, region: Region, model: Hess, pairs: NDArray[np.bool_], ceiling: float) -> None:
        self.region, self.model, self.ceiling = region, model, ceiling
        self.unit, self.centre = (index.astype(np.int64) for index in np.nonzero(pairs))
        count = len(self.unit)
        self.column = np.full(pairs.shape, -1, dtype=np.int64)
        self.column[self.unit, self.centre] = np.arange(count)
        self.centres = np.flatnonzero(pairs.any(axis=0)).astype(np.int64)
        self.head = self.column[model.owner[self.centre], self.centre]
        self.scale = SIZE / max(abs(ceiling), 1e-12)
        self.separation = Separation(model, region.graph, self.column, set())
        self.bound = -math.inf
        self.best: Ints | None = None
        self.linked = self.head == np.arange(count)
        self.program = self._program()

    def _program(self) -> Program:
        """Every unit once, K centres, limits of every measure, ties."""
        count, model = len(self.unit), self.model
        program = Program(np.zeros(0), np.zeros(0))
        nothing = np.zeros(0, dtype=np.int64)
        costs = model.costs[self.unit, self.centre] * self.scale
        program.add(Columns(costs, np.zeros(count + 1, dtype=np.int64), nothing, np.zeros(0)), 1.0)
        by_unit = np.argsort(self.unit, kind="stable")
        ones = np.ones(model.order)
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.unit, minlength=model.order))])
        program.constrain(Rows(ones, ones, starts.astype(np.int64), by_unit, np.ones(count)))
        heads = self.column[model.owner[self.centres], self.centres]
        wanted = np.array([float(model.districts)])
        program.constrain(Rows(wanted, wanted, np.array([0, len(heads)]), heads, np.ones(len(heads))))
        for index in range(self.region.measures.shape[1]):
            program.constrain(self._limit(index, self.region.lows[index], 1.0))
            if np.isfinite(self.region.highs[index]):
                program.constrain(self._limit(index, self.region.highs[index], -1.0))
        self._tie(program)
        return program

    def _limit(self, index: int, limit: float, sign: float) -> Rows:
        """sign x (what a centre holds - limit x whether it is open) >= 0, for every centre."""
        by_centre = np.argsort(self.centre, kind="stable")
        mean = max(float(self.region.means[index]), 1e-12)
        held = self.region.measures[self.unit, index] / mean
        held = held - np.where(self.head == np.arange(len(held)), limit / mean, 0.0)
        sizes = np.bincount(self.centre, minlength=self.model.centres)[self.centres]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        count = len(self.centres)
        return Rows(np.zeros(count), np.full(count, math.inf), starts, by_centre, sign * held[by_centre])

    def _tie(self, program: Program) -> None:
        """Units together share every centre; of two apart, an open centre holds one at most."""
        for (first, second), sign in zip(self.region.ties.pairs, self.region.ties.sign, strict=True):
            for j in self.centres:
                pair = [self.column[first, j], self.column[second, j]]
                held = np.array([one for one in pair if one >= 0], dtype=np.int64)
                if len(held) == 0:
                    continue
                if sign > 0:
                    values, low = np.array([1.0, -1.0])[: len(held)], 0.0
                else:
                    head = self.column[self.model.owner[j], j]
                    if len(held) < 2:
                        continue
                    if head in held:  # the centre stands in one of the two: it never holds the other
                        held, values, low = held[held != head], np.ones(1), -math.inf
                    else:
                        held, values, low = np.append(held, head), np.array([1.0, 1.0, -1.0]), -math.inf
                program.constrain(Rows(np.array([low]), np.zeros(1), np.array([0, len(held)]), held, values))

    def run(self, plan: Ints | None, stop: StopRule, nodes: int) -> Outcome:
        """Cut, fix, branch; `plan` is the best one known, if it may use the pairs that are open."""
        relaxed = self._relax(stop)
        if relaxed is None:
            return Outcome(min(self.bound, self.ceiling), False, None)
        if relaxed.infeasible or self.bound >= self.ceiling:
            return Outcome(self.ceiling, False, None, True)
        close = relaxed.objective + np.maximum(relaxed.reduced, 0.0) > SIZE * (1 + 10 * SLACK)
        self.program.limit(np.where(close, 0.0, 1.0))
        return self._branch(plan, stop, nodes)

    def _relax(self, stop: StopRule) -> Answer | None:
        """The relaxation with cuts; None where time was up before its value was known."""
        last: Answer | None = None
        for _ in range(ROUNDS):
            answer = self.program.solve(seconds=stop.seconds_left(), over=lambda: stop.seconds_left() <= 0)
            if answer.infeasible:
                return answer
            if not answer.optimal:
                return None
            last = answer
            self.bound = max(self.bound, answer.objective / self.scale)
            if not self._link(answer.values) + self._separate(answer.values, 1e-6):
                return last
        return last

    def _link(self, values: Floats) -> int:
        """Add the broken constraints that a pair needs its centre open."""
        broken = np.flatnonzero(~self.linked & (values > values[self.head] + 1e-6))
        self.linked[broken] = True
        count = len(broken)
        entries = np.column_stack([broken, self.head[broken]]).ravel()
        starts = np.arange(0, 2 * count + 1, 2)
        signs = np.tile([1.0, -1.0], count)
        self.program.constrain(Rows(np.full(count, -math.inf), np.zeros(count), starts, entries, signs))
        return count

    def _separate(self, values: Floats, least: float) -> int:
        cuts = self.separation.fresh(values, least)
        self.program.constrain(self.separation.rows(cuts))
        return len(cuts)

    def _branch(self, plan: Ints | None, stop: StopRule, nodes: int) -> Outcome:
        """Branch, cut what came out in pieces, and branch again until the best solution is in one piece."""
        known = None if plan is None else self._whole(plan)
        for _ in range(ROUNDS):
            if known is not None:
                self.program.begin_at(known)
            answer = self.program.solve(
                integer=True, seconds=stop.seconds_left(), nodes=nodes, over=lambda: stop.seconds_left() <= 0
            )
            if answer.infeasible:
                return Outcome(self.ceiling, True, None, True)
            if math.isfinite(answer.bound):
                self.bound = max(self.bound, answer.bound / self.scale)
            broken = 0
            for one in (*answer.met, answer.values):
                apart = self._separate(one, 0.5) if len(one) else 0
                if len(one) and not apart:
                    self._keep(self._area(one))
                broken += apart
            if answer.optimal and not broken:
                return self._settled(answer)
            if not answer.optimal or stop.seconds_left() <= 0:
                break
        return Outcome(min(self.bound, self.ceiling), True, self.best)

    def _keep(self, area: Ints) -> None:
        """Remember a solution in one piece if it is the best met, and below the ceiling."""
        value = self.model.value(area)
        if value < (self.ceiling if self.best is None else self.model.value(self.best)):
            self.best = area

    def _settled(self, answer: Answer) -> Outcome:
        """The best plan of the model: nothing below it is left."""
        area = self._area(answer.values)
        return Outcome(min(self.model.value(area), self.ceiling), True, area, True)

    def _whole(self, plan: Ints) -> Floats | None:
        """A plan as values of the variables; None where it uses a pair that is closed."""
        place = np.unique(plan, return_inverse=True)[1]
        columns = self.column[np.arange(self.model.order), self.model.centres_of(plan)[place]]
        values = np.zeros(len(self.unit))
        values[columns] = 1.0
        return None if (columns < 0).any() else values

    def _area(self, values: Floats) -> Ints:
        chosen = values > 0.5
        centre = np.zeros(self.model.order, dtype=np.int64)
        centre[self.unit[chosen]] = self.centre[chosen]
        return np.unique(centre, return_inverse=True)[1].astype(np.int64)
