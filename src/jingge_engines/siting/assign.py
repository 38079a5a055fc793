"""The p-median with capacities: an integer program over pairs."""

import math

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.draft import Draft
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.links import add_links
from jingge_engines.siting.openings import add_openings

METHOD = "integer program over pairs of point and office"


def solve_assignment(board: Board, effort: Effort, cutoff: float = math.inf) -> Found:
    """Least sum of weight x distance within the capacities."""
    weight, load, reach = board.problem.weight, board.problem.loads, board.reach
    fits = reach & (load[:, None] <= board.capacity + 1e-9)
    cost = weight[:, None] * np.where(reach, board.travel, 0.0)
    draft = Draft()
    opened = add_openings(draft, board)
    links = add_links(draft, board, opened, fits, cost)
    for point in range(len(weight)):
        mine = links.of_point(point)
        if not len(mine):
            return Found(None, math.inf, method=METHOD)
        draft.row(1.0, mine, upper=1.0)
    if board.capped.all():
        draft.row(float(load.sum()), opened, board.capacity)
    answer = effort.solve(draft, below=cutoff)
    if answer.infeasible or not len(answer.values):
        return Found(None, math.inf if answer.infeasible else max(0.0, answer.bound), method=METHOD)
    chosen = np.flatnonzero(answer.values[opened] > 0.5)
    flags = links.flags(answer.values, chosen, reach.shape)
    return Found(chosen, answer.bound, flags, METHOD)
