"""Programs of whole and broken numbers to which rows are added between solves (contiguity, sets excluded)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from jingge_engines.core.graph import Floats, Ints


@dataclass(frozen=True, eq=False)
class MixedAnswer:
    """What the solver found."""

    optimal: bool
    infeasible: bool
    """Nothing keeps the rows (and lies below the value that mattered)."""
    values: Floats
    """Empty where no solution was found."""
    objective: float
    bound: float


class MixedProgram:
    """Minimise over bounded columns given at once; rows may follow between solves."""

    def __init__(self, cost: Floats, lower: Floats, upper: Floats, whole: Ints, gap: float = 0.0) -> None:
        """`whole` are the columns that must be whole numbers; `gap` is the share of the value left open."""
        make: Any = highspy.Highs
        self._highs = highs = make()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("presolve", "off"),  # proofs must not rest on it, see `linear`
            ("mip_rel_gap", gap),
            ("mip_abs_gap", 1e-6),
        ):
            highs.setOptionValue(name, value)
        self.width = len(cost)
        self.integer = len(whole) > 0
        none = np.zeros(0)
        starts = np.zeros(self.width, dtype=np.int32)
        highs.addCols(self.width, cost, lower, upper, 0, starts, np.zeros(0, dtype=np.int32), none)
        if self.integer:
            kinds = np.full(len(whole), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            highs.changeColsIntegrality(len(whole), whole.astype(np.int32), kinds)

    def add_rows(self, lower: Floats, upper: Floats, starts: Ints, columns: Ints, values: Floats) -> None:
        """Rows `lower <= values x columns <= upper`; row r has the entries `starts[r]` to `starts[r + 1]`."""
        self._highs.addRows(
            len(lower),
            lower,
            upper,
            len(columns),
            starts[:-1].astype(np.int32),
            columns.astype(np.int32),
            values,
        )

    def begin_from(self, values: Floats) -> None:
        """A solution known beforehand."""
        solution = highspy.HighsSolution()
        solution.col_value = values.tolist()
        self._highs.setSolution(solution)

    def solve(
        self,
        *,
        seconds: float = math.inf,
        nodes: int | None = None,
        below: float = math.inf,
        stopped: Callable[[], bool] | None = None,
    ) -> MixedAnswer:
        """Solve in at most `seconds` and `nodes`; only what is below `below` matters; `stopped` may end it."""
        highs = self._highs
        # The solver's own clock runs on from solve to solve.
        limit = highs.getRunTime() + max(0.0, seconds) if math.isfinite(seconds) else highspy.kHighsInf
        highs.setOptionValue("time_limit", limit)
        highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf if nodes is None else nodes)
        highs.setOptionValue("objective_bound", min(below, highspy.kHighsInf))
        if stopped is None:
            highs.run()
        else:
            ask = _interrupts(stopped)
            highs.cbMipInterrupt += ask
            highs.cbSimplexInterrupt += ask
            highs.run()
            highs.cbMipInterrupt -= ask
            highs.cbSimplexInterrupt -= ask
        status, info = highs.getModelStatus(), highs.getInfo()
        found = info.primal_solution_status == 2
        value = float(info.objective_function_value) if found else math.inf
        bound = float(info.mip_dual_bound) if self.integer else value
        values = np.array(highs.getSolution().col_value) if found else np.zeros(0)
        kind = highspy.HighsModelStatus
        infeasible = status in (kind.kInfeasible, kind.kObjectiveBound)
        return MixedAnswer(status == kind.kOptimal, infeasible, values, value, bound)


def _interrupts(stopped: Callable[[], bool]) -> Callable[[Any], None]:
    def ask(event: Any) -> None:
        if stopped():
            event.interrupt()

    return ask
