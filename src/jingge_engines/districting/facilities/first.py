"""Where the search begins: sites that can carry the load, and areas annealed from them."""

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit
from jingge_engines.districting.facilities.model import Model
from jingge_engines.districting.facilities.settle import settle

PROPOSALS = 3000
"""Proposals of one annealing, per unit."""


def first_sites(model: Model, worth: Floats) -> Ints:
    """Open sites (0-1): as few large ones as carry every piece, then the cheapest by `worth`."""
    opened: Ints = np.asarray(model.pinned == 1, dtype=np.int64)
    free = np.flatnonzero(model.pinned == 0)
    for piece, demand in enumerate(model.piece_demand.tolist()):
        there = free[model.piece[model.seat[free]] == piece]
        inside = model.piece[model.seat] == piece
        for site in there[np.argsort(-model.capacity[there], kind="stable")].tolist():
            room = float(model.capacity[inside & (opened == 1)].sum())
            if room >= demand - model.slack and opened[inside].any():
                break
            opened[site] = 1
    for site in free[np.argsort(worth[free], kind="stable")].tolist():
        if opened.sum() < model.fewest or (worth[site] < 0 and opened.sum() < model.most):
            opened[site] = 1
    return opened


def settled(model: Model, sites: Ints, start: Ints, seed: int, tight: bool = False) -> Ints:
    """Anneal the areas of these open sites, least load above capacities first.

    `tight`: load above a capacity is dear from the start, so that heavy units find a place before the light ones
    have filled it; the ways become longer.
    """
    order = model.order
    area, best = start.copy(), start.copy()
    stays = np.zeros(order, dtype=np.int64)
    stays[model.seat[sites]] = 1
    each = max(model.travel(start) / order, 1e-9)
    unit = max(model.travel(start) / max(model.demand, 1e-9), 1e-9)
    stamp = np.zeros(order + 1, dtype=np.int64)
    stamp[order] = 1
    schedule = np.array([1.5 * each, 0.03 * each, unit, 20 * unit, model.slack])
    if tight:
        schedule = np.array([0.6 * each, 0.06 * each, 4 * unit, 20 * unit, model.slack])
    _seeded(
        model.graph.offsets, model.graph.targets, model.cost, model.load, model.capacity, stays, area,
        model.loads(area), np.zeros(order, dtype=np.int64), stamp, schedule, PROPOSALS * order, best,
        np.array([np.inf, np.inf]), seed,
    )  # fmt: skip
    return best


@jit
def _seeded(
    offsets: Ints, targets: Ints, cost: Floats, load: Floats, capacity: Floats, stays: Ints, area: Ints,
    loads: Floats, queue: Ints, stamp: Ints, schedule: Floats, proposals: int, best: Ints, score: Floats, seed: int,
) -> None:  # fmt: skip
    np.random.seed(seed)
    settle(
        offsets,
        targets,
        cost,
        load,
        capacity,
        stays,
        area,
        loads,
        queue,
        stamp,
        schedule,
        proposals,
        best,
        score,
    )
