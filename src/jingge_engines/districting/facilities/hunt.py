"""Which sets of open sites promise most: annealing over sets, each weighed by the bound of its transport."""

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit
from jingge_engines.districting.facilities.transport import price


@jit
def fits(opened: Ints, capacity: Floats, piece: Ints, demand: Floats, slack: float) -> bool:
    """Whether the open sites of every piece of the map can carry the piece."""
    room = np.full(len(demand), -1.0)
    for site in range(len(opened)):
        if opened[site] == 1:
            room[piece[site]] = max(room[piece[site]], 0.0) + capacity[site]
    enough = True
    for index in range(len(demand)):
        enough = enough and room[index] >= max(0.0, demand[index] - slack)
    return enough


@jit
def draw(opened: Ints, pinned: Ints, state: int) -> int:
    """A site that is free to change and is in this state; -1 where there is none."""
    chosen = -1
    met = 0
    for site in range(len(opened)):
        if pinned[site] == 0 and opened[site] == state:
            met += 1
            if np.random.randint(met) == 0:
                chosen = site
    return chosen


@jit
def change(opened: Ints, pinned: Ints, fewest: int, most: int) -> None:
    """Open one, close one, or both; two or three times over now and then, where capacities ask for it."""
    again = True
    while again:
        number = opened.sum()
        kind = np.random.randint(4)
        shrink = kind == 1 and number > fewest
        grow = kind == 0 and number < most
        new = -1 if shrink else draw(opened, pinned, 0)
        old = -1 if grow else draw(opened, pinned, 1)
        if (shrink or new >= 0) and (grow or old >= 0):
            if new >= 0:
                opened[new] = 1
            if old >= 0:
                opened[old] = 0
        again = np.random.randint(5) < 2


@jit
def hunt(
    cost: Floats,
    load: Floats,
    capacity: Floats,
    fixed: Floats,
    seat: Ints,
    piece: Ints,
    demand: Floats,
    pinned: Ints,
    counts: Ints,
    worth: Floats,
    opened: Ints,
    name: Ints,
    found: Ints,
    values: Floats,
    levels: Floats,
    effort: Ints,
    seed: int,
) -> int:
    """Anneal from the set `opened`, changed in place; the best sets are kept in `found`, best first.

    piece, demand: piece of the map of every site, load of every piece. counts: fewest and most open sites.
    worth: what opening a site adds to the dual bound levels[4]. name: random numbers by which sets are told
    apart. found, values: sets x sites and their bounds (infinite where there is none yet). levels: temperature
    at the start, at the end, step of prices, slack, dual bound without any site (-inf: not known). effort:
    most sets proposed, most sets weighed. Returns how many were weighed.
    """
    np.random.seed(seed)
    sites, kept = len(seat), len(values)
    keys = np.zeros(kept, dtype=np.int64)
    for row in range(kept):
        for site in range(sites):
            if found[row, site] == 1:
                keys[row] ^= name[site]
    toll = np.zeros(sites)
    best_toll = np.zeros(sites)
    now_toll = np.zeros(sites)
    trial = opened.copy()
    now = np.inf
    weighed = 0
    for step in range(-1, effort[0]):
        if weighed >= effort[1]:
            break
        done = max(step / effort[0], weighed / effort[1])
        heat = levels[0] * (levels[1] / levels[0]) ** max(0.0, done)
        trial[:] = opened
        if step >= 0:
            change(trial, pinned, counts[0], counts[1])
        limit = now - heat * np.log(1.0 - np.random.random())
        opening = 0.0
        dual = levels[4]
        for site in range(sites):
            if trial[site] == 1:
                opening += fixed[site]
                dual += worth[site]
                toll[site] = now_toll[site]
            else:
                toll[site] = 0.0
        if dual > max(limit, values[kept - 1]) or not fits(trial, capacity, piece, demand, levels[3]):
            continue
        enough = max(limit, values[kept - 1]) - opening
        tries = 60 if step >= 0 else 200
        value = opening + price(cost, load, capacity, seat, trial, toll, best_toll, levels[2], tries, enough)
        value = max(value, dual)
        weighed += 1
        if value < values[kept - 1]:
            key = np.int64(0)
            for site in range(sites):
                if trial[site] == 1:
                    key ^= name[site]
            known = False
            for row in range(kept):
                known = known or (keys[row] == key and np.isfinite(values[row]))
            if not known:
                row = kept - 1
                while row > 0 and values[row - 1] > value:
                    values[row] = values[row - 1]
                    keys[row] = keys[row - 1]
                    found[row] = found[row - 1]
                    row -= 1
                values[row] = value
                keys[row] = key
                found[row] = trial
        if value <= limit:
            now = value
            now_toll[:] = best_toll
            opened[:] = trial
    return weighed
