"""Which sites a plan opens when each has a price of its own: cheapest, enough of them, with enough room."""

import numpy as np

from jingge_engines.core.graph import Floats, Ints
from jingge_engines.core.jit import jit


@jit
def choose(worth: Floats, room: Ints, need: int, pinned: Ints, counts: Ints, opened: Ints) -> float:
    """Least sum of `worth` over fewest to most sites whose room is at least `need`; the sites into `opened`.

    By room and number (dynamic programming) where the cheapest sites have too little room; infinite where no
    choice has enough. counts: fewest and most.
    """
    sites = len(worth)
    total = 0.0
    number = 0
    got = 0
    for site in range(sites):
        opened[site] = 1 if pinned[site] == 1 else 0
        if pinned[site] == 1:
            total += worth[site]
            number += 1
            got += room[site]
    kept, kept_total, kept_room = number, total, got
    for site in np.argsort(worth):
        if pinned[site] == 0 and number < counts[1] and (number < counts[0] or worth[site] < 0):
            opened[site] = 1
            total += worth[site]
            number += 1
            got += room[site]
    if got >= need:
        return total
    free = np.flatnonzero(pinned == 0)
    wide = max(0, need - kept_room)
    most = min(counts[1] - kept, len(free))
    least = max(0, counts[0] - kept)
    best = np.full((most + 1, wide + 1), np.inf)
    best[0, 0] = kept_total
    came = np.full((len(free), most + 1, wide + 1), -1, dtype=np.int32)
    for index in range(len(free)):
        site = free[index]
        for count in range(min(index, most - 1), -1, -1):
            for have in range(wide, -1, -1):
                if best[count, have] < np.inf:
                    to = min(wide, have + room[site])
                    value = best[count, have] + worth[site]
                    if value < best[count + 1, to]:
                        best[count + 1, to] = value
                        came[index, count + 1, to] = have
    number = -1
    total = np.inf
    for count in range(least, most + 1):
        if best[count, wide] < total:
            total = best[count, wide]
            number = count
    if number < 0:
        return total
    for index in range(len(free)):
        opened[free[index]] = 0
    have = wide
    for index in range(len(free) - 1, -1, -1):
        if came[index, number, have] >= 0:
            opened[free[index]] = 1
            have = came[index, number, have]
            number -= 1
    return total
