"""Compile the hot loops on a tiny problem, so that the first real one is not charged for it."""

import numpy as np

from jingge_engines.core.rng import dice
from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting.board import unit_board
from jingge_engines.districting.felling import fell
from jingge_engines.districting.params import Objective, Params
from jingge_engines.districting.problem import Problem
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.solve import solve


def warm() -> None:
    """A few milliseconds where the compiled code is in Numba's cache, some seconds once on a new machine."""
    objectives: tuple[Objective, ...] = ("cut_edges", "moment_of_inertia")
    for objective in objectives:
        for most in (0, 1000):
            params = Params(objective=objective, round_proposals=100, exact_sets=most)
            solve(_ring(6, 2), stop=MaxIterations(2), rng=0, params=params)
    # Many areas are searched by windows, from the second cycle on.
    params = Params(objective="cut_edges", round_proposals=20_000, exact_sets=0)
    solve(_ring(28, 14), stop=MaxIterations(6), rng=0, params=params)
    # Thin ground is begun from trees.
    board = unit_board(next(regions_of(_ring(6, 2), params)))
    fell(board, board.graph, dice(0))


def _ring(units: int, districts: int) -> Problem:
    """Units in a circle."""
    ring = np.array([[i, (i + 1) % units] for i in range(units)])
    angles = np.arange(units) / units * 2 * np.pi
    points = np.column_stack([np.cos(angles), np.sin(angles)])
    return Problem(
        units=tuple(map(str, range(units))),
        edges=ring,
        load=np.ones(units),
        points=points,
        districts=districts,
        lower=1,
        upper=4,
    )
