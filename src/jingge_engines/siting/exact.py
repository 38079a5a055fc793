"""Which method answers which model."""

import math

from jingge_engines.siting.assign import solve_assignment
from jingge_engines.siting.board import Board
from jingge_engines.siting.centre import solve_centre
from jingge_engines.siting.cover import solve_cover
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.median import solve_median
from jingge_engines.siting.terms import Model


def find(board: Board, effort: Effort, cutoff: float = math.inf) -> Found:
    """The best plan, its bound, or the proof that there is none; plans above `cutoff` do not matter.

    Values are minimised: of a cover the negative.
    """
    model = board.problem.model
    if model is Model.P_MEDIAN:
        return (solve_assignment if board.capped.any() else solve_median)(board, effort, cutoff)
    if model is Model.P_CENTRE:
        return solve_centre(board, effort, cutoff)
    return solve_cover(board, effort, cutoff)
