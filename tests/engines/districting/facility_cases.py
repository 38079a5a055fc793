"""Small facility problems, and their optimum by looking at every plan."""

import itertools
import math
from typing import Any

import numpy as np

from jingge_engines.core.graph import components
from jingge_engines.districting.facilities import FacilityProblem
from tests.engines.districting.cases import grid_edges


def line(**fields: Any) -> FacilityProblem:
    """Six units in a row, one km and ten people each; candidates in the first, third and last."""
    plain: dict[str, Any] = {
        "units": tuple("abcdef"),
        "edges": np.array([[i, i + 1] for i in range(5)]),
        "load": np.full(6, 10.0),
        "points": np.column_stack([np.arange(6) * 1000.0, np.zeros(6)]),
        "metric": "plane",
        "sites": ("a", "c", "f"),
        "fixed_cost": np.array([5.0, 6.0, 7.0]),
        "capacity": np.array([30.0, 40.0, 30.0]),
        "open": 2,
    }
    return FacilityProblem(**(plain | fields))


def random_facilities(seed: int, *, open: int | None = 2, whole: bool = True) -> FacilityProblem:
    """A 3 x 3 grid with random loads and four random candidates of tight capacity."""
    rng = np.random.default_rng(seed)
    load = rng.integers(1, 10, 9).astype(float) if whole else rng.uniform(0.5, 10, 9)
    seats = rng.choice(9, 4, replace=False)
    points = np.array([(i % 3, i // 3) for i in range(9)]) * 1000.0 + rng.uniform(0, 400, (9, 2))
    return FacilityProblem(
        units=tuple(f"u{i}" for i in range(9)),
        edges=grid_edges(3, 3),
        load=load,
        points=points,
        metric="plane",
        sites=tuple(f"u{i}" for i in seats),
        fixed_cost=rng.uniform(1, 20, 4),
        capacity=rng.uniform(0.5, 0.75, 4) * load.sum(),
        open=open,
    )


def planted(width: int, height: int, side: int) -> tuple[FacilityProblem, float]:
    """Squares of side x side cells served from their middles, which just hold them; and candidates at corners.

    A corner serves at most side x side cells and saves each at most the way to its own middle, half a diagonal;
    it costs that much more, so opening the middles is the optimum.
    """
    columns, rows = width * side, height * side
    cells = np.arange(columns * rows)
    points = np.column_stack([cells % columns, cells // columns]).astype(float) * 1000.0
    middle = [
        (y * side + side // 2) * columns + x * side + side // 2 for y in range(height) for x in range(width)
    ]
    corner = [y * side * columns + x * side for y in range(height) for x in range(width)]
    dear = 10.0 + side * side * (side // 2) * math.sqrt(2)
    problem = FacilityProblem(
        units=tuple(map(str, cells)),
        edges=grid_edges(columns, rows),
        load=np.ones(len(cells)),
        points=points,
        metric="plane",
        sites=tuple(map(str, middle + corner)),
        fixed_cost=np.array([10.0] * len(middle) + [dear] * len(corner)),
        capacity=np.full(2 * len(middle), float(side * side)),
        open=len(middle),
    )
    offsets = np.arange(side) - side // 2
    square = float(np.sqrt(offsets[:, None] ** 2 + offsets[None, :] ** 2).sum())
    return problem, len(middle) * (10.0 + square)


def best_of_all(problem: FacilityProblem) -> float:
    """Least cost of any plan, by looking at every plan; infinite where there is none."""
    model = problem.model
    best = math.inf
    usable = np.flatnonzero(model.pinned >= 0).tolist()
    for count in range(model.fewest, model.most + 1):
        for opened in itertools.combinations(usable, count):
            if not set(np.flatnonzero(model.pinned == 1).tolist()) <= set(opened):
                continue
            seats = {int(model.seat[site]): site for site in opened}
            free = [unit for unit in range(model.order) if unit not in seats]
            for rest in itertools.product(opened, repeat=len(free)):
                area = np.zeros(model.order, dtype=np.int64)
                for unit, site in [*seats.items(), *zip(free, rest, strict=True)]:
                    area[unit] = site
                if model.excess(area) > 0:
                    continue
                value = float(model.fixed[list(opened)].sum()) + model.travel(area)
                if value < best and components(model.graph, area)[0] == count:
                    best = value
    return best
