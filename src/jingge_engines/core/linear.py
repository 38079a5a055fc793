"""Linear and integer programs through HiGHS, to which columns are added between solves.

No file imports the solver but this one and `mixed`, for programs of whole and broken numbers at once.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.watched import run_watched

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Columns:
    """Variables of at least 0 by column: `rows[starts[j]:starts[j + 1]]` are the rows of variable j."""

    cost: Floats
    starts: Ints
    rows: Ints
    values: Floats

    def take(self, chosen: Ints) -> "Columns":
        """Some of the columns, in the order given."""
        length = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
        entries = np.repeat(self.starts[chosen] - starts[:-1], length) + np.arange(starts[-1])
        return Columns(self.cost[chosen], starts, self.rows[entries], self.values[entries])

    def priced(self, dual: Floats) -> Floats:
        """Reduced cost of every column."""
        if len(self.cost) == 0:
            return self.cost
        products = np.concatenate([dual[self.rows] * self.values, [0.0]])
        totals = np.add.reduceat(products, self.starts[:-1])
        return np.asarray(self.cost - np.where(np.diff(self.starts) > 0, totals, 0.0), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Rows:
    """Constraints lower <= sum of values x variables <= upper; row r has entries `starts[r]:starts[r + 1]`."""

    lower: Floats
    upper: Floats
    starts: Ints
    variables: Ints
    values: Floats


@dataclass(frozen=True, eq=False)
class Answer:
    """What the solver found."""

    optimal: bool
    infeasible: bool
    values: Floats
    objective: float
    bound: float
    dual: Floats
    reduced: Floats
    """Reduced cost of every variable, of a linear program."""
    met: tuple[Floats, ...] = ()
    """Whole solutions met on the way, each better than the last."""


class Program:
    """Minimise over columns that can be added between solves; a solve starts from the last one's basis."""

    def __init__(self, row_lower: Floats, row_upper: Floats) -> None:
        """Rows first, without columns."""
        make: Any = highspy.Highs
        self._highs = make()
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            self._highs.setOptionValue(name, value)
        empty_rows, empty_values = np.zeros(0, dtype=np.int32), np.zeros(0)
        starts = np.zeros(len(row_lower), dtype=np.int32)
        self._highs.addRows(len(row_lower), row_lower, row_upper, 0, starts, empty_rows, empty_values)
        self.width = 0
        self._met: list[Floats] = []
        self._highs.cbMipImprovingSolution.subscribe(self._note)

    def _note(self, event: Any) -> None:
        self._met.append(np.array(event.data_out.mip_solution))

    def add(self, columns: Columns, upper: float = math.inf) -> None:
        """Add variables between 0 and `upper`."""
        count = len(columns.cost)
        high = np.full(count, min(upper, highspy.kHighsInf))
        self._highs.addCols(
            count,
            columns.cost,
            np.zeros(count),
            high,
            len(columns.rows),
            columns.starts[:-1].astype(np.int32),
            columns.rows.astype(np.int32),
            columns.values,
        )
        self.width += count

    def constrain(self, rows: Rows) -> None:
        """Add constraints over the variables that are there."""
        starts = rows.starts[:-1].astype(np.int32)
        entries = rows.variables.astype(np.int32)
        count = len(rows.lower)
        self._highs.addRows(count, rows.lower, rows.upper, len(entries), starts, entries, rows.values)

    def limit(self, upper: Floats) -> None:
        """Set the upper bound of every variable."""
        every = np.arange(self.width, dtype=np.int32)
        self._highs.changeColsBounds(self.width, every, np.zeros(self.width), upper)

    def recost(self, cost: Floats) -> None:
        """Set the cost of every variable."""
        every = np.arange(self.width, dtype=np.int32)
        self._highs.changeColsCost(self.width, every, cost)

    def begin_at(self, values: Floats) -> None:
        """Tell the solver of a whole solution to improve on."""
        make: Any = highspy.HighsSolution
        known = make()
        known.col_value = values.tolist()
        self._highs.setSolution(known)

    def solve(
        self,
        *,
        integer: bool = False,
        whole: int = 0,
        seconds: float = math.inf,
        nodes: int = 0,
        over: Callable[[], bool] | None = None,
    ) -> Answer:
        """Solve; with `integer` the first `whole` variables (0: all) are whole, and `nodes` limits the branching.

        `over` is asked now and then and ends the run.
        """
        highs = self._highs
        if integer:
            count = whole or self.width
            kinds = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
            highs.setOptionValue("mip_rel_gap", 0.0)
            highs.setOptionValue("mip_abs_gap", 1e-6)
            highs.setOptionValue("mip_max_nodes", nodes)
            # The presolve of HiGHS 1.15 has called plans optimal that were not, and feasible programs infeasible
            # (small models, with limits of loads or with areas to choose from): a proof must not rest on it.
            highs.setOptionValue("presolve", "off")
        # The solver's own clock runs on from solve to solve.
        limit = highs.getRunTime() + max(0.0, seconds) if math.isfinite(seconds) else highspy.kHighsInf
        highs.setOptionValue("time_limit", limit)
        self._met.clear()
        run_watched(highs, over)
        status = highs.getModelStatus()
        info, solution = highs.getInfo(), highs.getSolution()
        optimal = status == highspy.HighsModelStatus.kOptimal
        infeasible = status == highspy.HighsModelStatus.kInfeasible
        known = info.primal_solution_status == 2
        return Answer(
            optimal,
            infeasible,
            np.array(solution.col_value) if known else np.zeros(0),
            float(info.objective_function_value) if known else math.inf,
            float(info.mip_dual_bound) if integer else float(info.objective_function_value),
            np.array(solution.row_dual),
            np.array(solution.col_dual),
            tuple(self._met),
        )
