"""Undirected graphs as CSR arrays: neighbours of `v` are `targets[offsets[v]:offsets[v + 1]]`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from jingge_engines.core.jit import jit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Graph:
    """A graph on 0..n-1; `weights` runs along `targets`, both directions of an edge carry the same weight."""

    offsets: Ints
    targets: Ints
    weights: Floats

    @property
    def order(self) -> int:
        """Number of vertices."""
        return len(self.offsets) - 1

    def neighbours(self, vertex: int) -> Ints:
        """Neighbours of one vertex, in ascending order."""
        return self.targets[self.offsets[vertex] : self.offsets[vertex + 1]]


def graph_of(order: int, edges: Ints, weights: Floats | None = None) -> Graph:
    """Graph from an m x 2 array of edges, each given once; parallel edges are merged, weights added."""
    weight = np.ones(len(edges)) if weights is None else np.asarray(weights, dtype=np.float64)
    ends = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    heads, tails = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    matrix = csr_array((np.concatenate([weight, weight]), (heads, tails)), shape=(order, order))
    matrix.sum_duplicates()
    matrix.sort_indices()
    return Graph(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data)


def components(graph: Graph, label: Ints | None = None) -> tuple[int, Ints]:
    """Number of connected pieces and the piece of every vertex; `label` cuts the edges between labels."""
    marks = np.zeros(graph.order, dtype=np.int64) if label is None else np.asarray(label, dtype=np.int64)
    piece = np.full(graph.order, -1, dtype=np.int64)
    return int(_spread(graph.offsets, graph.targets, marks, piece)), piece


@jit
def _spread(offsets: Ints, targets: Ints, label: Ints, piece: Ints) -> int:
    """Number the pieces as their first vertices come, breadth first."""
    queue = np.zeros(len(piece), dtype=np.int64)
    count = 0
    for first in range(len(piece)):
        if piece[first] >= 0:
            continue
        piece[first] = count
        queue[0] = first
        head, tail = 0, 1
        while head < tail:
            here = queue[head]
            head += 1
            for place in range(offsets[here], offsets[here + 1]):
                there = targets[place]
                if piece[there] < 0 and label[there] == label[here]:
                    piece[there] = count
                    queue[tail] = there
                    tail += 1
        count += 1
    return count


def articulation_points(graph: Graph) -> Ints:
    """Vertices whose removal parts their piece (Hopcroft & Tarjan 1973), without recursion."""
    order = graph.order
    found = np.full(order, -1, dtype=np.int64)
    low = np.zeros(order, dtype=np.int64)
    cut = np.zeros(order, dtype=bool)
    clock = 0
    for root in range(order):
        if found[root] >= 0:
            continue
        found[root] = low[root] = clock
        clock += 1
        children = 0
        stack = [(root, -1, iter(graph.neighbours(root).tolist()))]
        while stack:
            vertex, parent, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                if parent >= 0:
                    low[parent] = min(low[parent], low[vertex])
                    cut[parent] |= parent != root and low[vertex] >= found[parent]
            elif found[step] < 0:
                children += vertex == root
                found[step] = low[step] = clock
                clock += 1
                stack.append((step, vertex, iter(graph.neighbours(step).tolist())))
            elif step != parent:
                low[vertex] = min(low[vertex], found[step])
        cut[root] = children > 1
    return np.flatnonzero(cut)
