"""The compiled loops: all that one person may do as a graph of days, the best way through it, every good way.

A node is a day, a state of the automaton and a joint value of the counts; an arc is a choice for the day. Only what can
be reached from the beginning is in the graph. Shapes: D days, C choices (shifts, then off), M states, R counts, X joint
values.
"""

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.jit import jit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NEVER = 1e15


@jit
def joint_after(joint: int, day: int, worked: int, choice: int, gain: Ints, size: Ints, stops: Ints) -> int:
    """Joint value of the counts after a choice; -1 where one would be exceeded."""
    new = 0
    stride = 1
    for r in range(len(size)):
        value = joint % size[r] + gain[r, day, worked, choice]
        joint //= size[r]
        if value >= size[r]:
            if stops[r]:
                return -1
            value = size[r] - 1
        new += stride * value
        stride *= size[r]
    return new


@jit
def spread(
    nodes: Ints,
    day: int,
    joints: int,
    allowed: Bools,
    step: Ints,
    works: Ints,
    gain: Ints,
    size: Ints,
    stops: Ints,
    fold: Ints,
    place: Ints,
) -> tuple[Ints, Ints, Ints, Ints]:
    """One day on from some nodes (state x joints + joint): the new nodes, and for each old one its arcs.

    `place` is room for every node, -1 throughout; it is handed back like that.
    """
    choices = step.shape[1]
    begins = np.zeros(len(nodes) + 1, np.int64)
    target, choice_of = np.empty(len(nodes) * choices, np.int64), np.empty(len(nodes) * choices, np.int64)
    fresh = np.empty(min(len(nodes) * choices, len(place)), np.int64)
    arcs = count = 0
    for at in range(len(nodes)):
        state, joint = nodes[at] // joints, nodes[at] % joints
        for choice in range(choices):
            there = step[state, choice]
            if there < 0 or not allowed[day, choice]:
                continue
            new = joint_after(joint, day, works[state], choice, gain, size, stops)
            if new >= 0:
                new = fold[day, new]
            if new < 0:
                continue
            node = there * joints + new
            if place[node] < 0:
                place[node] = count
                fresh[count] = node
                count += 1
            target[arcs], choice_of[arcs] = place[node], choice
            arcs += 1
        begins[at + 1] = arcs
    for at in range(count):
        place[fresh[at]] = -1
    return fresh[:count].copy(), begins, target[:arcs].copy(), choice_of[:arcs].copy()


@jit
def complete(cost: Floats, layers: Ints, begins: Ints, target: Ints, choice_of: Ints, best: Floats) -> None:
    """Least cost from every node to the end, into `best`; the last layer of it is given."""
    for day in range(len(layers) - 3, -1, -1):
        for node in range(layers[day], layers[day + 1]):
            least = NEVER
            for arc in range(begins[node], begins[node + 1]):
                value = cost[day, choice_of[arc]] + best[target[arc]]
                if value < least:
                    least = value
            best[node] = least


@jit
def every(
    cost: Floats, begins: Ints, target: Ints, choice_of: Ints, best: Floats, limit: float, found: Ints
) -> int:
    """Write every row of choices that costs at most `limit` into `found`; how many, or -1 when they do not fit."""
    days = cost.shape[0]
    node, arc, spent = np.zeros(days + 1, np.int64), np.zeros(days + 1, np.int64), np.zeros(days + 1)
    arc[0] = begins[0]
    day, count = 0, 0
    while day >= 0:
        if day == days:
            if count == len(found):
                return -1
            for back in range(days):
                found[count, back] = choice_of[arc[back] - 1]
            count += 1
            day -= 1
            continue
        if arc[day] == begins[node[day] + 1]:
            day -= 1
            continue
        one = arc[day]
        arc[day] += 1
        total = spent[day] + cost[day, choice_of[one]]
        if total + best[target[one]] > limit:
            continue
        day += 1
        node[day], spent[day] = target[one], total
        if day < days:
            arc[day] = begins[node[day]]
    return count


@jit
def along(
    node: int, row: Ints, first: int, last: int, own: Floats, begins: Ints, target: Ints, choice_of: Ints
) -> tuple[int, float]:
    """Where choices for some days (without `last`) lead from a node, and what they cost; -1 where there is no way."""
    spent = 0.0
    for day in range(first, last):
        choice = row[day]
        found = -1
        for arc in range(begins[node], begins[node + 1]):
            if choice_of[arc] == choice:
                found = target[arc]
                break
        if found < 0:
            return -1, NEVER
        spent += own[day, choice]
        node = found
    return node, spent


@jit
def cheapest_exchange(
    mine: Ints,
    yours: Ints,
    own: tuple[Floats, Floats],
    begins: tuple[Ints, Ints],
    target: tuple[Ints, Ints],
    choice_of: tuple[Ints, Ints],
    ends: tuple[Floats, Floats],
    tilt: Floats,
) -> tuple[int, int, float, float]:
    """Two people exchange the days first..last: the stretch of least cost (`tilt` added), with what each then costs.

    `ends` are prices by node, of which those of the last layer count. -1 where no stretch leaves both a row.
    """  # fmt: skip
    days = len(mine)
    best = NEVER
    place = (-1, -1, NEVER, NEVER)
    a_at, b_at, a_spent, b_spent = 0, 0, 0.0, 0.0
    for first in range(days):
        if mine[first] != yours[first]:
            a, b, a_cost, b_cost = a_at, b_at, a_spent, b_spent
            for last in range(first, days):
                a, step = along(a, yours, last, last + 1, own[0], begins[0], target[0], choice_of[0])
                a_cost += step
                if a < 0:
                    break
                b, step = along(b, mine, last, last + 1, own[1], begins[1], target[1], choice_of[1])
                b_cost += step
                if b < 0:
                    break
                if mine[last] == yours[last]:
                    continue
                a_end, a_rest = along(a, mine, last + 1, days, own[0], begins[0], target[0], choice_of[0])
                if a_end < 0:
                    continue
                b_end, b_rest = along(b, yours, last + 1, days, own[1], begins[1], target[1], choice_of[1])
                if b_end < 0:
                    continue
                a_all, b_all = a_cost + a_rest + ends[0][a_end], b_cost + b_rest + ends[1][b_end]
                if a_all + b_all + tilt[first, last] < best:
                    best = a_all + b_all + tilt[first, last]
                    place = (first, last, a_all, b_all)
        a_at, step = along(a_at, mine, first, first + 1, own[0], begins[0], target[0], choice_of[0])
        a_spent += step
        b_at, step = along(b_at, yours, first, first + 1, own[1], begins[1], target[1], choice_of[1])
        b_spent += step
    return place
