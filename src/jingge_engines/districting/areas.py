"""All areas a region could have, each with its load and its cost: the columns of set partitioning."""

from dataclasses import dataclass

import numpy as np

from jingge_engines.core.jit import jit
from jingge_engines.districting.board import Board, group_board, unit_board
from jingge_engines.districting.enumeration import Sets, connected_sets, join_sets
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import Region

SMALL, WIDEST = 30, 15
"""Above so many atoms, areas of more atoms than that on average are too many to list: do not even begin."""


@dataclass(frozen=True, eq=False)
class Areas:
    """Possible areas as sets of units (local), with what each costs and carries."""

    sets: Sets
    load: Floats
    cost: Floats
    """Objective of the area, without what changes hands; half of the edges that leave it."""

    def take(self, chosen: Ints) -> "Areas":
        """Some of them."""
        sizes = np.diff(self.sets.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        entries = np.repeat(self.sets.starts[chosen] - starts[:-1], sizes) + np.arange(starts[-1])
        return Areas(Sets(starts, self.sets.members[entries]), self.load[chosen], self.cost[chosen])


def weigh(region: Region, sets: Sets) -> Areas:
    """Price sets of units; sets that are not in one piece are left out."""
    spread = region.spread if region.measures_inertia else np.zeros((0, 0))
    graph = region.graph
    load, cost = _weigh(graph.offsets, graph.targets, region.load, spread, sets.starts, sets.members)
    areas = Areas(sets, load, cost)
    whole = np.flatnonzero(np.isfinite(cost))
    return areas if len(whole) == len(sets) else areas.take(whole)


def all_areas(region: Region, lower: float, upper: float, visits: int) -> Areas | None:
    """Every connected, nested area with a load between the limits; None if there are too many."""
    most = region.params.exact_sets
    parts: list[Sets] = []
    for board in _boards(region):
        if board.order > SMALL and board.order > WIDEST * board.districts:
            return None
        sets, steps = connected_sets(board.graph, board.load, lower, upper, most, visits)
        if sets is None:
            return None
        most, visits = most - len(sets), visits - steps
        parts.append(_in_units(board, sets))
    return weigh(region, join_sets(parts))


def _boards(region: Region) -> list[Board]:
    """Where areas can be drawn: over whole level-2 units, and inside each that has several units."""
    if not region.nested:
        return [unit_board(region)]
    groups = np.unique(region.groups)
    inner = [np.flatnonzero(region.groups == group) for group in groups]
    return [group_board(region, groups, region.districts)] + [
        unit_board(region, units, 1) for units in inner if len(units) > 1
    ]


def _in_units(board: Board, sets: Sets) -> Sets:
    """Sets of atoms as sets of units; the whole of a level-2 unit is left to the board of whole ones."""
    if all(len(units) == 1 for units in board.members):
        singles = np.array([units[0] for units in board.members], dtype=np.int64)
        inside = board.order < board.region.order
        proper = np.flatnonzero(np.diff(sets.starts) < board.order) if inside else np.arange(len(sets))
        kept = Areas(sets, np.zeros(len(sets)), np.zeros(len(sets))).take(proper).sets
        return Sets(kept.starts, singles[kept.members])
    size = np.array([len(units) for units in board.members], dtype=np.int64)
    sizes = np.add.reduceat(np.append(size[sets.members], 0), sets.starts[:-1]) if len(sets) else size[:0]
    units = [board.members[atom] for atom in sets.members]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Sets(starts, np.concatenate([np.zeros(0, dtype=np.int64), *units]))


@jit
def _weigh(
    offsets: Ints, targets: Ints, unit_load: Floats, spread: Floats, starts: Ints, members: Ints
) -> tuple[Floats, Floats]:
    """Load and cost of every set; the cost is infinite where the set is not in one piece."""
    count = len(starts) - 1
    load = np.zeros(count)
    cost = np.zeros(count)
    inside = np.zeros(len(unit_load), dtype=np.int64)
    queue = np.zeros(len(unit_load), dtype=np.int64)
    for index in range(count):
        mark = 2 * index + 1
        first, last = starts[index], starts[index + 1]
        for entry in range(first, last):
            inside[members[entry]] = mark
            load[index] += unit_load[members[entry]]
        queue[0] = members[first]
        inside[members[first]] = mark + 1
        head = 0
        tail = 1
        leaving = 0
        while head < tail:
            here = queue[head]
            head += 1
            for entry in range(offsets[here], offsets[here + 1]):
                there = targets[entry]
                if inside[there] == mark:
                    inside[there] = mark + 1
                    queue[tail] = there
                    tail += 1
                elif inside[there] != mark + 1:
                    leaving += 1
        if tail < last - first:
            cost[index] = np.inf
        elif len(spread) == 0:
            cost[index] = 0.5 * leaving
        else:
            best = np.inf
            for centre in range(first, last):
                total = 0.0
                for entry in range(first, last):
                    total += spread[members[entry], members[centre]]
                    if total >= best:
                        break
                best = min(best, total)
            cost[index] = best
    return load, cost
