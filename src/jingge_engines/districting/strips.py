"""Another first plan: parallel strips of equal load, each cut across into areas.

On maps that are regular, as towns laid out in blocks are, areas in rows and columns cut fewer edges than round
ones, and no search finds its way from the one order to the other (strips: Bartholdi & Platzman 1988).
"""

import numpy as np

from jingge_engines.core.graph import Graph
from jingge_engines.districting.board import Board
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.start import mend


def strips(board: Board, graph: Graph, districts: int, turn: int, rng: np.random.Generator) -> Ints | None:
    """Area of every atom, mended to one piece each; None where that does not come out.

    `turn` 0 and 1 lay the strips along the axes; later ones lie as the dice fall.
    """
    angle = 0.5 * np.pi * turn if turn < 2 else rng.uniform(0.0, np.pi)
    points = board.points - board.points.mean(axis=0)
    along = points @ np.array([np.cos(angle), np.sin(angle)])
    across = points @ np.array([-np.sin(angle), np.cos(angle)])
    rows = _rows(along, across, districts, 0 if turn < 2 else int(rng.integers(-1, 2)))
    counts = np.diff(np.rint(np.linspace(0, districts, rows + 1)).astype(np.int64))
    load = board.load + 1e-9 * max(1.0, float(board.load.max()))
    row = _cut(across, along, load, counts.astype(np.float64))
    area = np.zeros(board.order, dtype=np.int64)
    for index in range(rows):
        inside = np.flatnonzero(row == index)
        shares = np.ones(int(counts[index]))
        area[inside] = int(counts[:index].sum()) + _cut(along[inside], across[inside], load[inside], shares)
    plan = mend(board, graph, area)
    return plan if plan.min() >= 0 and len(np.unique(plan)) == districts else None


def _rows(along: Floats, across: Floats, districts: int, more: int) -> int:
    """Number of strips that makes areas about as long as wide."""
    length, width = float(np.ptp(along)), float(np.ptp(across))
    rows = round(np.sqrt(districts * width / length)) if length > 0 else districts
    return int(np.clip(rows + more, 1, districts))


def _cut(first: Floats, second: Floats, load: Floats, shares: Floats) -> Ints:
    """Part of every point when they are taken in order and parted into loads in proportion to `shares`."""
    order = np.lexsort((second, first))
    middle = np.cumsum(load[order]) - 0.5 * load[order]
    ends = np.cumsum(shares)[:-1] / shares.sum() * load.sum()
    part = np.zeros(len(load), dtype=np.int64)
    part[order] = np.searchsorted(ends, middle)
    return part
