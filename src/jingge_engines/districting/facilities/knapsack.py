"""What one site takes at given prices of units: the best load that fits its capacity (0-1 knapsack)."""

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit

Bools = NDArray[np.bool_]


@jit
def fill_best(profit: Floats, size: Ints, room: int, taken: Ints, table: Bools, listed: Ints) -> float:
    """Greatest profit of units whose sizes fit the room; `taken` receives 1 for the units chosen.

    `table` (units x room + 1, bool) and `listed` are workspace.
    """
    taken[:] = 0
    if room < 0:
        return 0.0
    count = 0
    for unit in range(len(profit)):
        if profit[unit] > 1e-12 and size[unit] <= room:
            listed[count] = unit
            count += 1
    best = np.zeros(room + 1)
    for item in range(count):
        unit = listed[item]
        table[item, : room + 1] = False
        for space in range(room, size[unit] - 1, -1):
            value = best[space - size[unit]] + profit[unit]
            if value > best[space]:
                best[space] = value
                table[item, space] = True
    space = room
    for item in range(count - 1, -1, -1):
        if table[item, space]:
            taken[listed[item]] = 1
            space -= size[listed[item]]
    return float(best[room])


@jit
def take_all(
    prices: Floats, cost: Floats, fixed: Floats, size: Ints, room: Ints, seat: Ints, usable: Ints, taken: Ints,
    worth: Floats, table: Bools, listed: Ints,
) -> None:  # fmt: skip
    """What every site takes at these prices (`taken`, sites x units) and what opening it is `worth` then.

    A site always takes its own unit. usable: units x sites, 1 where the pair may be.
    """
    order, sites = cost.shape
    profit = np.zeros(order)
    for site in range(sites):
        for unit in range(order):
            profit[unit] = prices[unit] - cost[unit, site] if usable[unit, site] == 1 else -1.0
        own = seat[site]
        profit[own] = -1.0
        gained = fill_best(profit, size, room[site] - size[own], taken[site], table, listed)
        taken[site, own] = 1
        worth[site] = fixed[site] - (prices[own] - cost[own, site]) - gained


@jit
def force(
    prices: Floats, cost: Floats, size: Ints, room: int, own: int, usable: Ints, penalty: Floats
) -> None:
    """What the site loses when it must take a unit (`penalty`, infinite where it cannot).

    Knapsacks over the units before and the units after every unit, put together over all divisions of the room.
    """
    penalty[:] = np.inf
    penalty[own] = 0.0
    space = room - size[own]
    if space < 0:
        return
    items = np.empty(len(prices), dtype=np.int64)
    count = 0
    for unit in range(len(prices)):
        if unit != own and usable[unit] == 1 and size[unit] <= space:
            items[count] = unit
            count += 1
    after = np.zeros((count + 1, space + 1))
    for item in range(count - 1, -1, -1):
        unit = items[item]
        profit = prices[unit] - cost[unit]
        after[item] = after[item + 1]
        if profit > 0:
            for place in range(size[unit], space + 1):
                value = after[item + 1, place - size[unit]] + profit
                if value > after[item, place]:
                    after[item, place] = value
    before = np.zeros(space + 1)
    for item in range(count):
        unit = items[item]
        profit = prices[unit] - cost[unit]
        rest = space - size[unit]
        best = -np.inf
        for place in range(rest + 1):
            best = max(best, before[place] + after[item + 1, rest - place])
        penalty[unit] = after[0, space] - best - profit
        if profit > 0:
            for place in range(space, size[unit] - 1, -1):
                before[place] = max(before[place], before[place - size[unit]] + profit)
