"""Where the map is in more pieces than areas are wanted: join the nearest pieces as if they touched."""

import numpy as np
from scipy.spatial import KDTree

from jingge_engines.core.graph import Graph, components, graph_of
from jingge_engines.districting.board import Board
from jingge_engines.districting.problem import Ints

NEIGHBOURS = 9
"""Nearest atoms looked at, itself among them."""


def bridged(board: Board) -> Graph:
    """The graph with the nearest pieces joined by edges that cost nothing, until an area for each is left.

    With more pieces than areas no plan is contiguous; the search then looks for the least bad one, and the
    evaluation, which knows the true graph, names what is broken.
    """
    graph = board.graph
    count, piece = components(graph)
    if count <= board.districts:
        return graph
    heads = np.repeat(np.arange(graph.order, dtype=np.int64), np.diff(graph.offsets))
    once = heads < graph.targets
    edges = np.column_stack([heads[once], graph.targets[once]])
    joints = np.array(_joints(board, piece, count), dtype=np.int64)
    weights = np.concatenate([graph.weights[once], np.zeros(len(joints))])
    return graph_of(graph.order, np.concatenate([edges, joints]), weights)


def _joints(board: Board, piece: Ints, count: int) -> list[tuple[int, int]]:
    """Pairs of near atoms, shortest first, as long as they join two pieces; then piece by piece what is left."""
    points, joints = board.points, list[tuple[int, int]]()
    found = KDTree(points).query(points, k=list(range(1, min(NEIGHBOURS, len(points)) + 1)))
    apart, near = np.asarray(found[0]), np.asarray(found[1])
    order = np.argsort(apart[:, 1:], axis=None, kind="stable")
    width = apart.shape[1] - 1
    root = list(range(int(piece.max()) + 1))
    for place in order:
        if count == board.districts:
            return joints
        u, v = int(place // width), int(near[place // width, 1 + place % width])
        mine, theirs = _root(root, int(piece[u])), _root(root, int(piece[v]))
        if mine != theirs:
            root[mine] = theirs
            joints.append((u, v))
            count -= 1
    piece = np.array([_root(root, index) for index in range(len(root))])[piece]
    while count > board.districts:
        sizes = np.bincount(piece)
        smallest = int(np.where(sizes > 0, sizes, len(piece) + 1).argmin())
        mine_at, others = np.flatnonzero(piece == smallest), np.flatnonzero(piece != smallest)
        found = KDTree(points[others]).query(points[mine_at], k=[1])
        far, nearest = np.asarray(found[0]), np.asarray(found[1])
        at = int(np.argmin(far))
        joints.append((int(mine_at[at]), int(others[nearest[at, 0]])))
        piece = np.where(piece == smallest, piece[joints[-1][1]], piece)
        count -= 1
    return joints


def _root(root: list[int], index: int) -> int:
    while root[index] != index:
        root[index] = root[root[index]]
        index = root[index]
    return index
