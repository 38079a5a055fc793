"""Choose areas that cover every unit once: set partitioning over all areas, with a proof.

Column generation over the listed areas gives the value of the linear relaxation; areas whose reduced cost
exceeds the gap to the best known plan cannot be in a better one (reduced-cost fixing) and are dropped; the
few that remain go to branch and bound.
"""

import math
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.linear import Columns, Program
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.areas import Areas
from jingge_engines.districting.model import Model, objective_model, violation_model
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region

BATCH = 1500
"""Columns added at a time."""
KERNEL, KERNEL_SHARE = 2_000, 0.4
"""Columns of the first branching, and the share of the time that each before the last may take."""
COLUMN_NODES, FEWEST_NODES = 200_000, 10
"""Columns times nodes of one branching where no clock runs, and the fewest nodes all the same."""
COLUMNS_PER_SECOND = 3_000
"""Columns that branching may begin with for each second left: the solver's presolve heeds no clock."""


@dataclass(frozen=True, eq=False)
class Partition:
    """What set partitioning found."""

    chosen: tuple[int, ...]
    """Indices of areas; empty where no plan was found."""
    objective: float
    bound: float
    infeasible: bool
    """Proven: no choice of these areas covers every unit once."""

    @property
    def proven(self) -> bool:
        """Whether nothing is left open."""
        return self.infeasible or self.objective <= self.bound + 1e-9 * max(1.0, abs(self.objective))


def choose(
    region: Region,
    areas: Areas,
    known: Floats | None,
    stop: StopRule,
    *,
    violation_only: bool = False,
    allowed: float = 0.0,
) -> Partition:
    """The best choice among `areas`. `known` marks (1.0) the areas of a plan at hand, which bounds the rest.

    With `violation_only` the load outside the limits is what is minimised; otherwise the objective, and
    `allowed` is the load that may lie outside.
    """
    model = violation_model(region, areas) if violation_only else objective_model(region, areas, allowed)
    return _Choice(region, model, known, stop).run()


