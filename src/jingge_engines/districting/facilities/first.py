"""Where the search begins: sites that can carry the load, and areas annealed from them."""

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit
from jingge_engines.districting.facilities.model import Model
from jingge_engines.districting.facilities.settle import settle
from jingge_engines.districting.facilities.transport import price

PROPOSALS = 3000
"""Proposals of a short annealing, per unit."""
TRIES = 400


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


def tolls(model: Model, sites: Ints) -> Floats:
    """What a unit of load costs at every site of this set by the dual of its transport."""
    opened = np.zeros(model.sites, dtype=np.int64)
    opened[sites] = 1
    best = np.zeros(model.sites)
    price(
        model.cost, model.load, model.capacity, model.seat, opened, np.zeros(model.sites), best, model.step, TRIES,
        np.inf,
    )  # fmt: skip
    return best


def settled(
    model: Model, sites: Ints, start: Ints, seed: int, tight: bool = False, proposals: int = 0
) -> Ints:
    """Anneal the areas of these open sites, least load above capacities first.

    `tight`: load above a capacity is dear from the start, so that heavy units find a place before the light ones
    have filled it; the ways become longer. `proposals`: 0 for a short annealing.
    """
    order = model.order
    area, best = start.copy(), start.copy()
    stays = np.zeros(order, dtype=np.int64)
    stays[model.seat[sites]] = 1
    each = max(model.travel(start) / order, 1e-9)
    unit = max(model.travel(start) / max(model.demand, 1e-9), 1e-9)
    stamp = np.zeros(order + 1, dtype=np.int64)
    stamp[order] = 1
    schedule = np.array([0.3 * each, 0.03 * each, 0.5 * unit, 5 * unit, model.slack])
    if tight:
        schedule = np.array([0.6 * each, 0.05 * each, 4 * unit, 20 * unit, model.slack])
    _seeded(
        model.graph.offsets, model.graph.targets, model.cost, model.load, model.capacity, tolls(model, sites),
        stays, area, model.loads(area), np.zeros(order, dtype=np.int64), stamp, schedule,
        max(proposals, PROPOSALS * order), best, np.array([np.inf, np.inf]), seed,
    )  # fmt: skip
    return best


@jit
def _seeded(
    offsets: Ints, targets: Ints, cost: Floats, load: Floats, capacity: Floats, toll: Floats, stays: Ints,
    area: Ints, loads: Floats, queue: Ints, stamp: Ints, schedule: Floats, proposals: int, best: Ints,
    score: Floats, seed: int,
) -> None:  # fmt: skip
    np.random.seed(seed)
    settle(
        offsets, targets, cost, load, capacity, toll, stays, area, loads, queue, stamp, schedule, proposals, best,
        score,
    )  # fmt: skip
