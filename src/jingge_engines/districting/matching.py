"""Which area of today each new area continues: one to one, so that least is lost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from jingge_engines.districting.problem import Floats

Marks = NDArray[np.bool_]
HALF = 0.5
"""An officer keeps an area that keeps at least this share of the people."""


@dataclass(frozen=True)
class Stakes:
    """What the three change terms weigh in the objective."""

    people: float
    units: float
    officers: float

    def gain(self, people: Floats, units: Floats, label_people: Floats) -> Floats:
        """What the objective saves when new area (row) continues today's area (column).

        `people` and `units` hold what the two have in common, `label_people` the people of today's areas.
        """
        keeps = self.keeps(people, units, label_people)
        return np.asarray(self.people * people + self.units * units + self.officers * keeps)

    @staticmethod
    def keeps(people: Floats, units: Floats, label_people: Floats) -> Marks:
        """Whether an officer keeps most of the ground."""
        return np.asarray((units > 0) & (people >= HALF * label_people - 1e-9))


def match(stakes: Stakes, people: Floats, units: Floats, label_people: Floats, locks: Marks) -> Floats:
    """1 where the new area (row) continues today's (column), else 0.

    Where nothing weighs change the most people are kept; ties go to the pair that shares more units, so that
    empty ground keeps its officer too. `locks` marks areas that hold units locked to a label.
    """
    weighed = stakes.people > 0 or stakes.units > 0 or stakes.officers > 0
    gain = stakes.gain(people, units, label_people) if weighed else people.copy()
    most = float(gain.max(initial=0.0))
    gain = gain + 1e-9 * max(1.0, most) * units / max(1.0, float(units.sum()))
    gain = gain + 1e6 * (1.0 + most) * locks
    chosen = np.zeros_like(gain)
    chosen[linear_sum_assignment(gain, maximize=True)] = 1.0
    return np.where((units > 0) | locks, chosen, 0.0)
