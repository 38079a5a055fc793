"""Which unit belongs to which open site: annealing of the assignment, every area always in one piece."""

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit
from jingge_engines.districting.moves.contiguity import may_leave, touches


@jit
def over(load: float, capacity: float, slack: float) -> float:
    """Load above the capacity; what rounding of sums leaves counts as none."""
    return load - capacity if load > capacity + slack else 0.0


@jit
def settle(
    offsets: Ints,
    targets: Ints,
    cost: Floats,
    load: Floats,
    capacity: Floats,
    toll: Floats,
    fixed_unit: Ints,
    area: Ints,
    loads: Floats,
    queue: Ints,
    stamp: Ints,
    schedule: Floats,
    proposals: int,
    best: Ints,
    score: Floats,
) -> None:
    """Flips and swaps from `area`, changed in place; `best` and `score` keep the best plan met.

    toll: price of a unit of load at every site, on top of its way: at the prices of the transport dual areas
    nearly keep their capacities by themselves, where a price on what lies above them alone freezes far from it.
    fixed_unit: 1 for the units of open sites, which stay. loads: load of every site, kept right.
    schedule: temperature at the start, at the end, price of a unit of load above a capacity at the start, at
    the end, slack. score: violation and cost of travel of `best`; the least violation comes first.
    """
    hot, cold, cheap, dear, slack = schedule[0], schedule[1], schedule[2], schedule[3], schedule[4]
    order = len(area)
    value = 0.0
    violation = 0.0
    for unit in range(order):
        value += cost[unit, area[unit]]
    for site in range(len(loads)):
        violation += over(loads[site], capacity[site], slack)
    if violation < score[0] - slack or (violation <= score[0] and value < score[1] - 1e-9):
        score[0] = violation
        score[1] = value
        best[:] = area
    steps = max(1, proposals // 64)
    cooling = (cold / hot) ** (1.0 / steps)
    rising = (dear / cheap) ** (1.0 / steps)
    heat, price = hot, cheap
    for proposal in range(proposals):
        if proposal % 64 == 63:
            heat *= cooling
            price *= rising
        unit = np.random.randint(order)
        if fixed_unit[unit] == 1:
            continue
        home = area[unit]
        place = offsets[unit] + np.random.randint(offsets[unit + 1] - offsets[unit])
        goal = area[targets[place]]
        if goal == home:
            continue
        partner = -1
        amount = load[unit]
        change = cost[unit, goal] - cost[unit, home]
        if np.random.randint(3) == 0:
            # A short walk finds a partner near by: far ends of a border rarely want the same exchange.
            partner = targets[place]
            for _ in range(np.random.randint(4)):
                span = offsets[partner + 1] - offsets[partner]
                partner = targets[offsets[partner] + np.random.randint(span)]
            if area[partner] != goal or fixed_unit[partner] == 1:
                continue
            amount -= load[partner]
            change += cost[partner, home] - cost[partner, goal]
        excess = over(loads[home] - amount, capacity[home], slack) - over(loads[home], capacity[home], slack)
        excess += over(loads[goal] + amount, capacity[goal], slack) - over(loads[goal], capacity[goal], slack)
        total = change + amount * (toll[goal] - toll[home]) + price * excess
        if total > 0 and np.random.random() >= np.exp(-total / heat):
            continue
        if not may_leave(offsets, targets, area, unit, queue, stamp):
            continue
        area[unit] = goal
        if partner >= 0:
            fits = touches(offsets, targets, area, partner, home)
            if not (fits and may_leave(offsets, targets, area, partner, queue, stamp)):
                area[unit] = home
                continue
            area[partner] = home
        loads[home] -= amount
        loads[goal] += amount
        value += change
        violation += excess
        now = violation if violation > slack else 0.0
        if now < score[0] - slack or (now <= score[0] and value < score[1] - 1e-9):
            score[0] = now
            score[1] = value
            best[:] = area
