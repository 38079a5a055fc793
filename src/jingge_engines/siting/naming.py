"""From places in arrays to names."""

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.effort import Found
from jingge_engines.siting.solution import Plan
from jingge_engines.siting.terms import Model


def plan_of(board: Board, found: Found) -> Plan:
    """Names instead of places."""
    problem = board.problem
    opened = found.opened if found.opened is not None else np.zeros(0, dtype=np.int64)
    links = board.reach[:, opened] if found.links is None else found.links
    if problem.model in (Model.P_MEDIAN, Model.P_CENTRE) and found.links is None and len(opened):
        nearest = np.where(links, board.travel[:, opened], np.inf).argmin(axis=1)
        links = links & (np.arange(len(opened)) == nearest[:, None])
    return Plan(
        tuple(problem.sites[place] for place in board.site[opened]),
        tuple(problem.classes[place].name for place in board.kind[opened]),
        links,
    )
