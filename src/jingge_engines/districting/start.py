"""A first plan that is contiguous by construction and roughly balanced; the search does the rest."""

import numpy as np

from jingge_engines.core.graph import Graph, components, graph_of
from jingge_engines.core.rng import throw
from jingge_engines.districting.board import Board
from jingge_engines.districting.growing import fill, hand_out, middles, scatter
from jingge_engines.districting.problem import Ints

SETTLING = 3
"""Most times the seeds move to the middle of what they grew (Lloyd 1982). How often is left to the
dice: round areas are good ground for most problems, odd ones for the rest."""


def grow(board: Board, graph: Graph, rng: np.random.Generator) -> Ints:
    """Area of every atom: seeds far apart, then the lightest area takes the nearest free neighbour.

    `graph` has at most as many pieces as there are areas; every piece gets areas in proportion to its load.
    Atoms that must all lie apart (offices) are seeds, and stay them.
    """
    count, piece = components(graph)
    rivals = _rivals(board, piece, count)
    held = np.bincount(piece[rivals], minlength=count)
    shares = _shares(board, piece, np.maximum(held, 1))
    dice = np.array([throw(rng)], dtype=np.uint64)
    weight = board.load + board.load.mean() * 0.01 + 1e-12
    order = np.argsort(piece, kind="stable")
    seeds = []
    for index, inside in enumerate(np.split(order, np.cumsum(np.bincount(piece))[:-1])):
        chosen = np.zeros(shares[index], dtype=np.int64)
        chosen[: held[index]] = np.searchsorted(inside, rivals[piece[rivals] == index])
        scatter(board.points[inside], weight[inside], chosen, int(held[index]), dice)
        seeds.append(inside[chosen])
    return _filled(board, graph, np.concatenate(seeds), int(rng.integers(SETTLING + 1)), rivals)


def _filled(board: Board, graph: Graph, seeds: Ints, settling: int, rivals: Ints) -> Ints:
    """Areas grown from the seeds, after these have moved to the middle a few times."""
    points, load = np.ascontiguousarray(board.points), np.ascontiguousarray(board.load)
    fixed = np.isin(seeds, rivals)
    area = np.full(board.order, -1, dtype=np.int64)
    fill(graph.offsets, graph.targets, load, points, seeds, area)
    for _ in range(settling):
        size = np.bincount(area, minlength=len(seeds))
        sums = [np.bincount(area, points[:, axis], len(seeds)) for axis in (0, 1)]
        seeds = np.where(fixed, seeds, middles(points, area, np.column_stack(sums) / size[:, None]))
        area[:] = -1
        fill(graph.offsets, graph.targets, load, points, seeds, area)
    return area


def _rivals(board: Board, piece: Ints, count: int) -> Ints:
    """Atoms of which each must be apart from every other, as many as are found; an area for each piece is left."""
    pairs, prices = board.ties
    apart = pairs[prices < 0]
    if len(apart) == 0:
        return np.zeros(0, dtype=np.int64)
    table = graph_of(board.order, apart)
    degree = np.diff(table.offsets)
    able, chosen = degree > 0, list[int]()
    while able.any() and len(chosen) < board.districts:
        chosen.append(int(np.where(able, degree, -1).argmax()))
        others = np.zeros(board.order, dtype=bool)
        others[table.neighbours(chosen[-1])] = True
        able &= others
    rivals = np.sort(np.array(chosen, dtype=np.int64))
    needed = np.maximum(np.bincount(piece[rivals], minlength=count), 1).sum()
    return rivals if needed <= min(board.districts, board.order) else rivals[:0]


def _shares(board: Board, piece: Ints, least: Ints) -> Ints:
    """Areas per piece: `least` each, then to the piece whose areas would be heaviest, up to its atoms."""
    load = np.bincount(piece, board.load, len(least))
    room = np.bincount(piece, minlength=len(least))
    shares = least.astype(np.int64)
    for _ in range(min(board.districts, board.order) - int(shares.sum())):
        burden = np.where(shares < room, load / shares, -1.0)
        shares[int(burden.argmax())] += 1
    return shares


def mend(board: Board, graph: Graph, area: Ints) -> Ints:
    """A contiguous plan near `area`: every area keeps its heaviest piece, lighter neighbours take the rest.

    Areas that have no atom at all stay empty; the caller checks.
    """
    count, piece = components(graph, area)
    weight = np.bincount(piece, board.load + 1e-9, count)
    label = np.zeros(count, dtype=np.int64)
    label[piece] = area
    # The heaviest of a label's pieces comes last among them; of equals the first.
    order = np.lexsort((-np.arange(count), weight, label))
    last = order[np.append(label[order][1:] != label[order][:-1], True)]
    kept = np.zeros(count, dtype=bool)
    kept[last] = True
    fixed = np.where(kept[piece] & (area >= 0), area, -1)
    inside = fixed >= 0
    loads = np.bincount(fixed[inside], board.load[inside], board.districts).astype(np.float64)
    hand_out(graph.offsets, graph.targets, np.ascontiguousarray(board.load), loads, fixed)
    return fixed
