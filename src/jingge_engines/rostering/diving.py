"""A roster out of the linear program: person after person gets the row the mix leans to, the others are priced anew.

Fixing a row changes what is missing, so rows that fit the rest are looked for after every step and not only before the
first (Sadykov, Vanderbeck, Pessoa, Tahiri & Uchoa, Primal heuristics for branch-and-price, INFORMS J. Comput. 2019).
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from jingge_engines.rostering.kernel import NEVER
from jingge_engines.rostering.master import Master
from jingge_engines.rostering.ways import Ways

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_PRICINGS = 6
"""Times that rows are looked for after a step."""
WHOLE = 0.999
LEAST_GAIN = 1e-7


class Dive:
    """One way down from the mix of rows to a roster."""

    def __init__(self, master: Master, ways: Sequence[Ways], over: Callable[[], bool]) -> None:
        self.master, self.ways, self.over = master, ways, over
        self.chosen: dict[int, int] = {}
        """Row of each person who has one, by its place among all rows."""

    def run(self) -> list[Ints]:
        """The row of every person; empty when the time is up before all have one. The program is left as it was."""
        try:
            while len(self.chosen) < self.master.people:
                shares = self.mix()
                if shares is None:
                    return []
                self.fix(shares)
        finally:
            self.master.allow(None)
        return [self.master.rows[self.chosen[person]] for person in range(self.master.people)]

    def mix(self) -> Floats | None:
        """Shares of all rows once those that are missing have been added; None when the time is up."""
        free = [person for person in range(self.master.people) if person not in self.chosen]
        for _ in range(MOST_PRICINGS):
            if self.over():
                return None
            answer = self.master.solve()
            if not self.master.add(self.missing(free, answer.dual)):
                break
        else:
            answer = self.master.solve()
        return answer.values[self.master.fixed :]

    def missing(self, free: Sequence[int], dual: Floats) -> list[tuple[int, Ints, float]]:
        """The best row of each, where it is better than all that are known."""
        fresh = []
        for person in free:
            ways = self.ways[person]
            cheapest = ways.cheapest(self.master.prices_for(person, dual))
            if cheapest < NEVER and dual[person] - cheapest > LEAST_GAIN:
                row = ways.one(cheapest + 1e-9 * max(1.0, abs(cheapest)))
                fresh.append((person, row, ways.cost_of(row)))
        return fresh

    def fix(self, shares: Floats) -> None:
        """Whoever has a whole row keeps it; where nobody has, the row with the greatest share."""
        owner = np.array(self.master.owner)
        free = np.array([one not in self.chosen for one in range(self.master.people)])[owner]
        leaning = np.where(free, shares, -math.inf)
        places = np.flatnonzero(leaning >= WHOLE).tolist() or [int(np.argmax(leaning))]
        for place in places:
            self.chosen[int(owner[place])] = place
        self.master.allow(self.chosen)
