"""Compile the hot loops on a tiny problem, so that the first real one is not charged for it."""

import numpy as np

from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting.params import Objective, Params
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.solve import solve


def warm() -> None:
    """A few milliseconds where the compiled code is in Numba's cache, some seconds once on a new machine."""
    ring = np.array([[i, (i + 1) % 6] for i in range(6)])
    angles = np.arange(6) / 3 * np.pi
    points = np.column_stack([np.cos(angles), np.sin(angles)])
    problem = Problem(
        units=tuple("abcdef"), edges=ring, load=np.ones(6), points=points, districts=2, lower=2, upper=4
    )
    objectives: tuple[Objective, ...] = ("cut_edges", "moment_of_inertia")
    for objective in objectives:
        for most in (0, 1000):
            params = Params(objective=objective, round_proposals=100, exact_sets=most)
            solve(problem, stop=MaxIterations(2), rng=0, params=params)
