"""Small problems that tests build on: grids, and random ones of every kind."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingge_engines.districting import Problem


def grid_edges(width: int, height: int) -> NDArray[np.int64]:
    """Edges of a grid, units numbered row by row."""
    cells = range(width * height)
    across = [(i, i + 1) for i in cells if i % width < width - 1]
    down = [(i, i + width) for i in cells if i < width * (height - 1)]
    return np.array(across + down, dtype=np.int64).reshape(-1, 2)


def grid(width: int, height: int, **fields: Any) -> Problem:
    """A grid of unit squares with load 1 each, unless said otherwise."""
    count = width * height
    plain: dict[str, Any] = {
        "units": tuple(f"u{i}" for i in range(count)),
        "edges": grid_edges(width, height),
        "load": np.ones(count),
        "points": np.array([(i % width, i // width) for i in range(count)], dtype=float),
        "metric": "plane",
        "districts": 1,
        "lower": 0,
        "upper": count,
    }
    return Problem(**(plain | fields))


def random_case(seed: int, *, nested: bool = False, changing: bool = False, tight: float = 0.3) -> Problem:
    """A random planar-like problem of 5 to 7 units: points, near neighbours joined, loads 1 to 9."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(5, 8))
    points = rng.uniform(0, 10, (count, 2))
    apart = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    near = {(min(i, int(j)), max(i, int(j))) for i in range(count) for j in np.argsort(apart[i])[1:4]}
    load = rng.integers(1, 10, count).astype(float)
    districts = int(rng.integers(2, 4))
    mean = load.sum() / districts
    fields: dict[str, Any] = {}
    if nested:
        fields["nest"] = tuple(f"g{g}" for g in np.sort(rng.integers(0, 4, count)))
    if changing:
        fields["today"] = tuple(rng.choice(["east", "west", "north", ""], count, p=[0.3, 0.3, 0.3, 0.1]))
    return Problem(
        units=tuple(f"u{i}" for i in range(count)),
        edges=np.array(sorted(near)),
        load=load,
        points=points * 1000,
        metric="plane",
        districts=districts,
        lower=(1 - tight) * mean,
        upper=(1 + tight) * mean,
        **fields,
    )
