"""First plans: whole areas from the first moment, whatever the ground."""

import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.core.graph import Graph, components
from jingge_engines.core.rng import dice
from jingge_engines.districting import Params, Problem
from jingge_engines.districting.board import Board, unit_board
from jingge_engines.districting.growing import fill, scatter
from jingge_engines.districting.problem import Floats, Ints
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.start import grow, mend
from tests.engines.districting.cases import grid


def board_of(problem: Problem) -> Board:
    """Of the only region."""
    return unit_board(next(regions_of(problem, Params())))


def grown_slowly(graph: Graph, load: Floats, points: Floats, seeds: Ints) -> Ints:
    """Slow twin of `fill`."""
    area = np.full(graph.order, -1, dtype=np.int64)
    area[seeds] = np.arange(len(seeds))
    fronts: list[list[tuple[float, int]]] = [[] for _ in seeds]
    weight = np.zeros(len(seeds))
    growing = set(range(len(seeds)))

    def join(atom: int, district: int) -> None:
        area[atom] = district
        weight[district] += load[atom]
        for other in graph.neighbours(atom):
            apart = float(((points[other] - points[seeds[district]]) ** 2).sum())
            heapq.heappush(fronts[district], (apart, int(other)))

    for district, seed in enumerate(seeds):
        join(int(seed), district)
    while growing:
        district = min(growing, key=lambda one: weight[one])
        while fronts[district] and area[fronts[district][0][1]] >= 0:
            heapq.heappop(fronts[district])
        if fronts[district]:
            join(heapq.heappop(fronts[district])[1], district)
        else:
            growing.discard(district)
    return area


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_compiled_areas_grow_as_their_slow_twin_has_them(seed: int, districts: int) -> None:
    rng = np.random.default_rng(seed)
    graph = board_of(grid(8, 6)).graph
    points, load = rng.random((48, 2)), rng.random(48) + 0.1
    seeds = rng.choice(48, districts, replace=False).astype(np.int64)
    area = np.full(48, -1, dtype=np.int64)
    fill(graph.offsets, graph.targets, load, points, seeds, area)
    assert area.tolist() == grown_slowly(graph, load, points, seeds).tolist()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 20))
def test_seeds_all_differ_even_where_points_and_weights_do_not(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    points, weight = rng.integers(0, 2, (20, 2)).astype(float), rng.integers(0, 2, 20).astype(float)
    chosen = np.zeros(count, dtype=np.int64)
    scatter(points, weight, chosen, 0, np.array([seed], dtype=np.uint64))
    assert len(set(chosen.tolist())) == count


@pytest.mark.parametrize("seed", range(5))
def test_every_area_of_a_first_plan_holds_one_office(seed: int) -> None:
    offices = np.random.default_rng(seed).choice(400, 12, replace=False)
    board = board_of(grid(20, 20, districts=12, seats=tuple(f"u{unit}" for unit in offices)))
    area = grow(board, board.graph, dice(seed))
    assert sorted(area[offices].tolist()) == list(range(12))
    assert components(board.graph, area)[0] == 12


def test_pieces_get_areas_by_their_load() -> None:
    edges = grid(8, 8).edges
    parted = edges[(edges // 32)[:, 0] == (edges // 32)[:, 1]]
    board = board_of(grid(8, 8, districts=8, edges=parted, load=np.repeat([3.0, 1.0], 32)))
    area = grow(board, board.graph, dice(1))
    assert len(set(area[:32].tolist())) == 6
    assert len(set(area[32:].tolist())) == 2


def test_mending_leaves_a_whole_plan_alone_and_nothing_free() -> None:
    board = board_of(grid(12, 12, districts=9))
    whole = grow(board, board.graph, dice(4))
    assert mend(board, board.graph, whole).tolist() == whole.tolist()
    holed = np.where(np.arange(144) % 5 == 0, -1, whole)
    mended = mend(board, board.graph, holed)
    assert mended.min() >= 0
    assert components(board.graph, mended)[0] == len(np.unique(mended))
