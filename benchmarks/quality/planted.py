"""Grids whose best division is known because it was planted: areas drawn first, limits put around them after.

Squares of side s are the division with the fewest cut edges into areas of s x s cells when every area must
hold exactly s x s cells, so the planted value is the optimum and not merely a target.
"""

import numpy as np

from jingge_engines.districting import Problem


def planted_grid(side: int, across: int) -> tuple[Problem, int]:
    """across x across squares of side x side cells with equal loads, and the fewest cut edges possible.

    A connected set of side^2 cells has at least 4 x side border segments, and the outline of the whole grid
    takes 4 x side x across of the sum, so no division cuts fewer than 2 x side x across x (across - 1).
    """
    width = side * across
    cells = np.arange(width * width)
    right = cells[cells % width < width - 1]
    down = cells[cells < width * (width - 1)]
    edges = np.concatenate([np.column_stack([right, right + 1]), np.column_stack([down, down + width])])
    points = np.column_stack([cells % width, cells // width]).astype(float)
    problem = Problem(
        units=tuple(map(str, cells)),
        edges=edges,
        load=np.ones(len(cells)),
        points=points,
        metric="plane",
        districts=across * across,
        lower=side * side,
        upper=side * side,
    )
    return problem, 2 * side * across * (across - 1)
