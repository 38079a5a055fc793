"""Which pairs of unit and centre a better plan could use: the others are out of the model for good.

At any prices the bound says what a plan costs at least; that a closed centre is open, or that a unit which
gains nothing belongs to a centre, adds to it what the choice costs. Where that exceeds the value of the best
plan, no better plan does it. And what a centre cannot reach over the pairs that are left, it cannot hold.
Probing goes further: for each centre in turn the prices are climbed anew as if it had to be open.
"""

import math

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.distance import ROWS_AT_ONCE
from jingge_engines.core.graph import Graph, components
from jingge_engines.core.stop import StopRule
from jingge_engines.districting.bound import Dual
from jingge_engines.districting.choice import Anywhere
from jingge_engines.districting.hess import Hess
from jingge_engines.districting.problem import Ints

Pairs = NDArray[np.bool_]
SLACK = 1e-7
"""Share of the value by which sums of floats may mislead the fixing."""
FAR = 1e3
"""A closed pair costs so many times the dearest open one."""
TRIED = 8
"""Centres after which it is plain whether the time is enough for all of them."""


def open_pairs(dual: Dual, ceiling: float) -> Pairs:
    """n x c: pairs that a plan of at most `ceiling` could use, judged by the best prices of the dual."""
    model, most = dual.model, _most(ceiling)
    floors = dual.floors
    pairs = np.zeros((model.order, model.centres), dtype=bool)
    for first in range(0, model.order, ROWS_AT_ONCE):
        rows = slice(first, first + ROWS_AT_ONCE)
        losses = model.costs[rows] - dual.best_unit[rows, None] - dual.load[rows, None] * dual.best_centre
        pairs[rows] = floors + np.maximum(0.0, losses) <= most
    return _with_homes(model, pairs, floors <= most)


def _with_homes(model: Hess, pairs: Pairs, may_open: Pairs) -> Pairs:
    """The unit in which a centre stands belongs to it wherever it may open, and to no closed one does any."""
    held = np.flatnonzero(model.owner >= 0)
    pairs[:, ~may_open] = False
    pairs[model.owner[held], held] = may_open[held]
    return pairs


def _most(ceiling: float) -> float:
    return ceiling + SLACK * abs(ceiling)


def _column(dual: Dual, j: int, floor: float, ceiling: float) -> Pairs:
    """Units that centre `j` could hold in a plan of at most `ceiling`, given the bound when it is open."""
    most = _most(ceiling)
    home = dual.model.owner[j]
    column = np.asarray(floor + dual.losses(j) <= most)
    if home >= 0:
        column[home] = floor <= most
        column &= column[home]
    return column


def within_reach(model: Hess, graph: Graph, pairs: Pairs) -> Pairs:
    """Pairs over which a unit can be joined to its centre, where the centre can fill an area."""
    reached = np.zeros_like(pairs)
    for j in np.flatnonzero(pairs.any(axis=0)):
        mine = piece_of(graph, pairs[:, j], int(model.owner[j]))
        if mine.any() and model.load[mine].sum() >= model.lower:
            reached[:, j] = mine
    return reached


def probed(dual: Dual, graph: Graph, pairs: Pairs, ceiling: float, stop: StopRule) -> Pairs:
    """The pairs that are left when every centre has had to be open once; as far as the time goes."""
    centres = np.flatnonzero(pairs.any(axis=0))
    start = Dual(only(dual.model, pairs, centres))
    start.begin_at(dual.best_unit, dual.best_centre[centres])
    left = pairs.copy()
    seconds = stop.seconds_left()
    for done, place in enumerate(np.argsort(start.best_values, kind="stable")):
        spent = seconds - stop.seconds_left() if math.isfinite(seconds) else 0.0
        if stop.seconds_left() <= 0 or (done == TRIED and spent * len(centres) > TRIED * seconds):
            break
        choice = Anywhere(start.model.room, start.model.districts, int(place))
        trial, j = Dual(start.model, choice), centres[place]
        trial.climb_on(start, ceiling, stop)
        left[:, j] &= _column(trial, int(place), trial.best, ceiling)
    return within_reach(dual.model, graph, left)


def only(model: Hess, pairs: Pairs, centres: Ints) -> Hess:
    """The same model over some centres, with closed pairs out of reach."""
    costs = model.costs[:, centres]
    costs = np.where(pairs[:, centres], costs, FAR * max(1.0, float(costs.max(initial=0.0))))
    owner = model.owner[centres]
    return Hess(costs, owner, model.load, model.lower, model.upper, model.districts, model.weight)


def piece_of(graph: Graph, inside: Pairs, root: int) -> Pairs:
    """The units of `inside` that hang together with `root` in it."""
    label = np.where(inside, 0, np.arange(1, graph.order + 1))
    _, piece = components(graph, label)
    return np.asarray(inside & (piece == piece[root]) & inside[root])


def separator(graph: Graph, part: Ints, root: int) -> Ints:
    """Neighbours of a part that does not touch `root`, none to spare, which every way between them crosses."""
    around = np.zeros(graph.order, dtype=bool)
    around[np.concatenate([graph.neighbours(int(unit)) for unit in part])] = True
    around[part] = False
    beyond = piece_of(graph, ~around, root)
    kept = [unit for unit in np.flatnonzero(around) if beyond[graph.neighbours(int(unit))].any()]
    return np.array(kept, dtype=np.int64)
