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
    loads: Floats
    """Areas x measures, rescaled as in `Region`."""
    terms: dict[str, Floats]
    """Value of every term that is weighed or capped; of cut edges the half that leaves the area."""
    cost: Floats
    """Objective of the area, without what changes hands."""

    @property
    def load(self) -> Floats:
        """Load of every area."""
        return self.loads[:, 0]

    def take(self, chosen: Ints) -> "Areas":
        """Some of them."""
        terms = {name: values[chosen] for name, values in self.terms.items()}
        return Areas(self.sets.take(chosen), self.loads[chosen], terms, self.cost[chosen])


def weigh(region: Region, sets: Sets) -> Areas:
    """Price sets of units; sets that are not in one piece are left out."""
    graph = region.graph
    loads, leaving = _weigh(graph.offsets, graph.targets, region.measures, sets.starts, sets.members)
    whole = np.flatnonzero(leaving >= 0)
    if len(whole) < len(sets):
        sets, loads, leaving = sets.take(whole), loads[whole], leaving[whole]
    apart = (loads / np.where(region.means > 0, region.means, 1.0) - 1.0) ** 2
    terms = {"cut_edges": 0.5 * leaving, "imbalance": (apart * region.evened).sum(axis=1)}
    for layer in region.measured_layers:
        distance = _distance(sets.starts, sets.members, layer.spread, layer.owner)
        terms[layer.term] = distance / layer.weight
    cost = np.zeros(len(sets))
    for name, values in terms.items():
        cost += region.weights[name] * values
    return Areas(sets, loads, terms, cost)


def all_areas(region: Region, window: float, visits: int) -> Areas | None:
    """Every connected, nested area that misses no limit by more than `window`; None if there are too many."""
    most = region.params.exact_sets
    parts: list[Sets] = []
    lows, highs = region.lows - window, region.highs + window
    for board in _boards(region):
        if board.order > SMALL and board.order > WIDEST * board.districts:
            return None
        sets, steps = connected_sets(board.graph, board.total(region.measures), lows, highs, most, visits)
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
        kept = sets.take(proper.astype(np.int64))
        return Sets(kept.starts, singles[kept.members])
    size = np.array([len(units) for units in board.members], dtype=np.int64)
    sizes = np.add.reduceat(np.append(size[sets.members], 0), sets.starts[:-1]) if len(sets) else size[:0]
    units = [board.members[atom] for atom in sets.members]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Sets(starts, np.concatenate([np.zeros(0, dtype=np.int64), *units]))


@jit
def _weigh(
    offsets: Ints, targets: Ints, measures: Floats, starts: Ints, members: Ints
) -> tuple[Floats, Floats]:
    """Sums of every set, and the edges that leave it; -1 edges where the set is not in one piece."""
    count, width = len(starts) - 1, measures.shape[1]
    loads = np.zeros((count, width))
    leaving = np.zeros(count)
    inside = np.zeros(len(measures), dtype=np.int64)
    queue = np.zeros(len(measures), dtype=np.int64)
    for index in range(count):
        mark = 2 * index + 1
        first, last = starts[index], starts[index + 1]
        for entry in range(first, last):
            inside[members[entry]] = mark
            for column in range(width):
                loads[index, column] += measures[members[entry], column]
        queue[0] = members[first]
        inside[members[first]] = mark + 1
        head = 0
        tail = 1
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
                    leaving[index] += 1
        if tail < last - first:
            leaving[index] = -1
    return loads, leaving


@jit
def _distance(starts: Ints, members: Ints, spread: Floats, owner: Ints) -> Floats:
    """Least column sum of every set over the centres it may use: its own, and those of nobody (owner -1)."""
    count = len(starts) - 1
    total = np.zeros(count)
    free = np.zeros(len(owner), dtype=np.int64)
    columns = np.full(spread.shape[0], -1, dtype=np.int64)
    length = 0
    for column in range(len(owner)):
        if owner[column] < 0:
            free[length] = column
            length += 1
        else:
            columns[owner[column]] = column
    for index in range(count):
        first, last = starts[index], starts[index + 1]
        best = np.inf
        for place in range(first - length, last):
            column = free[place - first + length] if place < first else columns[members[place]]
            if column < 0:
                continue
            here = 0.0
            for entry in range(first, last):
                here += spread[members[entry], column]
                if here >= best:
                    break
            best = min(best, here)
        total[index] = best
    return total
