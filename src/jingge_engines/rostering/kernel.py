"""The compiled loops: the best way to go on from every state, and every way that is good enough.

Shapes: D days, C choices (shifts, then off), M states of the automaton, R counts, X joint values of the counts.
"""

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.jit import jit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
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
def complete(
    cost: Floats, step: Ints, works: Ints, gain: Ints, size: Ints, stops: Ints, fold: Ints, finish: Floats, best: Floats
) -> None:
    """Least cost from every state to the end: `best[day, state, joint]`; `fold[day]` is what a week's end does."""
    days, choices = cost.shape
    best[days] = NEVER
    for state in range(best.shape[1]):
        for joint in range(best.shape[2]):
            best[days, state, joint] = finish[joint]
    for day in range(days - 1, -1, -1):
        for state in range(best.shape[1]):
            for joint in range(best.shape[2]):
                least = NEVER
                for choice in range(choices):
                    there = step[state, choice]
                    if there < 0 or cost[day, choice] >= NEVER:
                        continue
                    new = joint_after(joint, day, works[state], choice, gain, size, stops)
                    if new < 0:
                        continue
                    new = fold[day, new]
                    if new < 0:
                        continue
                    value = cost[day, choice] + best[day + 1, there, new]
                    if value < least:
                        least = value
                best[day, state, joint] = least


@jit
def every(
    cost: Floats, step: Ints, works: Ints, gain: Ints, size: Ints, stops: Ints, fold: Ints, best: Floats,
    begin: int, limit: float, found: Ints,
) -> int:
    """Write every row of choices that costs at most `limit` into `found`; how many, or -1 when they do not fit."""
    days, choices = cost.shape
    states, joints = np.zeros(days + 1, np.int64), np.zeros(days + 1, np.int64)
    spent, choice = np.zeros(days + 1), np.full(days + 1, -1)
    joints[0] = begin
    day, count = 0, 0
    while day >= 0:
        if day == days:
            if count == len(found):
                return -1
            found[count] = choice[:days]
            count += 1
            day -= 1
            continue
        choice[day] += 1
        one = choice[day]
        if one == choices:
            choice[day] = -1
            day -= 1
            continue
        there = step[states[day], one]
        if there < 0 or cost[day, one] >= NEVER:
            continue
        new = joint_after(joints[day], day, works[states[day]], one, gain, size, stops)
        if new < 0:
            continue
        new = fold[day, new]
        if new < 0:
            continue
        total = spent[day] + cost[day, one]
        if total + best[day + 1, there, new] > limit:
            continue
        states[day + 1], joints[day + 1], spent[day + 1] = there, new, total
        day += 1
    return count
