"""Grids whose division is known because it was planted: areas drawn first, limits put around them after."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jingge_engines.districting import Problem

Ints = NDArray[np.int64]


class Planted(NamedTuple):
    """A problem and a plan that keeps its limits."""

    problem: Problem
    area: Ints
    optimal_cut: int | None
    """Fewest cut edges possible, where that is proven."""


def planted_grid(side: int, across: int, slack: int = 0) -> Planted:
    """across x across squares of side x side cells; areas may hold side^2 cells, give or take `slack`.

    A connected set of more than side^2 - side cells has at least 4 x side border segments, and the outline of
    the whole grid takes 4 x side x across of the sum. So while slack < side no division cuts fewer than
    2 x side x across x (across - 1) edges: the planted value is the optimum and not merely a target.
    """
    if not 0 <= slack < side:
        raise ValueError(f"slack {slack}: only below the side, {side}, is the planted value proven")
    cells, edges, area = _squares(side, across)
    width = side * across
    problem = Problem(
        units=tuple(map(str, cells)),
        edges=edges,
        load=np.ones(len(cells)),
        points=np.column_stack([cells % width, cells // width]).astype(float),
        metric="plane",
        districts=across * across,
        lower=side * side - slack,
        upper=side * side + slack,
    )
    return Planted(problem, area, 2 * side * across * (across - 1))


def ragged_grid(
    side: int, across: int, seed: int, *, tolerance: float = 0.005, holes: float = 0.1, spread: float = 0.6
) -> Planted:
    """The same squares under unlike loads, with a share of the edges gone and the points shaken.

    Loads are log-normal, then scaled so that every square lies inside +- `tolerance` of the mean. Edges are
    taken at random, but never one without which a square would fall apart. What is planted can be beaten.
    """
    rng = np.random.default_rng(seed)
    cells, edges, area = _squares(side, across)
    width, squares = side * across, across * across
    load = rng.lognormal(0.0, spread, len(cells)) * 100
    share = 1 + rng.uniform(-0.5, 0.5, squares) * tolerance
    load *= (share * side * side * 100 / np.bincount(area, load, squares))[area]
    keep = rng.random(len(edges)) >= holes
    keep |= _holds_together(edges, area, rng)
    points = np.column_stack([cells % width, cells // width]) + rng.uniform(-0.3, 0.3, (len(cells), 2))
    mean = load.sum() / squares
    problem = Problem(
        units=tuple(map(str, cells)),
        edges=edges[keep],
        load=load,
        points=points,
        metric="plane",
        districts=squares,
        lower=mean * (1 - tolerance),
        upper=mean * (1 + tolerance),
    )
    return Planted(problem, area, None)


def _squares(side: int, across: int) -> tuple[Ints, Ints, Ints]:
    """Cells of the grid, the edges between them, and the square of every cell."""
    width = side * across
    cells = np.arange(width * width)
    right = cells[cells % width < width - 1]
    down = cells[cells < width * (width - 1)]
    edges = np.concatenate([np.column_stack([right, right + 1]), np.column_stack([down, down + width])])
    return cells, edges, cells // width // side * across + cells % width // side


def _holds_together(edges: Ints, area: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Edges of one random spanning tree in every square, and of one that joins the squares."""
    keep = np.zeros(len(edges), dtype=np.bool_)
    root = list(range(len(area)))

    def find(cell: int) -> int:
        while root[cell] != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    order = rng.permutation(len(edges))
    inside = area[edges[:, 0]] == area[edges[:, 1]]
    for index in [*order[inside[order]], *order[~inside[order]]]:
        u, v = find(int(edges[index, 0])), find(int(edges[index, 1]))
        if u != v:
            root[u] = v
            keep[index] = True
    return keep
