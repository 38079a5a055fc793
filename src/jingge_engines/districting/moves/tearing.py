"""May this atom leave its area without tearing it? Asked from all sides at once, for the annealer.

`contiguity.may_leave` asks the same of plain arrays, from one side.
"""

from jingge_engines.core.jit import lean
from jingge_engines.districting.moves.ground import SEARCHES, Ground, Play
from jingge_engines.districting.problem import Ints


@lean
def stays_whole(ground: Ground, play: Play, atom: int) -> bool:
    """Whether the neighbours of `atom` inside its area reach each other without it.

    Searches breadth first from each of them take turns, so the ring around the atom is walked before anything
    else, and where the area would be torn only about as much is walked as its smaller part holds. Searches
    that meet are one from then on. `stamp[-1]` counts the calls, so nothing has to be cleared; `root` holds
    for every search the one it has become part of, and how many atoms that one still has to look at.
    """
    offsets, targets, area = ground.offsets, ground.targets, play.area
    queue, stamp, root = play.queue, play.stamp, play.root
    home = area[atom]
    parts = 0
    for place in range(offsets[atom], offsets[atom + 1]):
        parts += area[targets[place]] == home
    if parts <= 1:
        return parts == 1
    if parts >= SEARCHES:
        return False
    base = stamp[-1] + SEARCHES
    stamp[-1] = base
    stamp[atom] = base + SEARCHES - 1
    tail = 0
    for place in range(offsets[atom], offsets[atom + 1]):
        there = targets[place]
        if area[there] == home:
            stamp[there] = base + tail
            root[tail] = tail
            root[SEARCHES + tail] = 1
            queue[tail] = there
            tail += 1
    head = 0
    while head < tail:
        here = queue[head]
        head += 1
        mine = stamp[here] - base
        while root[mine] != mine:
            mine = root[mine]
        for place in range(offsets[here], offsets[here + 1]):
            there = targets[place]
            if area[there] != home or there == atom:
                continue
            if stamp[there] < base:
                stamp[there] = base + mine
                queue[tail] = there
                tail += 1
                root[SEARCHES + mine] += 1
                continue
            other = stamp[there] - base
            while root[other] != other:
                other = root[other]
            if other != mine:
                root[other] = mine
                root[SEARCHES + mine] += root[SEARCHES + other]
                parts -= 1
                if parts == 1:
                    return True
        root[SEARCHES + mine] -= 1
        if root[SEARCHES + mine] == 0:
            return False
    return False


@lean
def meets(ground: Ground, area: Ints, atom: int, other: int, besides: int) -> bool:
    """Whether the atom has a neighbour in area `other`, not counting atom `besides`."""
    for place in range(ground.offsets[atom], ground.offsets[atom + 1]):
        there = ground.targets[place]
        if area[there] == other and there != besides:
            return True
    return False
