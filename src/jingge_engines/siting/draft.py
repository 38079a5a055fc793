"""A program put together column by column and row by row, then handed to the solver whole."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from jingge_engines.core.mixed import MixedAnswer, MixedProgram
from jingge_engines.siting.checks import Floats, Ints


class Draft:
    """Minimise; columns and rows in the order they came."""

    def __init__(self) -> None:
        """Empty."""
        self._cost: list[Floats] = []
        self._lower: list[Floats] = []
        self._upper: list[Floats] = []
        self._whole: list[Ints] = []
        self.width = 0
        self._rows: list[tuple[float, float, Ints, Floats]] = []

    def columns(
        self, cost: ArrayLike, lower: ArrayLike = 0.0, upper: ArrayLike = 1.0, *, whole: bool = False
    ) -> Ints:
        """One variable for each cost; their places."""
        costs = np.atleast_1d(np.asarray(cost, dtype=np.float64))
        places = np.arange(self.width, self.width + len(costs), dtype=np.int64)
        self._cost.append(costs)
        self._lower.append(np.broadcast_to(np.asarray(lower, dtype=np.float64), costs.shape))
        self._upper.append(np.broadcast_to(np.asarray(upper, dtype=np.float64), costs.shape))
        if whole:
            self._whole.append(places)
        self.width += len(costs)
        return places

    def row(
        self, lower: float, columns: Ints | Sequence[int], values: ArrayLike = 1.0, upper: float = math.inf
    ) -> None:
        """`lower <= values x columns <= upper`."""
        places = np.asarray(columns, dtype=np.int64)
        factors = np.broadcast_to(np.asarray(values, dtype=np.float64), places.shape)
        self._rows.append((lower, upper, places, factors))

    def pairs(self, lower: float, first: Ints, second: Ints, values: tuple[float, float]) -> None:
        """A row `lower <= values x (first, second)` for each pair of columns."""
        factors = np.array(values)
        both = np.column_stack([first, second])
        self._rows += [(lower, math.inf, row, factors) for row in both]

    def solve(
        self,
        *,
        seconds: float,
        nodes: int | None,
        gap: float = 0.0,
        below: float = math.inf,
        stopped: Callable[[], bool] | None = None,
        begin: Floats | None = None,
    ) -> MixedAnswer:
        """Hand it to the solver."""
        whole = np.concatenate(self._whole) if self._whole else np.zeros(0, dtype=np.int64)
        program = MixedProgram(
            np.concatenate(self._cost), np.concatenate(self._lower), np.concatenate(self._upper), whole, gap
        )
        if self._rows:
            lower, upper, places, factors = zip(*self._rows, strict=True)
            starts = np.concatenate([[0], np.cumsum([len(one) for one in places])]).astype(np.int64)
            program.add_rows(
                np.array(lower), np.array(upper), starts, np.concatenate(places), np.concatenate(factors)
            )
        if begin is not None:
            program.begin_from(begin)
        return program.solve(seconds=seconds, nodes=nodes, below=below, stopped=stopped)
