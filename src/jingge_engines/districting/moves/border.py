"""The border as a list: every edge whose ends lie in different areas, so that each proposal is a real one."""

import numpy as np

from jingge_engines.core.jit import jit
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


@jit
def first_border(source: Ints, targets: Ints, area: Ints, border: Ints, spot: Ints) -> int:
    """Fill `border` with the entries that cross and `spot` with their places (-1: not there); the length."""
    length = 0
    for entry in range(len(targets)):
        spot[entry] = -1
        if area[source[entry]] != area[targets[entry]]:
            border[length] = entry
            spot[entry] = length
            length += 1
    return length


@jit
def move_atom(
    offsets: Ints,
    targets: Ints,
    back: Ints,
    area: Ints,
    atom: int,
    goal: int,
    border: Ints,
    spot: Ints,
    length: int,
) -> int:
    """Give the atom to area `goal` and keep the border right; the new length."""
    home = area[atom]
    area[atom] = goal
    for entry in range(offsets[atom], offsets[atom + 1]):
        there = area[targets[entry]]
        if there == home:
            for crossing in (entry, back[entry]):
                border[length] = crossing
                spot[crossing] = length
                length += 1
        elif there == goal:
            for crossing in (entry, back[entry]):
                length -= 1
                last = border[length]
                border[spot[crossing]] = last
                spot[last] = spot[crossing]
                spot[crossing] = -1
    return length
