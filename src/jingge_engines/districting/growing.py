"""Grow areas from seeds: the loops of a first plan, compiled, as 50,000 units are many for anything else."""

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.jit import jit
from jingge_engines.districting.moves.dice import below, uniform
from jingge_engines.districting.problem import Floats, Ints


@jit
def scatter(points: Floats, weight: Floats, chosen: Ints, known: int, dice: NDArray[np.uint64]) -> None:
    """Fill `chosen` after its first `known` with atoms far from those before, heavier ones first.

    k-means++ (Arthur & Vassilvitskii 2007); all different, `chosen` is no longer than there are atoms.
    """
    count = len(points)
    nearest = np.ones(count)
    chance = weight.copy()
    for index in range(len(chosen)):
        if index >= known:
            total = 0.0
            for atom in range(count):
                total += chance[atom]
            chosen[index] = _drawn(chance, total, nearest, dice)
        last = chosen[index]
        nearest[last] = -1.0
        chance[last] = 0.0
        for atom in range(count):
            if nearest[atom] >= 0:
                apart = (points[atom, 0] - points[last, 0]) ** 2 + (points[atom, 1] - points[last, 1]) ** 2
                if index == 0 or apart < nearest[atom]:
                    nearest[atom] = apart
                    chance[atom] = weight[atom] * apart


@jit
def _drawn(chance: Floats, total: float, nearest: Floats, dice: NDArray[np.uint64]) -> int:
    """An atom at these chances; any that is not taken where they are all nothing."""
    if total > 0:
        mark = uniform(dice) * total
        last = -1
        for atom in range(len(chance)):
            if chance[atom] > 0:
                last = atom
                mark -= chance[atom]
                if mark < 0:
                    break
        return last
    start = np.int64(below(dice, len(chance)))
    for step in range(len(chance)):
        if nearest[(start + step) % len(chance)] >= 0:
            return int((start + step) % len(chance))
    return -1


@jit
def fill(offsets: Ints, targets: Ints, load: Floats, points: Floats, seeds: Ints, area: Ints) -> None:
    """Let the lightest area take its nearest free neighbour (`area` -1) until nothing is free.

    Free neighbours wait in one heap an area, and the areas in another; see `_meld`.
    """
    entries, count = len(targets), len(seeds)
    apart, waiting = np.zeros(entries), np.zeros(entries, dtype=np.int64)
    left, right = np.full(entries, -1, dtype=np.int64), np.full(entries, -1, dtype=np.int64)
    front = np.full(count, -1, dtype=np.int64)
    weight = np.zeros(count)
    lower, upper = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    lightest, used = -1, 0
    for index in range(count):
        area[seeds[index]] = index
    atom, district = seeds[0], 0
    begun = 0
    while True:
        weight[district] += load[atom]
        for place in range(offsets[atom], offsets[atom + 1]):
            other = targets[place]
            if area[other] < 0:
                seed = seeds[district]
                away = points[other] - points[seed]
                apart[used] = away[0] * away[0] + away[1] * away[1]
                waiting[used] = other
                front[district] = _meld(apart, left, right, front[district], used)
                used += 1
        lower[district] = upper[district] = -1
        lightest = _meld(weight, lower, upper, lightest, district)
        begun += 1
        if begun < count:
            atom, district = seeds[begun], begun
            continue
        atom = -1
        while atom < 0 and lightest >= 0:
            district = lightest
            lightest = _meld(weight, lower, upper, lower[district], upper[district])
            while atom < 0 and front[district] >= 0:
                first = front[district]
                front[district] = _meld(apart, left, right, left[first], right[first])
                if area[waiting[first]] < 0:
                    atom = waiting[first]
        if atom < 0:
            return
        area[atom] = district


@jit
def _meld(key: Floats, left: Ints, right: Ints, one: int, two: int) -> int:
    """The root of two skew heaps made one (Sleator & Tarjan 1986); -1 is the empty heap."""
    if one < 0 or two < 0:
        return max(one, two)
    if key[two] < key[one]:
        one, two = two, one
    root = one
    while True:
        following = right[one]
        right[one] = left[one]
        if following < 0:
            left[one] = two
            return root
        if key[two] < key[following]:
            following, two = two, following
        left[one] = following
        one = following


@jit
def middles(points: Floats, area: Ints, means: Floats) -> Ints:
    """Of every area the atom nearest to its mean point."""
    nearest, found = np.full(len(means), np.inf), np.full(len(means), -1, dtype=np.int64)
    for atom in range(len(area)):
        district = area[atom]
        apart = (points[atom, 0] - means[district, 0]) ** 2 + (points[atom, 1] - means[district, 1]) ** 2
        if apart < nearest[district]:
            nearest[district] = apart
            found[district] = atom
    return found


@jit
def hand_out(offsets: Ints, targets: Ints, load: Floats, loads: Floats, area: Ints) -> None:
    """Give free atoms (`area` -1) to the lightest area they touch, those beside areas first."""
    queue, queued = np.zeros(len(area), dtype=np.int64), np.zeros(len(area), dtype=np.bool_)
    tail = 0
    for atom in range(len(area)):
        for place in range(offsets[atom], offsets[atom + 1]):
            if area[atom] < 0 <= area[targets[place]] and not queued[atom]:
                queued[atom] = True
                queue[tail] = atom
                tail += 1
    head = 0
    while head < tail:
        atom, goal = queue[head], -1
        head += 1
        for place in range(offsets[atom], offsets[atom + 1]):
            there = area[targets[place]]
            if there < 0:
                if not queued[targets[place]]:
                    queued[targets[place]] = True
                    queue[tail] = targets[place]
                    tail += 1
            elif goal < 0 or loads[there] < loads[goal]:
                goal = there
        area[atom] = goal
        loads[goal] += load[atom]
