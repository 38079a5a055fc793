"""Steps of the search keep what they promise."""

import numpy as np
import pytest

from jingge_engines.core.graph import components
from jingge_engines.core.rng import dice
from jingge_engines.districting import Params, evaluate
from jingge_engines.districting.board import unit_board
from jingge_engines.districting.moves.border import entry_ends, first_border, move_atom
from jingge_engines.districting.moves.contiguity import may_leave, workspace
from jingge_engines.districting.params import Objective
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.search import Search, luby
from jingge_engines.districting.start import grow, mend
from tests.engines.districting.cases import grid


def test_an_atom_may_leave_exactly_when_its_area_stays_in_one_piece() -> None:
    graph = grid(6, 6).graph
    rng = dice(4)
    queue, stamp = workspace(36)
    for _ in range(60):
        area = rng.integers(0, 2, 36)
        _, piece = components(graph, area)
        area = (piece == piece[int(rng.integers(36))]).astype(np.int64)
        for atom in np.flatnonzero(area):
            label = area.copy()
            label[atom] = 2
            _, after = components(graph, label)
            inside = np.flatnonzero(label == 1)
            stays = len(inside) > 0 and len(set(after[inside].tolist())) == 1
            assert may_leave(graph.offsets, graph.targets, area, int(atom), queue, stamp) == stays


def test_the_border_list_stays_true_through_moves() -> None:
    graph = grid(5, 4).graph
    rng = dice(2)
    area = rng.integers(0, 3, 20)
    source, back = entry_ends(graph.offsets, graph.targets)
    border, spot = np.zeros(len(source), dtype=np.int64), np.zeros(len(source), dtype=np.int64)
    length = first_border(source, graph.targets, area, border, spot)
    for _ in range(200):
        atom, goal = int(rng.integers(20)), int(rng.integers(3))
        if area[atom] != goal:
            length = move_atom(graph.offsets, graph.targets, back, area, atom, goal, border, spot, length)
        crossing = np.flatnonzero(area[source] != area[graph.targets])
        assert sorted(border[:length].tolist()) == crossing.tolist()
        assert (np.flatnonzero(spot >= 0) == crossing).all()


@pytest.mark.parametrize("objective", ["cut_edges", "moment_of_inertia"])
def test_the_score_the_search_keeps_is_that_of_its_plan(objective: Objective) -> None:
    problem = grid(9, 8, districts=5, lower=13, upper=16, today=tuple("abcd"[i % 4] for i in range(72)))
    params = Params(objective=objective, change_weight=0.3)
    search = Search(unit_board(next(regions_of(problem, params))), dice(6))
    for _ in range(12):
        search.round(3000)
        weighed = evaluate(problem, search.best, params)
        assert weighed.contiguous
        assert weighed.violation == pytest.approx(search.violation, abs=1e-6)
        # Between two looks at centres and officers the search may only think its plan dearer than it is.
        assert weighed.objective <= search.objective * (1 + 1e-9)


def test_a_grown_start_is_in_one_piece_everywhere() -> None:
    problem = grid(10, 10, districts=7)
    board = unit_board(next(regions_of(problem, Params())))
    for seed in range(20):
        area = grow(board, board.graph, dice(seed))
        weighed = evaluate(problem, area)
        assert weighed.contiguous
        assert len(weighed.districts) == 7


def test_a_torn_plan_is_mended() -> None:
    problem = grid(10, 10, districts=4)
    board = unit_board(next(regions_of(problem, Params())))
    rng = dice(3)
    for _ in range(20):
        torn = rng.integers(0, 4, 100)
        assert evaluate(problem, mend(board, board.graph, torn)).contiguous


def test_restart_lengths_are_those_of_luby() -> None:
    assert [luby(index) for index in range(1, 16)] == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]
