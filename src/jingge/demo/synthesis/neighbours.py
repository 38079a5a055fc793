"""Contiguity on a graph of neighbours: components, walks through every place, fair cuts."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
SEARCH_STEPS = 60_000


def components(nodes: Iterable[Node], joined: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """The connected parts of `nodes`, the largest first."""
    left = dict.fromkeys(nodes)
    parts = []
    while left:
        first = next(iter(left))
        del left[first]
        part = [first]
        for node in part:
            for other in joined[node]:
                if other in left:
                    del left[other]
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=len, reverse=True)


def is_contiguous(nodes: Iterable[Node], joined: Mapping[Node, Iterable[Node]]) -> bool:
    return len(components(nodes, joined)) == 1


def walk_through_all(
    starts: Sequence[Node],
    joined: Mapping[Node, Iterable[Node]],
    fits: Callable[[Node, int], bool],
) -> list[Node] | None:
    """A walk visiting every node once, from neighbour to neighbour; `fits(node, position)` may refuse.

    Depth first, the neighbour with the fewest ways out first (Warnsdorff). Gives up after a fixed number
    of steps, so that the answer does not depend on the clock.
    """
    for start in starts:
        if fits(start, 0):
            found = _walk_from(start, len(starts), joined, fits)
            if found:
                return found
    return None


def _walk_from(
    start: Node, length: int, joined: Mapping[Node, Iterable[Node]], fits: Callable[[Node, int], bool]
) -> list[Node] | None:
    walk: list[Node] = [start]
    ways = [_ways(walk, joined, fits)]
    for _ in range(SEARCH_STEPS):
        if len(walk) == length:
            return walk
        if ways[-1]:
            walk.append(ways[-1].pop(0))
            ways.append(_ways(walk, joined, fits))
        else:
            walk.pop()
            ways.pop()
            if not walk:
                return None
    return None


def _ways(
    walk: list[Node], joined: Mapping[Node, Iterable[Node]], fits: Callable[[Node, int], bool]
) -> list[Node]:
    been = set(walk)
    ways = [node for node in joined[walk[-1]] if node not in been and fits(node, len(walk))]
    return sorted(ways, key=lambda node: sum(other not in been for other in joined[node]))


def cut_in_two(
    nodes: Sequence[Node], joined: Mapping[Node, Iterable[Node]], size: Mapping[Node, float]
) -> tuple[list[Node], list[Node]]:
    """Two contiguous halves as equal as the cuts of one spanning tree allow; the first holds `nodes[0]`."""
    inside = set(nodes)
    order, parent = [nodes[0]], {nodes[0]: nodes[0]}
    for node in order:
        for other in joined[node]:
            if other in inside and other not in parent:
                parent[other] = node
                order.append(other)
    below: dict[Node, list[Node]] = {node: [node] for node in order}
    for node in reversed(order[1:]):
        below[parent[node]] = below[parent[node]] + below[node]
    whole = sum(size[node] for node in nodes)
    cut = min(order[1:], key=lambda node: abs(whole / 2 - sum(size[n] for n in below[node])))
    second = set(below[cut])
    return [n for n in nodes if n not in second], [n for n in nodes if n in second]


def cut_walk(walk: Sequence[Node], parts: int, size: Mapping[Node, float]) -> list[list[Node]]:
    """Consecutive parts of a walk with the smallest possible largest part; every part has someone."""
    count = len(walk)
    upto = [0.0]
    for node in walk:
        upto.append(upto[-1] + size[node])
    best = [[float("inf")] * (count + 1) for _ in range(parts + 1)]
    came = [[0] * (count + 1) for _ in range(parts + 1)]
    best[0][0] = 0.0
    for part in range(1, parts + 1):
        for end in range(part, count + 1):
            for begin in range(part - 1, end):
                largest = max(best[part - 1][begin], upto[end] - upto[begin])
                if largest < best[part][end]:
                    best[part][end], came[part][end] = largest, begin
    cuts, end = [], count
    for part in range(parts, 0, -1):
        begin = came[part][end]
        cuts.append(list(walk[begin:end]))
        end = begin
    return cuts[::-1]
