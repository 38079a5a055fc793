"""Cut a spanning tree into areas whose loads lie between the limits: a first plan where the ground is thin.

On a tree every area hangs on few edges, and flips along the border find no way from a bad plan to a good one: a
load that is wrong in one branch can only be mended through all areas between. But which edges to cut is a plain
dynamic program from the leaves up (Perl & Schach 1981; Ito et al. 2006): of every branch it is known how many
whole areas it can hold and how much load then hangs over. Loads are many, so of those next to each other one
is kept, as it is, never rounded.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

from jingge_engines.core.graph import Graph, components
from jingge_engines.core.jit import jit
from jingge_engines.districting.board import Board
from jingge_engines.districting.problem import Floats, Ints

TRIES = ((48, 1.0), (320, 1.0), (48, 1.5), (320, 2.5), (48, 6.0))
"""Different loads kept of those that hang over with the same number of whole areas, and how many times as far from
the mean as the limits a load may lie: first quickly, then thoroughly, then as near as can be."""
DRIFT = 1.0
"""Mean areas by which the load of the whole areas of a branch may lie beside as many means."""
MOST_STATES = 6_000_000
"""Entries of all tables together: 150 MB."""
THIN = 1.25
"""Edges per atom up to which the ground is thin."""


def is_thin(graph: Graph) -> bool:
    """Whether the ground is a tree, or little more."""
    return len(graph.targets) <= 2 * THIN * graph.order


def fell(board: Board, graph: Graph, rng: np.random.Generator) -> Ints | None:
    """Area of every atom from a random spanning tree; None where no cut of it comes near the limits.

    Only the load is looked at, and the ground has to be in one piece.
    """
    region, districts = board.region, board.districts
    if components(graph)[0] > 1 or districts > graph.order:
        return None
    order, parent = _random_tree(graph, rng)
    mean = region.means[0]
    load = np.ascontiguousarray(board.load)
    for classes, widening in TRIES:
        lower = max(0.0, mean - (mean - region.lows[0]) * widening)
        upper = min(float(board.load.sum()), mean + (region.highs[0] - mean) * widening)
        cut = _cuts(order, parent, load, districts, lower, upper, classes, min(MOST_STATES, 4000 * len(load)))
        if len(cut):
            return _areas(order, parent, cut)
    return None


def _random_tree(graph: Graph, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Atoms from the root down, and the atom above each (-1: the root)."""
    length = rng.random(len(graph.targets)) + 0.01
    links = csr_array((length, graph.targets, graph.offsets), shape=(graph.order, graph.order))
    tree: Any = minimum_spanning_tree(cast(Any, links))
    order, parent = breadth_first_order(tree, int(rng.integers(graph.order)), directed=False)
    above = np.where(parent < 0, -1, parent)
    return order.astype(np.int64), above.astype(np.int64)


@jit
def _areas(order: Ints, parent: Ints, cut: NDArray[np.bool_]) -> Ints:
    """Number the pieces that are left when the edges above the `cut` atoms are gone."""
    area = np.zeros(len(order), dtype=np.int64)
    count = 0
    for atom in order:
        if parent[atom] < 0 or cut[atom]:
            area[atom] = count
            count += 1
        else:
            area[atom] = area[parent[atom]]
    return area


@jit
def _cuts(
    order: Ints,
    parent: Ints,
    load: Floats,
    districts: int,
    lower: float,
    upper: float,
    classes: int,
    most: int,
) -> NDArray[np.bool_]:
    """Atoms above which to cut, so that `districts` areas lie between the limits; empty where none is found.

    A state of an atom is how many whole areas its branch holds and the load that hangs over at it. Its table
    grows by one child after the other; every state remembers the state before, that of the child, and
    whether the child was cut off.
    """
    size = len(order)
    hanging, whole = np.zeros(most), np.zeros(most, dtype=np.int32)
    before, child = np.full(most, -1, dtype=np.int32), np.full(most, -1, dtype=np.int32)
    origin, parted = np.zeros(most, dtype=np.int32), np.zeros(most, dtype=np.bool_)
    begin, end = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    below, drift = load.copy(), DRIFT * load.sum() / districts
    seen = np.full((districts + 1) * classes, -1, dtype=np.int64)
    used, mark = 0, 0
    for atom in order:
        hanging[used] = load[atom]
        begin[atom], end[atom] = used, used + 1
        used += 1
    for place in range(size - 1, 0, -1):
        atom = order[place]
        up = parent[atom]
        first, mark = used, mark + 1
        below[up] += below[atom]
        for mine in range(begin[up], end[up]):
            for theirs in range(begin[atom], end[atom]):
                for cutting in (False, True):
                    if cutting and not lower <= hanging[theirs] <= upper:
                        continue
                    over = hanging[mine] + (0.0 if cutting else hanging[theirs])
                    areas = whole[mine] + whole[theirs] + (1 if cutting else 0)
                    if over > upper or areas >= districts:
                        continue
                    if abs(below[up] - over - areas * drift / DRIFT) > drift:
                        continue
                    slot = areas * classes + min(classes - 1, int(over / upper * classes))
                    if seen[slot] == mark:
                        continue
                    seen[slot] = mark
                    if used == most:
                        return np.zeros(0, dtype=np.bool_)
                    hanging[used], whole[used] = over, areas
                    before[used], child[used] = mine, theirs
                    origin[used], parted[used] = atom, cutting
                    used += 1
        if used == first:
            return np.zeros(0, dtype=np.bool_)
        begin[up], end[up] = first, used
    cut = np.zeros(size, dtype=np.bool_)
    stack = np.zeros(size + 1, dtype=np.int64)
    waiting = 0
    root = order[0]
    for state in range(begin[root], end[root]):
        if whole[state] == districts - 1 and lower <= hanging[state] <= upper:
            stack[0], waiting = state, 1
            break
    if waiting == 0:
        return np.zeros(0, dtype=np.bool_)
    while waiting > 0:
        waiting -= 1
        state = stack[waiting]
        while before[state] >= 0:
            if parted[state]:
                cut[origin[state]] = True
            stack[waiting] = child[state]
            waiting += 1
            state = before[state]
    return cut
