"""What a set of open sites costs at least: units may be shared out, areas may lie in pieces, capacities hold."""

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit

STALE = 6
"""Steps without progress after which the step is shortened."""


@jit
def price(
    cost: Floats,
    load: Floats,
    capacity: Floats,
    seat: Ints,
    opened: Ints,
    toll: Floats,
    best_toll: Floats,
    first_step: float,
    steps: int,
    enough: float,
) -> float:
    """Lower bound on the travel of any plan with these open sites, by prices (`toll`) on capacity.

    The dual of the transportation problem, one price a site: sum of min over open sites of cost + load x toll,
    less capacity x toll. Every value met is a bound; climbing stops when one is above `enough`. `toll` is
    where to start and is changed; `best_toll` receives the prices of the best bound.
    """
    order, sites = cost.shape
    open_sites = np.flatnonzero(opened)
    home = np.full(order, -1, dtype=np.int64)
    for site in open_sites:
        home[seat[site]] = site
    loads = np.zeros(sites)
    way = np.zeros(sites)
    best = -np.inf
    step = first_step
    stale = 0
    for _ in range(steps):
        value = 0.0
        for site in open_sites:
            loads[site] = 0.0
            value -= toll[site] * capacity[site]
        for unit in range(order):
            chosen = home[unit]
            if chosen >= 0:
                least = cost[unit, chosen] + load[unit] * toll[chosen]
            else:
                least = np.inf
                for site in open_sites:
                    total = cost[unit, site] + load[unit] * toll[site]
                    if total < least:
                        least = total
                        chosen = site
            value += least
            loads[chosen] += load[unit]
        stale += 1
        if value > best:
            if value > best + 1e-5 * abs(best):
                stale = 0
            best = value
            best_toll[:] = toll
        if best > enough:
            break
        if stale >= STALE:
            stale = 0
            step *= 0.6
            if step < 1e-3 * first_step:
                break
            toll[:] = best_toll
            way[:] = 0.0
            continue
        length = 0.0
        for site in open_sites:
            excess = loads[site] - capacity[site]
            if toll[site] <= 0.0 and excess < 0.0:
                excess = 0.0
            way[site] = excess + 0.5 * way[site]
            length += way[site] * way[site]
        if length <= 0.0:
            break
        for site in open_sites:
            toll[site] = max(0.0, toll[site] + step * way[site] / np.sqrt(length))
    return best
