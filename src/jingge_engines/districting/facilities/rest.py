"""No other set of open sites is better: a bound over all sets but those already looked into."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from jingge_engines.core.graph import Ints
from jingge_engines.core.mixed import MixedProgram
from jingge_engines.districting.facilities.dual import Dual
from jingge_engines.districting.facilities.model import Model
from jingge_engines.districting.facilities.rows import Rows

MOST_PAIRS = 60_000
"""Larger programs do not end in useful time; the bound is then that of the dual alone."""
NODES = 20_000


@dataclass(frozen=True, eq=False)
class Rest:
    """What is known about all other sets."""

    bound: float
    opened: Ints | None
    """A set not looked into that may be better, where one was met."""


def bound_rest(
    model: Model, dual: Dual, known: Sequence[Ints], below: float, left: float, stopped: Callable[[], bool]
) -> Rest:
    """Lower bound on plans whose set of open sites is not `known` (0-1 per site), as far as below `below`.

    Units may be shared out among sites and areas lie in pieces; whether a site is open is decided. Pairs that
    the dual prices too dear to lie below `below` are left out.
    """
    slope = model.cost - dual.prices[:, None]
    keep = model.joined & (dual.value + np.maximum(slope, 0.0) <= below)
    sites = np.flatnonzero(model.pinned >= 0)
    keep[:, model.pinned < 0] = False
    keep[model.seat[sites], sites] = True
    units, places = np.nonzero(keep)
    if len(units) > MOST_PAIRS:
        return Rest(dual.value, None)
    program = _program(model, units, places, known)
    answer = program.solve(seconds=left, nodes=NODES, below=below, stopped=stopped)
    if answer.infeasible:
        return Rest(below, None)
    opened = None
    if len(answer.values):
        opened = (answer.values[len(units) :] > 0.5).astype(np.int64)
    bound = min(answer.bound, below) if math.isfinite(answer.bound) else -math.inf
    return Rest(max(dual.value, bound), opened)


def _program(model: Model, units: Ints, places: Ints, known: Sequence[Ints]) -> MixedProgram:
    count, sites = len(units), model.sites
    rows = Rows()
    by_unit = [np.flatnonzero(units == unit).tolist() for unit in range(model.order)]
    for columns in by_unit:
        rows.add(1.0, 1.0, columns, [1.0] * len(columns))
    switches = list(range(count, count + sites))
    for site in range(sites):
        columns = np.flatnonzero(places == site).tolist()
        values = model.load[units[columns]].tolist()
        capacity = float(model.capacity[site]) + model.slack
        rows.add(-math.inf, 0.0, [*columns, count + site], [*values, -capacity])
    for column, (unit, site) in enumerate(zip(units.tolist(), places.tolist(), strict=True)):
        least = 0.0 if unit == model.seat[site] else -math.inf
        rows.add(least, 0.0, [column, count + site], [1.0, -1.0])
    rows.add(model.fewest, model.most, switches, [1.0] * sites)
    for piece, demand in enumerate(model.piece_demand.tolist()):
        there = np.flatnonzero(model.piece[model.seat] == piece)
        rows.add(demand - model.slack, math.inf, (count + there).tolist(), model.capacity[there].tolist())
        rows.add(1.0, math.inf, (count + there).tolist(), [1.0] * len(there))
    for opened in known:
        signs = np.where(opened == 1, 1.0, -1.0)
        rows.add(-math.inf, float(opened.sum()) - 1.0, switches, signs.tolist())
    cost = np.concatenate([model.cost[units, places], model.fixed])
    lower = np.concatenate([np.zeros(count), (model.pinned == 1).astype(float)])
    upper = np.concatenate([np.ones(count), (model.pinned >= 0).astype(float)])
    program = MixedProgram(cost, lower, upper, np.array(switches), gap=1e-5)
    rows.give(program)
    return program
