"""Where no plan keeps every rule: the plan that leaves the least weight without an office."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.exact import find
from jingge_engines.siting.greedy import greedy
from jingge_engines.siting.problem import Problem
from jingge_engines.siting.terms import Model
from jingge_engines.siting.vary import varied


def rescue(problem: Problem, effort: Effort) -> tuple[Board, Found]:
    """The greatest cover within the rules on sites, these relaxed one after the other until there is a plan."""
    board = Board(problem)
    found = Found(None, -np.inf)
    for question in _relaxed(problem):
        board = Board(question)
        found = find(board, effort)
        if found.opened is not None:
            return board, found
    return board, greedy(board)


def _relaxed(problem: Problem) -> Iterator[Problem]:
    reach = min(problem.radius, float(problem.travel[np.isfinite(problem.travel)].max(initial=0.0)) + 1.0)
    free = len(problem.sites) - len(problem.forbidden)
    count = problem.count if problem.count is not None else free
    count = min(max(count, len(problem.kept)), free)
    if count == 0:
        return
    question = varied(problem, model=Model.MAX_COVER, radius=reach, count=count)
    yield question
    yield varied(question, differ_from=())
    question = varied(question, differ_from=(), budget=None)
    yield question
    yield varied(question, classes=tuple(replace(one, least=0, most=None) for one in question.classes))
