"""The p-centre: the least radius at which few enough offices reach every point, found by halving the distances.

Each look is a set cover (Minieka 1970; Elloumi, Labbé & Pochet 2004 for the bounds on the distances).
"""

import math
from dataclasses import replace

import numpy as np

from jingge_engines.core.distance import Floats
from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Ints
from jingge_engines.siting.draft import Draft
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.links import add_links
from jingge_engines.siting.openings import add_openings
from jingge_engines.siting.swap import grown
from jingge_engines.siting.vary import uncapped

METHOD = "set covers at halved distances"


def solve_centre(board: Board, effort: Effort, cutoff: float = math.inf) -> Found:
    """The least greatest distance."""
    nearest = np.where(board.reach, board.travel, np.inf).min(axis=1, initial=np.inf)
    if not np.isfinite(nearest).all():
        return Found(None, math.inf, method=METHOD)
    radii = np.unique(board.travel[board.reach])
    radii = radii[(radii >= nearest.max()) & (radii <= cutoff + 1e-9)]
    low, high = 0, len(radii)  # below radii[low] nothing; radii[high] and above are known to do
    if board.capped.any():
        loose = solve_centre(Board(uncapped(board.problem)), effort, cutoff)
        if loose.impossible:
            return Found(None, math.inf, method=METHOD)
        low = int(np.searchsorted(radii, loose.bound - 1e-9))
    best: Found | None = None
    first = _farthest_of_grown(board)
    if first is not None and first[1] <= radii[-1:].max(initial=-1.0):
        high = int(np.searchsorted(radii, first[1]))
        best = Found(first[0], -math.inf)
    while low < high and not effort.over():
        middle = (low + high) // 2
        answer = _within(board, effort, float(radii[middle]))
        if answer is None:
            break
        if answer.opened is None:
            low = middle + 1
        else:
            best, high = answer, middle
        effort.note(
            "exact",
            float(radii[high]) if high < len(radii) else math.inf,
            float(radii[min(low, len(radii) - 1)]),
        )
    if best is None:
        unknown = float(radii[low]) if low < len(radii) else math.inf
        return Found(None, math.inf if low >= len(radii) else unknown, method=METHOD)
    return replace(best, bound=float(radii[low]), method=METHOD)


def _within(board: Board, effort: Effort, radius: float) -> Found | None:
    """A plan that reaches everybody within `radius`; opened None: proven that there is none; None: no time."""
    draft = Draft()
    opened = add_openings(draft, board)
    close = board.reach & (board.travel <= radius + 1e-9)
    capped = close & board.capped[None, :] & (board.problem.loads[:, None] <= board.capacity + 1e-9)
    links = add_links(draft, board, opened, capped)
    for point in range(len(close)):
        covering = np.concatenate([opened[close[point] & ~board.capped], links.of_point(point)])
        if not len(covering):
            return Found(None, math.inf)
        draft.row(1.0, covering)
    answer = effort.solve(draft)
    if answer.infeasible:
        return Found(None, math.inf)
    if not len(answer.values):
        return None
    chosen = np.flatnonzero(answer.values[opened] > 0.5)
    flags = close[:, chosen] & ~board.capped[None, chosen]
    flags |= links.flags(answer.values, chosen, close.shape)
    return Found(chosen, -math.inf, flags)


def _farthest_of_grown(board: Board) -> tuple[Ints, float] | None:
    """A first plan, where nothing but the number limits the choice: the farthest point gets the next office."""
    problem = board.problem
    if not board.plain or problem.differ_from or not np.isfinite(board.travel).all() or not board.reach.all():
        return None
    chosen = grown(_steep(board.travel), problem.count or 0, board.kept)
    return chosen, float(board.travel[:, chosen].min(axis=1).max())


def _steep(travel: Floats) -> Floats:
    """Distances that make the far count."""
    return np.asarray((travel / max(float(travel.max(initial=0.0)), 1e-12)) ** 8, dtype=np.float64)
