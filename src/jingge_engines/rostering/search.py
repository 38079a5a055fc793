"""Ruin and recreate: some people lose their rows and get, one after the other, the best row that is left to them.

One person's best row against the rest of the roster is exact: a person adds at most one to any cover (Schrimpf et al.
2000; here every insertion is a shortest way through the graph of that person's rows).
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from jingge_engines.rostering.kernel import NEVER
from jingge_engines.rostering.master import Master
from jingge_engines.rostering.ways import Ways

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_OUT = 4
"""People who lose their rows at a time."""
SHAKE = 0.3
"""Random share by which prices are moved, so that rows equally good take turns."""


class Search:
    """A roster that is taken apart and put together again."""

    def __init__(
        self, master: Master, ways: Sequence[Ways], rows: Sequence[Ints], rng: np.random.Generator
    ) -> None:
        self.master, self.ways, self.rng = master, ways, rng
        covers = master.problem.covers
        self.wanted = np.array([cover.wanted for cover in covers], dtype=np.int64)
        self.under = np.array([cover.under for cover in covers], dtype=np.float64)
        self.over = np.array([cover.over for cover in covers], dtype=np.float64)
        self.rows = list(rows)
        self.count = np.zeros(len(covers), dtype=np.int64)
        for person, row in enumerate(self.rows):
            self.put(person, row, 1)
        self.own = [self.ways[person].cost_of(row) for person, row in enumerate(self.rows)]

    def put(self, person: int, row: Ints, sign: int) -> None:
        """Count a row in, or out."""
        counting = self.master.counting[person]
        for day, shift in enumerate(row.tolist()):
            for cover in counting.get((day, shift), ()):
                self.count[cover] += sign

    def value(self) -> float:
        """Of the whole roster."""
        gap = self.count - self.wanted
        return float(
            (self.under * np.maximum(-gap, 0) + self.over * np.maximum(gap, 0)).sum() + sum(self.own)
        )

    def prices(self, person: int) -> Floats:
        """What one more adds to each cover."""
        marginal = np.where(self.count < self.wanted, -self.under, self.over)
        problem = self.master.problem
        prices = np.zeros((problem.days, len(problem.shifts) + 1))
        for (day, shift), covers in self.master.counting[person].items():
            prices[day, shift] = marginal[covers].sum()
        return prices

    def run(self, most: int, heat: float, over: Callable[[], bool]) -> list[tuple[int, Ints, float]]:
        """So many tries, worse ones kept while it is hot (`heat` at first, none at the end); back at the best roster.

        The rows of every roster that was better than all before.
        """
        found: list[tuple[int, Ints, float]] = []
        best = now = self.value()
        best_rows = list(self.rows)
        for turn in range(most):
            if over():
                break
            old = self.ruin()
            for person, _row, _own in old:
                self.insert(person)
            value = self.value()
            if value > now + heat * (1 - turn / most) * self.rng.random() + 1e-9:
                for person, row, own in old:
                    self.exchange(person, row, own)
                continue
            now = value
            if value < best - 1e-9:
                found += [(person, self.rows[person], self.own[person]) for person, _row, _own in old]
                best, best_rows = value, list(self.rows)
        for person, row in enumerate(best_rows):
            self.exchange(person, row, self.ways[person].cost_of(row))
        return [*found, *((person, row, self.own[person]) for person, row in enumerate(self.rows))]

    def ruin(self) -> list[tuple[int, Ints, float]]:
        """Some people lose their rows; what these were."""
        people = len(self.rows)
        out = self.rng.permutation(people)[: int(self.rng.integers(1, min(MOST_OUT, people) + 1))].tolist()
        old = [(person, self.rows[person], self.own[person]) for person in out]
        for person in out:
            self.put(person, self.rows[person], -1)
            self.own[person] = 0.0
        return old

    def exchange(self, person: int, row: Ints, own: float) -> None:
        """Another row for a person."""
        self.put(person, self.rows[person], -1)
        self.put(person, row, 1)
        self.rows[person], self.own[person] = row, own

    def insert(self, person: int) -> None:
        """The best row for a person, the others as they are; between equals the dice decide."""
        ways, prices = self.ways[person], self.prices(person)
        tilt = self.rng.random(prices.shape) * SHAKE
        cheapest = ways.cheapest(prices + tilt)
        assert cheapest < NEVER
        row = ways.one(cheapest + 1e-9 * max(1.0, abs(cheapest)))
        self.put(person, row, 1)
        self.rows[person], self.own[person] = row, ways.cost_of(row)
