"""The border as a list: every edge whose ends lie in different areas, so that each proposal is a real one."""

import numpy as np

from jingge_engines.core.jit import jit, lean
from jingge_engines.districting.moves.ground import Ground, Play
from jingge_engines.districting.problem import Ints


@jit
def entry_ends(offsets: Ints, targets: Ints) -> tuple[Ints, Ints]:
    """For every CSR entry (u to v): u, and the entry of v to u."""
    order = len(offsets) - 1
    source = np.zeros(len(targets), dtype=np.int64)
    back = np.zeros(len(targets), dtype=np.int64)
    cursor = offsets[:order].copy()
    for vertex in range(order):
        for entry in range(offsets[vertex], offsets[vertex + 1]):
            source[entry] = vertex
            back[entry] = cursor[targets[entry]]
            cursor[targets[entry]] += 1
    return source, back


@lean
def draw_border(ground: Ground, play: Play) -> None:
    """List all entries that cross between areas."""
    length = 0
    for entry in range(len(ground.targets)):
        play.spot[entry] = -1
        mine, theirs = play.area[ground.source[entry]], play.area[ground.targets[entry]]
        if mine != theirs:
            play.border[length] = entry
            play.spot[entry] = length
            length += 1
    play.length[0] = length


@lean
def move_atom(ground: Ground, play: Play, atom: int, goal: int) -> None:
    """Give the atom to area `goal` and keep the border right; both areas are at play."""
    area, border, spot = play.area, play.border, play.spot
    home, length = area[atom], play.length[0]
    area[atom] = goal
    for entry in range(ground.offsets[atom], ground.offsets[atom + 1]):
        there = area[ground.targets[entry]]
        if there == home:
            for crossing in (entry, ground.back[entry]):
                border[length] = crossing
                spot[crossing] = length
                length += 1
        elif there == goal:
            for crossing in (entry, ground.back[entry]):
                length -= 1
                last = border[length]
                border[spot[crossing]] = last
                spot[last] = spot[crossing]
                spot[crossing] = -1
    play.length[0] = length
