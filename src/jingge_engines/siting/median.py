"""The p-median without capacities: prices, exchanges, and an integer program over what they leave open.

The program is the radius formulation (Elloumi 2010; García, Labbé & Marín 2011): a point climbs its distances
step by step until one of the sites passed is open. Prices cut most steps and many sites off beforehand.
"""

import math

import numpy as np

from jingge_engines.siting.board import Board
from jingge_engines.siting.checks import Flags, Floats, Ints
from jingge_engines.siting.draft import Draft
from jingge_engines.siting.dual import Climb
from jingge_engines.siting.effort import Effort, Found
from jingge_engines.siting.openings import add_openings
from jingge_engines.siting.swap import grown, interchange
from jingge_engines.siting.thrift import thrifty

DUAL = "Lagrangian dual of the p-median"
MOST_PAIRS = 400_000
"""Pairs of point and site that a program is made for; beyond, the bound is that of the prices."""
PROGRAM = "Lagrangian dual, then an integer program in the radius formulation over what it leaves open"


def solve_median(board: Board, effort: Effort, cutoff: float = math.inf) -> Found:
    """The best plan; with `cutoff` only plans of at most that value matter."""
    problem = board.problem
    weight = problem.weight
    cost = np.where(board.reach, weight[:, None] * np.where(board.reach, board.travel, 0.0), np.inf)
    search = Best(board, cost)
    free = board.plain and not problem.differ_from
    if free:
        search.starts(effort)
    else:
        search.take_as_it_is(thrifty(board, cost))
    value = min(search.value, cutoff)
    climb = Climb(cost, problem.count or 0, board.must, first_prices(cost, search.sites))
    if math.isfinite(value):
        follow = search.improve if free else lambda chosen: value
        value, done = climb.run(value, effort.params.dual_rounds, board.grain, follow, effort.over)
        effort.rounds += done // 100
    bound = _lifted(climb.best.bound, board.grain)
    effort.note("bound", search.value, bound)
    if search.sites is not None and bound >= value - 1e-9 * abs(value):
        return Found(search.sites, value, method=DUAL)
    if effort.over(search.value, bound):
        return Found(search.sites, bound, method=DUAL)
    return _branch(board, effort, cost, climb, search, value)


def _branch(board: Board, effort: Effort, cost: Floats, climb: Climb, search: "Best", value: float) -> Found:
    slack = 1e-6 * max(1.0, abs(value)) if math.isfinite(value) else 0.0
    margin = value - climb.best.bound + slack
    shut = climb.closed(margin) if board.plain and math.isfinite(margin) else np.zeros(len(board), np.bool_)
    most = climb.best.prices + margin
    if int((cost <= most[:, None]).sum()) > MOST_PAIRS:
        return Found(search.sites, _lifted(climb.best.bound, board.grain), method=DUAL)
    draft = Draft()
    opened = add_openings(draft, board, shut=shut)
    base = _ladders(draft, cost, opened, ~shut, most)
    # The constant is a column of its own, so that the solver's relative gap means what it says.
    draft.columns([base], 1.0, 1.0)
    gap = 0.99 * board.grain / abs(value) if math.isfinite(value) and value else 0.0
    answer = effort.solve(draft, gap=min(gap, 0.01), below=value + slack)
    bound = _lifted(max(answer.bound, climb.best.bound), board.grain)
    if answer.infeasible:
        # Nothing at or below the value that was known: the plan that has it, if any, is the best.
        bound = value if search.sites is not None else math.inf
    sites = search.sites
    if len(answer.values) and (sites is None or answer.objective < search.value - slack):
        sites = np.flatnonzero(answer.values[opened] > 0.5)
    if answer.optimal:
        bound = max(bound, _lifted(answer.bound, board.grain))
    return Found(sites, bound, method=PROGRAM)


def _ladders(draft: Draft, cost: Floats, opened: Ints, usable: Flags, most: Floats) -> float:
    """The steps of every point up to `most`; the sum of the lowest steps, which every plan pays."""
    base = 0.0
    for point in range(len(cost)):
        row = cost[point]
        near = np.flatnonzero(usable & (row <= most[point]) & np.isfinite(row))
        if not len(near):
            draft.row(1.0, opened[:1], 0.0)  # nobody may serve it: no plan at all
            continue
        levels, place = np.unique(row[near], return_inverse=True)
        base += float(levels[0])
        steps = draft.columns(np.diff(levels))
        for level in range(len(levels)):
            sites = opened[near[place == level]]
            columns, values = [sites], [np.ones(len(sites))]
            if level < len(levels) - 1:
                columns.append(steps[level : level + 1])
                values.append(np.ones(1))
            if level > 0:
                columns.append(steps[level - 1 : level])
                values.append(-np.ones(1))
            draft.row(1.0 if level == 0 else 0.0, np.concatenate(columns), np.concatenate(values))
    return base


class Best:
    """The best set of sites met so far."""

    def __init__(self, board: Board, cost: Floats) -> None:
        self.board, self.cost = board, cost
        known = np.isfinite(cost)
        # Out of reach costs more than everything else together, so that exchanges find a way into reach.
        self.plain = np.where(
            known, cost, 1.0 + float(np.where(known, cost, 0.0).max(axis=1, initial=0.0).sum())
        )
        self.sites: Ints | None = None
        self.value = math.inf
        self._seen: set[bytes] = set()

    def starts(self, effort: Effort) -> None:
        """Exchanges from the grown set and from random ones."""
        kept, count = self.board.kept, self.board.problem.count or 0
        self.take(grown(self.plain, count, kept))
        free = np.flatnonzero(~kept)
        for _ in range(effort.params.starts):
            if effort.over():
                return
            some = effort.rng.choice(free, count - int(kept.sum()), replace=False)
            self.take(np.concatenate([np.flatnonzero(kept), some]))

    def take(self, chosen: Ints) -> None:
        """Exchange until no exchange helps, and remember the result if it is better."""
        sites, _ = interchange(self.plain, chosen, self.board.kept)
        value = float(self.cost[:, sites].min(axis=1).sum())
        if value < self.value - 1e-9 * max(1.0, abs(value)):
            self.sites, self.value = sites, value

    def take_as_it_is(self, chosen: Ints | None) -> None:
        """A set that keeps rules which exchanges know nothing of."""
        if chosen is not None:
            value = float(self.cost[:, chosen].min(axis=1).sum())
            if value < self.value:
                self.sites, self.value = chosen, value

    def improve(self, chosen: Ints) -> float:
        """Look from a set that the prices like, once."""
        key = chosen.tobytes()
        if key not in self._seen:
            self._seen.add(key)
            self.take(chosen)
        return self.value


def first_prices(cost: Floats, sites: Ints | None) -> Floats:
    """Between the nearest and the second nearest office of a good plan."""
    finite = np.where(np.isfinite(cost), cost, np.nanmax(np.where(np.isfinite(cost), cost, 0.0)))
    mine = np.sort(finite if sites is None else finite[:, sites], axis=1)
    return np.asarray(mine[:, 0] if mine.shape[1] == 1 else (mine[:, 0] + mine[:, 1]) / 2, dtype=np.float64)


def _lifted(bound: float, grain: float) -> float:
    """Up to the next value that a plan can have."""
    if grain <= 0 or not math.isfinite(bound):
        return bound
    return math.ceil(bound / grain - 1e-4) * grain
