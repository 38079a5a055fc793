"""All connected sets of atoms with a load between limits: every area that could ever be drawn."""

from dataclasses import dataclass

import numpy as np

from jingge_engines.core.graph import Graph
from jingge_engines.core.jit import jit
from jingge_engines.districting.problem import Floats, Ints


@dataclass(frozen=True, eq=False)
class Sets:
    """Set `j` is `members[starts[j]:starts[j + 1]]`."""

    starts: Ints
    members: Ints

    def __len__(self) -> int:
        """Number of sets."""
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> Ints:
        """Members of one set."""
        return self.members[self.starts[index] : self.starts[index + 1]]

    def take(self, chosen: Ints) -> "Sets":
        """Some of them."""
        sizes = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        entries = np.repeat(self.starts[chosen] - starts[:-1], sizes) + np.arange(starts[-1])
        return Sets(starts, self.members[entries])


def join_sets(parts: list[Sets]) -> Sets:
    """One after the other."""
    sizes = np.concatenate([np.diff(part.starts) for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Sets(starts, np.concatenate([np.zeros(0, dtype=np.int64), *(part.members for part in parts)]))


def connected_sets(
    graph: Graph, loads: Floats, lows: Floats, highs: Floats, most: int, visits: int
) -> tuple[Sets | None, int]:
    """All connected sets with every sum (columns of `loads`) in its limits, and the steps it took.

    None past either cap.
    """
    loads = np.ascontiguousarray(loads)
    room = max(1024, min(most, 100_000) * 8)
    while True:
        starts = np.zeros(most + 1, dtype=np.int64)
        members = np.zeros(room, dtype=np.int64)
        count, used, steps = _walk(graph.offsets, graph.targets, loads, lows, highs, starts, members, visits)
        if count == NO_ROOM:
            room *= 4
            continue
        if count < 0:
            return None, int(steps)
        return Sets(starts[: count + 1].copy(), members[:used].copy()), int(steps)


TOO_MANY, NO_ROOM = -1, -2


@jit
def _fits(weight: Floats, loads: Floats, vertex: int, highs: Floats) -> bool:
    """Whether one more vertex keeps every sum within its upper limit."""
    fits = True
    for column in range(len(weight)):
        fits &= weight[column] + loads[vertex, column] <= highs[column]
    return fits


@jit
def _reaches(weight: Floats, lows: Floats) -> bool:
    """Whether every sum reaches its lower limit."""
    reaches = True
    for column in range(len(weight)):
        reaches &= weight[column] >= lows[column]
    return reaches


@jit
def _walk(
    offsets: Ints,
    targets: Ints,
    loads: Floats,
    lows: Floats,
    highs: Floats,
    starts: Ints,
    members: Ints,
    visits: int,
) -> tuple[int, int, int]:
    """Number of sets written, entries used, steps taken; a negative number says which cap was met.

    From every root upwards: the frontier is a list; a set is its root and a choice of frontier entries in
    order, so that each connected set is met once (the sets that hold a lower vertex belong to another root).
    """
    order, width = loads.shape
    most = len(starts) - 1
    frontier = np.zeros(order, dtype=np.int64)
    seen = np.zeros(order, dtype=np.int64)
    chosen = np.zeros(order, dtype=np.int64)
    place = np.zeros(order + 1, dtype=np.int64)
    length = np.zeros(order + 1, dtype=np.int64)
    count = 0
    used = 0
    steps = 0
    weight = np.zeros(width)
    for root in range(order):
        if not _fits(weight, loads, root, highs):
            continue
        for vertex in range(order):
            seen[vertex] = 1 if vertex <= root else 0
        chosen[0] = root
        size = 1
        weight[:] = loads[root]
        tail = 0
        for entry in range(offsets[root], offsets[root + 1]):
            there = targets[entry]
            if seen[there] == 0:
                seen[there] = 1
                frontier[tail] = there
                tail += 1
        place[1] = 0
        length[1] = 0
        fresh = True
        while size > 0:
            if fresh:
                steps += 1
                if steps > visits:
                    return TOO_MANY, used, steps
                if _reaches(weight, lows):
                    if count >= most:
                        return TOO_MANY, used, steps
                    if used + size > len(members):
                        return NO_ROOM, used, steps
                    for index in range(size):
                        members[used + index] = chosen[index]
                    used += size
                    count += 1
                    starts[count] = used
                fresh = False
            if place[size] < tail:
                vertex = frontier[place[size]]
                place[size] += 1
                if not _fits(weight, loads, vertex, highs):
                    continue
                chosen[size] = vertex
                for column in range(width):
                    weight[column] += loads[vertex, column]
                size += 1
                place[size] = place[size - 1]
                length[size] = tail
                for entry in range(offsets[vertex], offsets[vertex + 1]):
                    there = targets[entry]
                    if seen[there] == 0:
                        seen[there] = 1
                        frontier[tail] = there
                        tail += 1
                fresh = True
            else:
                while size > 1 and tail > length[size]:
                    tail -= 1
                    seen[frontier[tail]] = 0
                size -= 1
                for column in range(width):
                    weight[column] -= loads[chosen[size], column]
    return count, used, steps
