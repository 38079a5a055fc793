"""Ruin and recreate: some people lose their rows and get, one after the other, the best row that is left to them.

One person's best row against the rest of the roster is exact: a person adds at most one to any cover (Schrimpf et al.
2000; here every insertion is a shortest way through the graph of that person's rows). In between two people exchange a
stretch of days: whoever would take too much before the others get anything can still give some of it away.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from jingge_engines.rostering.kernel import NEVER, cheapest_exchange
from jingge_engines.rostering.master import Master
from jingge_engines.rostering.ways import Ways

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_OUT = 4
"""People who lose their rows at a time."""
SHAKE = 0.3
"""Random share by which prices are moved, so that rows equally good take turns."""
STRETCH_SHAKE = 1.0
"""The same for stretches of days that two people exchange."""


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
        self.alike = [
            (one, two)
            for one, two in combinations(range(len(self.rows)), 2)
            if master.counting[one] == master.counting[two]
        ]
        """Pairs who count for the same covers."""

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

    def run(
        self, most: int, heat: float, least: float, over: Callable[[], bool]
    ) -> list[tuple[int, Ints, float]]:
        """So many tries, worse ones kept while it is hot (`heat` at first, none at the end); back at the best roster.

        It ends where nothing below `least` can be. The rows of every roster that was better than all before.
        """
        found: list[tuple[int, Ints, float]] = []
        best = now = self.value()
        best_rows = list(self.rows)
        for turn in range(most):
            if best <= least or over():
                break
            old = self.stretch() if self.alike and turn % 2 else self.anew()
            if not old:
                continue
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

    def anew(self) -> list[tuple[int, Ints, float]]:
        """Some people get other rows; what theirs were."""
        old = self.ruin()
        for person, _row, _own in old:
            self.insert(person)
        return old

    def stretch(self) -> list[tuple[int, Ints, float]]:
        """Two people exchange the days of a stretch, so that every cover stays as it is; what their rows were."""
        one, two = self.alike[int(self.rng.integers(len(self.alike)))]
        mine, yours = self.ways[one], self.ways[two]
        days = len(self.rows[one])
        first, last, cost, other = cheapest_exchange(
            self.rows[one], self.rows[two], (mine.own, yours.own), (mine.begins, yours.begins),
            (mine.target, yours.target), (mine.choice_of, yours.choice_of), (mine.best, yours.best),
            self.rng.random((days, days)) * STRETCH_SHAKE,
        )  # fmt: skip
        if first < 0:
            return []
        old = [(person, self.rows[person], self.own[person]) for person in (one, two)]
        rows = [self.rows[one].copy(), self.rows[two].copy()]
        rows[0][first : last + 1] = old[1][1][first : last + 1]
        rows[1][first : last + 1] = old[0][1][first : last + 1]
        self.exchange(one, rows[0], cost)
        self.exchange(two, rows[1], other)
        return old

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
