"""Trees cut into areas: whatever can be divided within the limits is."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.core.graph import components
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params, Problem, evaluate, solve
from jingge_engines.districting.board import unit_board
from jingge_engines.districting.felling import fell, is_thin
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import regions_of
from tests.engines.districting.cases import grid


def tree(seed: int, order: int, districts: int, tolerance: float) -> Problem:
    """Every unit hangs on an earlier one."""
    rng = np.random.default_rng(seed)
    up = [int(rng.integers(child)) for child in range(1, order)]
    load = rng.integers(1, 5, order).astype(float)
    mean = float(load.sum()) / districts
    return Problem(
        units=tuple(map(str, range(order))),
        edges=np.array([(above, child) for child, above in enumerate(up, 1)]),
        load=load,
        points=rng.random((order, 2)),
        metric="plane",
        districts=districts,
        lower=mean * (1 - tolerance),
        upper=mean * (1 + tolerance),
    )


def joined_trees(seed: int, count: int, size: int, back: int) -> Problem:
    """Trees of equal load, each joined to one before it: a plan is known to exist. `back` 1: paths."""
    rng = np.random.default_rng(seed)
    edges, load = list[tuple[int, int]](), np.zeros(count * size)
    for index in range(count):
        first = index * size
        edges += [
            (int(rng.integers(max(first, child - back), child)), child)
            for child in range(first + 1, first + size)
        ]
        edges += [(int(rng.integers(first)), first)] if index else []
        share = rng.random(size) + 0.5
        load[first : first + size] = share / share.sum()
    return Problem(
        units=tuple(map(str, range(count * size))), edges=np.array(edges), load=load, points=rng.random((count * size, 2)),
        metric="plane", districts=count, lower=0.97, upper=1.03,
    )  # fmt: skip


def can_be_divided(problem: Problem) -> bool:
    """Slow twin: try every set of edges to cut."""
    board = unit_board(next(regions_of(problem, Params())))
    assert isinstance(problem.districts, dict)
    rows: list[Ints] = list(problem.edges)
    for cut in combinations(range(len(rows)), problem.districts[""] - 1):
        kept = np.array([row for index, row in enumerate(rows) if index not in cut]).reshape(-1, 2)
        area = components(unit_board(next(regions_of(with_edges(problem, kept), Params()))).graph)[1]
        loads = np.bincount(area, problem.load)
        if (loads >= board.region.lower).all() and (loads <= board.region.upper).all():
            return True
    return False


def with_edges(problem: Problem, edges: Ints) -> Problem:
    """The same units, less joined."""
    return Problem(
        units=problem.units, edges=edges, load=problem.load, points=problem.points, metric="plane",
        districts=problem.districts, lower=problem.lower, upper=problem.upper,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4), st.sampled_from([0.1, 0.25, 0.5]))
def test_a_small_tree_is_divided_within_the_limits_wherever_that_can_be(
    seed: int, districts: int, tolerance: float
) -> None:
    problem = tree(seed, 9, districts, tolerance)
    board = unit_board(next(regions_of(problem, Params())))
    area = fell(board, board.graph, dice(seed))
    found = area is not None and evaluate(problem, area).feasible
    assert found == can_be_divided(problem)
    if area is not None:
        weighed = evaluate(problem, area)
        assert weighed.contiguous
        assert len(weighed.districts) == districts


@pytest.mark.parametrize("back", [1, 3, 40])
def test_long_thin_ground_gets_a_plan_within_the_limits_at_once(back: int) -> None:
    problem = joined_trees(3, 30, 40, back)
    assert is_thin(problem.graph)
    result = solve(problem, stop=MaxIterations(0), rng=1, params=Params(objective="cut_edges"))
    assert result.feasible


def test_broad_ground_is_not_thin_and_pieces_are_not_felled() -> None:
    problem = grid(6, 6, districts=4)
    assert not is_thin(problem.graph)
    edges = problem.edges[(problem.edges // 18)[:, 0] == (problem.edges // 18)[:, 1]]
    board = unit_board(next(regions_of(grid(6, 6, districts=4, edges=edges), Params())))
    assert fell(board, board.graph, dice(1)) is None
