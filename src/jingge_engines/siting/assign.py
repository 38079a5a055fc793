"""The p-median with capacities: an integer program over the pairs of point and office that prices leave open."""

import math

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.draft import Draft
from jingge_engines.siting.dual import Climb
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.greedy import given_out, greedy
from jingge_engines.siting.links import add_links
from jingge_engines.siting.median import Best, first_prices
from jingge_engines.siting.naming import plan_of
from jingge_engines.siting.objective import evaluate
from jingge_engines.siting.openings import add_openings

METHOD = "Lagrangian dual without capacities, then an integer program over pairs of point and office"


def solve_assignment(board: Board, effort: Effort, cutoff: float = math.inf) -> Found:
    """Least sum of weight x distance within the capacities."""
    problem = board.problem
    fits = board.reach & (problem.loads[:, None] <= board.capacity + 1e-9)
    if not fits.any(axis=1).all():
        return Found(None, math.inf, method=METHOD)
    cost = np.where(fits, problem.weight[:, None] * np.where(fits, board.travel, 0.0), np.inf)
    climb, sets = _climb(board, effort, cost)
    first, known = _first(board, [greedy(board), *(given_out(board, one) for one in sets)])
    value = min(known, cutoff)
    effort.note("bound", value, climb.best.bound)
    margin = value - climb.best.bound + 1e-6 * max(1.0, abs(value)) if math.isfinite(value) else math.inf
    usable = fits & (cost <= climb.best.prices[:, None] + margin)
    answer_bound, found = _branch(board, effort, usable, cost, cutoff)
    bound = max(answer_bound, climb.best.bound)
    if found is not None:
        return Found(found.opened, bound, found.links, METHOD)
    if math.isfinite(known) and not (math.isinf(bound) and known > cutoff):
        return Found(first.opened, min(bound, known), first.links, METHOD)
    return Found(None, bound, method=METHOD)


def _climb(board: Board, effort: Effort, cost: Floats) -> tuple[Climb, list[Ints]]:
    """Prices without capacities, a bound that holds with them too; sets of sites that are good without them."""
    single = len(board) == board.free_sites
    search = Best(board, cost)
    if single:
        search.starts(effort)
    climb = Climb(cost, board.problem.count or 0, board.kept & single, first_prices(cost, search.sites))
    if math.isfinite(search.value):
        climb.run(search.value, effort.params.dual_rounds, 0.0, search.improve, effort.over)
    return climb, [] if search.sites is None else [search.sites]


def _first(board: Board, plans: list[Found]) -> tuple[Found, float]:
    """The best of some plans, and its value; infinite where none keeps the rules."""
    values = []
    for plan in plans:
        weighed = evaluate(board.problem, plan_of(board, plan))
        values.append(weighed.value if weighed.feasible else math.inf)
    best = int(np.argmin(values))
    return plans[best], values[best]


def _branch(
    board: Board,
    effort: Effort,
    usable: Flags,
    cost: Floats,
    cutoff: float,
) -> tuple[float, Found | None]:
    """The bound of the program and the plan it found."""
    load = board.problem.loads
    draft = Draft()
    opened = add_openings(draft, board)
    links = add_links(draft, board, opened, usable, cost)
    for point in range(len(load)):
        mine = links.of_point(point)
        if not len(mine):
            return math.inf, None
        draft.row(1.0, mine, upper=1.0)
    if board.capped.all():
        draft.row(float(load.sum()), opened, board.capacity)
    if effort.over():
        return -math.inf, None
    answer = effort.solve(draft, below=cutoff)
    if answer.infeasible or not len(answer.values):
        return math.inf if answer.infeasible else answer.bound, None
    chosen = np.flatnonzero(answer.values[opened] > 0.5)
    flags = links.flags(answer.values, chosen, board.reach.shape)
    return answer.bound, Found(chosen, -math.inf, flags)
