"""A first plan of the p-median within budget, numbers of classes and difference from earlier plans."""

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Floats, Ints


def thrifty(board: Board, cost: Floats) -> Ints | None:
    """The kept sites, then one by one the candidate that helps most and leaves room for the rest.

    None where that ends in a plan that breaks a rule: it is only a beginning.
    """
    count = board.problem.count or 0
    finite = np.isfinite(cost)
    far = 1.0 + float(np.where(finite, cost, 0.0).max(axis=1, initial=0.0).sum())
    plain = np.where(finite, cost, far)
    chosen: list[int] = []
    near = np.full(len(plain), far)
    while len(chosen) < count:
        open_to = _allowed(board, np.array(chosen, dtype=np.int64), count)
        if not open_to.any():
            return None
        worth = np.where(open_to, np.maximum(near[:, None] - plain, 0.0).sum(axis=0), -1.0)
        chosen.append(int(worth.argmax()))
        near = np.minimum(near, plain[:, chosen[-1]])
    found = np.sort(np.array(chosen, dtype=np.int64))
    return found if finite[:, found].any(axis=1).all() and _keeps(board, found) else None


def _allowed(board: Board, chosen: Ints, count: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Candidates that may come next: kept sites first, within the numbers and the budget of what must follow."""
    problem = board.problem
    taken = np.isin(board.site, board.site[chosen])
    waiting = board.kept & ~taken
    allowed = waiting if waiting.any() else ~taken
    numbers = np.bincount(board.kind[chosen], minlength=len(problem.classes))
    left = count - len(chosen)
    lacking = [max(0, one.least - int(numbers[place])) for place, one in enumerate(problem.classes)]
    for place, one in enumerate(problem.classes):
        full = one.most is not None and numbers[place] >= one.most
        crowded = not waiting.any() and sum(lacking) >= left and not lacking[place]
        if full or crowded:
            allowed = allowed & (board.kind != place)
    if problem.budget is not None:
        cheapest = float(board.cost[~taken].min()) if not taken.all() else 0.0
        room = problem.budget - float(board.cost[chosen].sum()) - cheapest * (left - 1)
        allowed = allowed & (board.cost <= room + 1e-9)
    for earlier in problem.differ_from:
        again = np.isin(board.site, [problem.index[site] for site in earlier])
        if again[chosen].sum() >= len(earlier) - problem.differ_by:
            allowed = allowed & ~again
    return np.asarray(allowed)


def _keeps(board: Board, chosen: Ints) -> bool:
    problem = board.problem
    numbers = np.bincount(board.kind[chosen], minlength=len(problem.classes))
    return bool(
        all(
            one.least <= numbers[place] and (one.most is None or numbers[place] <= one.most)
            for place, one in enumerate(problem.classes)
        )
        and (problem.budget is None or float(board.cost[chosen].sum()) <= problem.budget + 1e-9)
        and set(board.site[board.kept].tolist()) <= set(board.site[chosen].tolist())
        and len(set(board.site[chosen].tolist())) == len(chosen)
        and all(
            sum(problem.sites[place] in earlier for place in board.site[chosen].tolist())
            <= len(earlier) - problem.differ_by
            for earlier in problem.differ_from
        )
    )
