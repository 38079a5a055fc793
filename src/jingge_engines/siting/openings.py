"""Which sets of candidates may be open: the rules that every model shares, as columns and rows."""

import math

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.draft import Draft


def add_openings(draft: Draft, board: Board, cost: Floats | None = None, shut: Flags | None = None) -> Ints:
    """One whole column for each candidate; `shut` are candidates that no plan of interest opens."""
    problem = board.problem
    upper = np.ones(len(board)) if shut is None else np.where(shut, 0.0, 1.0)
    opened = draft.columns(np.zeros(len(board)) if cost is None else cost, 0.0, upper, whole=True)
    for site in np.unique(board.site):
        same = np.flatnonzero(board.site == site)
        must = bool(board.kept[same[0]])
        if must or len(same) > 1:
            draft.row(1.0 if must else 0.0, opened[same], upper=1.0)
    if problem.count is not None:
        draft.row(float(problem.count), opened, upper=float(problem.count))
    for place, one in enumerate(problem.classes):
        if one.least or one.most is not None:
            most = math.inf if one.most is None else float(one.most)
            draft.row(float(one.least), opened[board.kind == place], upper=most)
    if problem.budget is not None:
        draft.row(-math.inf, opened, board.cost, upper=problem.budget)
    for earlier in problem.differ_from:
        again = np.isin(board.site, [problem.index[site] for site in earlier])
        draft.row(-math.inf, opened[again], upper=float(len(earlier) - problem.differ_by))
    return opened