class _Choice:
    """One run over one model; costs are scaled so that the solver's tolerances mean the same."""

    def __init__(self, region: Region, model: Model, known: Floats | None, stop: StopRule) -> None:
        self.region, self.model, self.stop = region, model, stop
        self.known = known
        finite = np.abs(model.columns.cost)
        typical = float(np.median(finite[finite > 0])) if (finite > 0).any() else 1.0
        self.scale = 100.0 / typical
        cost = model.columns.cost * self.scale
        self.columns = Columns(cost, model.columns.starts, model.columns.rows, model.columns.values)

    def run(self) -> Partition:
        """Relax, fix, branch."""
        relaxed = self._relax()
        if relaxed is None:
            return Partition((), math.inf, math.inf, True)
        dual, low = relaxed
        if math.isinf(low):
            return Partition((), math.inf, -math.inf, False)
        reduced = self.columns.priced(dual)
        ceiling = self._known_value()
        if (
            self.known is not None
            and math.isfinite(ceiling)
            and ceiling <= low + 1e-7 * max(1.0, abs(ceiling))
        ):
            mine = tuple(int(area) for area in np.flatnonzero(self.known > 0))
            return Partition(mine, self._true(ceiling), self._true(ceiling), False)
        return self._narrow(reduced, low, ceiling)

    def _narrow(self, reduced: Floats, low: float, ceiling: float) -> Partition:
        """Branch over the columns the relaxation likes best, more at a time, until those left out cannot help.

        A kernel search (Angelelli, Mansini & Speranza 2010) that ends in a proof: each better plan lowers the
        ceiling, and columns whose reduced cost exceeds what it leaves open are in no better plan.
        """
        slack = 1e-6 * max(1.0, abs(low))
        order = np.argsort(reduced, kind="stable").astype(np.int64)
        first: Partition | None = None
        size = KERNEL
        while True:
            count = int(np.searchsorted(reduced[order], ceiling - low + slack, side="right"))
            if count <= 1.5 * size:
                break
            part = self._branch(order[:size], low, math.inf, KERNEL_SHARE * self.stop.seconds_left())
            if part.chosen and self._scaled(part.objective) < ceiling:
                first, ceiling = part, self._scaled(part.objective)
            size *= 2
        if count > COLUMNS_PER_SECOND * self.stop.seconds_left():
            last = Partition((), math.inf, self._true(low), False)
        else:
            last = self._branch(order[:count], low, ceiling, self.stop.seconds_left())
        if first is None or last.objective <= first.objective:
            return last
        return Partition(first.chosen, first.objective, min(last.bound, first.objective), False)

    def _known_value(self) -> float:
        """Scaled value of the plan at hand: its areas with their best labels; an upper bound."""
        if self.known is None:
            return math.inf
        chosen = np.flatnonzero(self.known > 0)
        return self._solve_over(np.flatnonzero(np.isin(self.model.area, chosen)).astype(np.int64))

    def _solve_over(self, keep: Ints) -> float:
        program = Program(self.model.lower, self.model.upper)
        program.add(self.columns.take(keep), 1.0)
        return program.solve(
            integer=True, seconds=self.stop.seconds_left(), nodes=1000, over=self._over
        ).objective

    def _relax(self) -> tuple[Floats, float] | None:
        """Dual values and value of the linear relaxation over all columns; None if it has no solution."""
        program = Program(self.model.lower, self.model.upper)
        artificial = 1e3 * float(np.abs(self.columns.cost).max(initial=1.0)) + 1e3
        slack = len(self.model.upper)
        starts = np.arange(slack + 1, dtype=np.int64)
        program.add(Columns(np.full(slack, artificial), starts, np.arange(slack), np.ones(slack)))
        inside = np.zeros(len(self.columns.cost), dtype=bool)
        fresh = self._first()
        while True:
            inside[fresh] = True
            program.add(self.columns.take(fresh))
            answer = program.solve(seconds=self.stop.seconds_left(), over=self._over)
            if not answer.optimal:
                return (np.zeros(slack), -math.inf)
            reduced = self.columns.priced(answer.dual)
            reduced[inside] = 0.0
            worst = np.argsort(reduced, kind="stable")[:BATCH]
            fresh = worst[reduced[worst] < -1e-7].astype(np.int64)
            if len(fresh) == 0:
                used = answer.values[:slack].sum()
                return None if used > 1e-6 else (answer.dual, answer.objective)

    def _first(self) -> Ints:
        """The plan at hand and, for every unit, the cheapest areas that hold it."""
        order = np.argsort(self.columns.cost, kind="stable")[:BATCH]
        if self.known is None:
            return order.astype(np.int64)
        mine = np.flatnonzero(self.known[self.model.area] > 0)
        return np.union1d(order, mine).astype(np.int64)

    def _branch(self, keep: Ints, low: float, ceiling: float, seconds: float) -> Partition:
        program = Program(self.model.lower, self.model.upper)
        program.add(self.columns.take(keep), 1.0)
        answer = program.solve(integer=True, seconds=seconds, nodes=self._nodes(len(keep)), over=self._over)
        if answer.infeasible:
            return Partition((), math.inf, math.inf, True)
        if len(answer.values) == 0:
            return Partition((), math.inf, self._true(max(low, min(answer.bound, ceiling))), False)
        bound = answer.objective if answer.optimal else max(low, min(answer.bound, ceiling))
        chosen = tuple(sorted({int(self.model.area[keep[j]]) for j in np.flatnonzero(answer.values > 0.5)}))
        return Partition(chosen, self._true(answer.objective), self._true(bound), False)

    def _over(self) -> bool:
        return self.stop.seconds_left() <= 0

    def _nodes(self, columns: int) -> int:
        """Nodes of one branching: where no clock runs the fewer, the more columns every node has."""
        most = self.region.params.exact_nodes
        if math.isfinite(self.stop.seconds_left()):
            return most
        return max(FEWEST_NODES, min(most, COLUMN_NODES // max(1, columns)))

    def _scaled(self, true: float) -> float:
        return (true - self.model.constant) * self.scale

    def _true(self, scaled: float) -> float:
        return scaled / self.scale + self.model.constant
