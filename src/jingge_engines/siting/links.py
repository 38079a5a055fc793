"""Who counts on whom where offices have capacities: a whole column for each pair that is in reach."""

import math
from dataclasses import dataclass

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.draft import Draft


@dataclass(frozen=True, eq=False)
class Links:
    """Columns of pairs."""

    points: Ints
    candidates: Ints
    columns: Ints

    def of_point(self, point: int) -> Ints:
        """Columns of one point."""
        return np.asarray(self.columns[self.points == point], dtype=np.int64)

    def flags(self, values: Floats, opened: Ints, shape: tuple[int, int]) -> Flags:
        """points x opened, as the solver has it."""
        full = np.zeros(shape, dtype=np.bool_)
        chosen = values[self.columns] > 0.5
        full[self.points[chosen], self.candidates[chosen]] = True
        return full[:, opened]


def add_links(draft: Draft, board: Board, opened: Ints, wanted: Flags, cost: Floats | None = None) -> Links:
    """Pairs in `wanted`; a pair needs its office open, and an office serves no more than its capacity."""
    points, candidates = np.nonzero(wanted)
    costs = np.zeros(len(points)) if cost is None else cost[points, candidates]
    links = Links(points, candidates, draft.columns(costs, whole=True))
    draft.pairs(0.0, opened[candidates], links.columns, (1.0, -1.0))
    load = board.problem.loads
    for candidate in np.flatnonzero(board.capped):
        mine = candidates == candidate
        if mine.any():
            columns = np.append(links.columns[mine], opened[candidate])
            factors = np.append(load[points[mine]], -board.capacity[candidate])
            draft.row(-math.inf, columns, factors, upper=0.0)
    return links
