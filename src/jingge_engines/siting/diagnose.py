"""Reasons why no plan can keep the rules that follow from the question alone."""

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.solution import Broken, Violation
from jingge_engines.siting.terms import EVERY_POINT


def diagnose(board: Board) -> tuple[Violation, ...]:
    """Every reason that can be seen without search; empty where none is."""
    found = _counts(board)
    if board.problem.model in EVERY_POINT:
        found += _points(board)
        found += _capacity(board)
    return tuple(found)


def _counts(board: Board) -> list[Violation]:
    problem, found = board.problem, list[Violation]()
    count = problem.count
    if count is not None and count > board.free_sites:
        text = f"{count} offices are wanted and only {board.free_sites} sites may have one"
        found.append(Violation(Broken.TOO_FEW_SITES, text, amount=float(count - board.free_sites)))
    if count is not None and count < len(problem.kept):
        text = f"{len(problem.kept)} sites are to be kept and only {count} offices are wanted"
        found.append(Violation(Broken.TOO_MANY_KEPT, text, amount=float(len(problem.kept) - count)))
    return found


def _points(board: Board) -> list[Violation]:
    problem, found = board.problem, list[Violation]()
    fits = board.reach & (problem.loads[:, None] <= board.capacity + 1e-9)
    for place in np.flatnonzero(~fits.any(axis=1)):
        point, load = problem.points[place], float(problem.loads[place])
        if not board.reach[place].any():
            near = float(board.travel[place].min(initial=np.inf))
            text = f"point {point!r} is out of reach of every site; the nearest is {near:g} away"
            found.append(Violation(Broken.OUT_OF_REACH, text, point=point, amount=near))
        else:
            most = float(board.capacity[board.reach[place]].max())
            text = f"point {point!r} has a load of {load:g}; the greatest capacity in its reach is {most:g}"
            found.append(Violation(Broken.POINT_TOO_HEAVY, text, point=point, amount=load - most))
    return found


def _capacity(board: Board) -> list[Violation]:
    problem = board.problem
    by_site = np.zeros(len(problem.sites))
    np.maximum.at(by_site, board.site, board.capacity)
    kept = [problem.index[site] for site in problem.kept]
    others = np.sort(np.delete(by_site, kept))[::-1]
    more = max(0, (len(problem.sites) if problem.count is None else problem.count) - len(kept))
    most, total = float(by_site[kept].sum() + others[:more].sum()), float(problem.loads.sum())
    if most >= total - 1e-9:
        return []
    text = f"the points have a load of {total:g} together; the largest offices allowed hold {most:g}"
    return [Violation(Broken.CAPACITY_TOO_SMALL, text, amount=total - most)]
