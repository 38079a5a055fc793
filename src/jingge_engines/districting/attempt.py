"""The state of work on one region: the best plan, what it breaks, and what is proven about it."""

import math
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.result import Status, gap_between
from jingge_engines.districting.board import Board, group_board, unit_board
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region
from jingge_engines.districting.search import Search
from jingge_engines.districting.solution import RegionResult

NO_BOUND = "none: no useful bound is known for this objective at this size"


@dataclass
class Attempt:
    """Work on one region; `area` is the area of every unit, local."""

    region: Region
    rng: np.random.Generator
    area: Ints
    violation: float = math.inf
    objective: float = math.inf
    bound: float = -math.inf
    bound_method: str = NO_BOUND
    done: bool = False
    """Nothing is left to find."""
    least_violation_proven: bool = False
    rounds: int = 0
    search: Search | None = None

    def offer(self, area: Ints, violation: float, objective: float) -> bool:
        """Keep a plan if it is better: first by load outside the limits, then by objective."""
        if (violation, objective) >= (self.violation, self.objective):
            return False
        self.area, self.violation, self.objective = area.copy(), violation, objective
        return True

    def begin_from(self, area: Ints) -> None:
        """Take a plan from outside as the one to better."""
        self.search = Search(_board_of(self.region), self.rng)
        self.search.adopt(np.array([area[members[0]] for members in self.search.board.members]))

    def play(self, proposals: int) -> bool:
        """One round of search; whether the best plan became better."""
        if self.search is None:
            self.search = Search(_board_of(self.region), self.rng)
        self.search.round(proposals)
        self.rounds += 1
        units, areas = self.search.board.spread_out(self.search.best)
        area = np.empty(self.region.order, dtype=np.int64)
        area[units] = areas
        return self.offer(area, self.search.violation, self.search.objective)

    def report(self) -> RegionResult:
        """What is known about this region."""
        feasible = self.violation == 0
        comparable = feasible or self.least_violation_proven
        bound = self.bound if comparable and math.isfinite(self.bound) else None
        gap = gap_between(self.objective, bound)
        status = Status.NO_BOUND if gap is None else Status.PROVEN if gap == 0 else Status.WITHIN
        return RegionResult(
            self.region.name,
            self.objective,
            bound,
            gap,
            status,
            self.bound_method,
            feasible,
            self.violation,
            self.least_violation_proven or feasible,
        )


def _board_of(region: Region) -> Board:
    if region.nested:
        groups = np.unique(region.groups)
        return group_board(region, groups, region.districts)
    return unit_board(region)
