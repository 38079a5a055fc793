"""The covers: how many open offices reach a point, and what the first, second and later one are worth.

One program for all: for maximal and expected cover a point has a column for each office that may count for it, worth
a falling share of its weight; for double cover one for both; for set cover every point needs one, and offices cost.
"""

import math

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Floats, Ints
from jingge_engines.siting.draft import Draft
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.links import add_links
from jingge_engines.siting.openings import add_openings
from jingge_engines.siting.terms import Model

METHOD = "integer program over sites and covered points"


def solve_cover(board: Board, effort: Effort, cutoff: float = math.inf) -> Found:
    """The greatest cover (as its negative), or the least cost."""
    problem = board.problem
    covers_all = problem.model is Model.SET_COVER
    if covers_all and not board.reach.any(axis=1).all():
        return Found(None, math.inf, method=METHOD)
    draft = Draft()
    opened = add_openings(draft, board, board.cost if problem.model is Model.SET_COVER else None)
    capped = board.reach & board.capped[None, :]
    links = add_links(draft, board, opened, capped & (problem.loads[:, None] <= board.capacity + 1e-9))
    worth = worth_of(problem.model, problem.busy, problem.count or len(board))
    open_reach = board.reach & ~board.capped[None, :]
    for point in range(len(problem.points)):
        covering = np.concatenate([opened[open_reach[point]], links.of_point(point)])
        if covers_all and not len(covering):
            return Found(None, math.inf, method=METHOD)
        if covers_all:
            draft.row(1.0, covering)
        elif problem.model is Model.DOUBLE_COVER:
            _add_twice(draft, covering, -float(problem.weight[point]))
        elif len(covering):
            _add_counted(draft, covering, -problem.weight[point] * worth[: len(covering)])
    answer = effort.solve(draft, below=cutoff)
    bound = answer.bound
    if answer.infeasible or not len(answer.values):
        return Found(None, math.inf if answer.infeasible else bound, method=METHOD)
    if board.grain > 0:
        bound = math.ceil(bound / board.grain - 1e-4) * board.grain
    chosen = np.flatnonzero(answer.values[opened] > 0.5)
    flags = board.reach[:, chosen] & ~board.capped[None, chosen]
    flags |= links.flags(answer.values, chosen, board.reach.shape)
    return Found(chosen, bound, flags, METHOD)


def worth_of(model: Model, busy: float, most: int) -> Floats:
    """Share of its weight that the first, second … office adds to a point: never more than the one before."""
    if model is Model.MAX_COVER:
        return np.ones(1)
    if model is Model.EXPECTED_COVER:
        shares = (1.0 - busy) * busy ** np.arange(most)
        return np.asarray(shares[: max(1, int((shares > 0).sum()))], dtype=np.float64)
    return np.zeros(0)


def _add_counted(draft: Draft, covering: Ints, worth: Floats) -> None:
    """What is counted for a point is at most the number of offices that reach it."""
    counted = draft.columns(worth)
    columns = np.concatenate([covering, counted])
    draft.row(0.0, columns, np.concatenate([np.ones(len(covering)), -np.ones(len(counted))]))


def _add_twice(draft: Draft, covering: Ints, worth: float) -> None:
    """A point counts when two offices reach it; one alone is worth nothing, so the column is whole."""
    if len(covering) > 1:
        twice = draft.columns(worth, whole=True)
        draft.row(0.0, np.append(covering, twice), np.append(np.ones(len(covering)), -2.0))
