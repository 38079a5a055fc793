"""May this atom leave its area without tearing it?"""

import numpy as np

from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Ints


@jit
def may_leave(offsets: Ints, targets: Ints, area: Ints, atom: int, queue: Ints, stamp: Ints) -> bool:
    """Whether the neighbours of `atom` inside its area reach each other without it.

    Breadth first from one of them, so the ring around the atom is walked before anything else; the whole area
    only when the answer is no. `stamp[-1]` counts the calls, so nothing has to be cleared.
    """
    home = area[atom]
    wanted = 0
    first = -1
    for place in range(offsets[atom], offsets[atom + 1]):
        if area[targets[place]] == home:
            wanted += 1
            first = targets[place]
    if wanted == 0:
        return False
    if wanted == 1:
        return True
    stamp[-1] += 2
    seen = stamp[-1]
    ring = seen + 1
    for place in range(offsets[atom], offsets[atom + 1]):
        if area[targets[place]] == home:
            stamp[targets[place]] = ring
    stamp[atom] = seen
    stamp[first] = seen
    queue[0] = first
    head = 0
    tail = 1
    found = 1
    while head < tail:
        here = queue[head]
        head += 1
        for place in range(offsets[here], offsets[here + 1]):
            there = targets[place]
            if area[there] != home or stamp[there] == seen:
                continue
            if stamp[there] == ring:
                found += 1
                if found == wanted:
                    return True
            stamp[there] = seen
            queue[tail] = there
            tail += 1
    return False


@jit
def touches(offsets: Ints, targets: Ints, area: Ints, atom: int, other: int) -> bool:
    """Whether the atom has a neighbour in area `other`."""
    met = False
    for place in range(offsets[atom], offsets[atom + 1]):
        met = met or area[targets[place]] == other
    return met


def workspace(order: int) -> tuple[Ints, Ints]:
    """Queue and stamps for `may_leave`; the stamps count from 1 so that zeros mean never seen."""
    stamp = np.zeros(order + 1, dtype=np.int64)
    stamp[-1] = 1
    return np.zeros(order, dtype=np.int64), stamp
