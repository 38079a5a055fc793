"""Compile the hot loops on a tiny problem, so that the first real one is not charged for it."""

import numpy as np

from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting.facilities.problem import FacilityProblem
from jingge_engines.districting.facilities.solve import solve_facilities


def warm() -> None:
    """A few milliseconds where the compiled code is in Numba's cache, some seconds once on a new machine."""
    problem = FacilityProblem(
        units=tuple("abcdef"),
        edges=np.array([[i, i + 1] for i in range(5)]),
        load=np.ones(6),
        points=np.column_stack([np.arange(6) * 1000.0, np.zeros(6)]),
        metric="plane",
        sites=("a", "c", "f"),
        fixed_cost=np.ones(3),
        capacity=np.array([3.0, 4.0, 3.0]),
        open=2,
    )
    solve_facilities(problem, stop=MaxIterations(20), rng=0)
