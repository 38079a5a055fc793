"""Steps of the search keep what they promise."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from jingge_engines.core.graph import components
from jingge_engines.core.rng import dice
from jingge_engines.districting import Measure, Params, Problem, evaluate
from jingge_engines.districting.board import tied_board, unit_board
from jingge_engines.districting.bridging import bridged
from jingge_engines.districting.moves.anneal import anneal
from jingge_engines.districting.moves.border import draw_border, move_atom
from jingge_engines.districting.moves.contiguity import may_leave, workspace
from jingge_engines.districting.moves.ground import VALUE, VIOLATION, Play, play_of
from jingge_engines.districting.moves.setting import set_up
from jingge_engines.districting.moves.tearing import stays_whole
from jingge_engines.districting.moves.tree import recombine
from jingge_engines.districting.moves.window import play_windows
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.search import Search, luby
from jingge_engines.districting.start import grow, mend
from jingge_engines.districting.strips import strips
from jingge_engines.districting.terrain import Terrain
from jingge_engines.districting.worth import plan_worth
from tests.engines.districting.cases import grid


def table(problem: Problem, area: Ints, params: Params | None = None) -> tuple[Terrain, Play]:
    """The ground of a problem and a play on it that begins from a plan."""
    board = unit_board(next(regions_of(problem, params or Params())))
    land = Terrain(board, bridged(board))
    play = play_of(land.ground({}), int(area.max()) + 1, area, 7)
    return land, play


def test_an_atom_may_leave_exactly_when_its_area_stays_in_one_piece() -> None:
    problem = grid(6, 6)
    rng = dice(4)
    queue, stamp = workspace(36)
    for _ in range(60):
        area = rng.integers(0, 2, 36)
        _, piece = components(problem.graph, area)
        area = (piece == piece[int(rng.integers(36))]).astype(np.int64)
        land, play = table(problem, area)
        for atom in np.flatnonzero(area):
            label = area.copy()
            label[atom] = 2
            _, after = components(problem.graph, label)
            inside = np.flatnonzero(label == 1)
            stays = len(inside) > 0 and len(set(after[inside].tolist())) == 1
            assert stays_whole(land.ground({}), play, int(atom)) == stays
            graph = problem.graph
            assert may_leave(graph.offsets, graph.targets, area, int(atom), queue, stamp) == stays


def test_the_border_list_stays_true_through_moves() -> None:
    problem = grid(5, 4)
    rng = dice(2)
    land, play = table(problem, rng.integers(0, 3, 20))
    ground = land.ground({})
    draw_border(ground, play)
    for _ in range(200):
        atom, goal = int(rng.integers(20)), int(rng.integers(3))
        if play.area[atom] != goal:
            move_atom(ground, play, atom, goal)
        crossing = np.flatnonzero(play.area[ground.source] != play.area[ground.targets])
        assert sorted(play.border[: play.length[0]].tolist()) == crossing.tolist()
        assert (np.flatnonzero(play.spot >= 0) == crossing).all()


RICH: dict[str, Any] = {
    "measures": {"homes": Measure(np.arange(72) % 5 + 1.0, 30.0, 60.0)},
    "together": (("u0", "u9"), ("u3", "u40")),
    "apart": (("u1", "u2"), ("u50", "u71")),
    "today": tuple("abcd"[i % 4] for i in range(72)),
}
TRAVEL = np.random.default_rng(5).uniform(1, 9, (72, 6))
BASES: dict[str, Any] = {"travel": TRAVEL, "bases": ("u0", "u7", "", "u33", "u60", "u71")}
KINDS: list[tuple[dict[str, Any], Params]] = [
    ({}, Params(objective="cut_edges")),
    ({}, Params(objective="moment_of_inertia")),
    (RICH, Params(objective="cut_edges", change_weight=0.3)),
    (RICH, Params(objective="moment_of_inertia", change_weight=0.3)),
    (BASES, Params(objective="travel")),
    (
        RICH | BASES,
        Params(
            objective="blend",
            weights={
                "cut_edges": 1.0, "moment_of_inertia": 900.0, "travel": 40.0, "imbalance": 3.0, "units_changed": 0.2
            },
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "params"), KINDS)
def test_the_compiled_figures_are_those_of_the_plan(fields: dict[str, Any], params: Params) -> None:
    problem = grid(9, 8, **({"districts": 5, "lower": 13, "upper": 16} | fields))
    region = next(regions_of(problem, params))
    board = unit_board(region)
    area = grow(board, board.graph, dice(3))
    land, play = table(problem, area, params)
    ground = land.ground({})
    for _ in range(10):
        play.matched[:] = land.continued(play.area, 5, {})
        set_up(ground, play)
        truth = plan_worth(region, play.area)
        assert truth is not None
        assert play.figures[VIOLATION] == pytest.approx(truth[0], abs=1e-6)
        assert play.figures[VALUE] == pytest.approx(truth[1], rel=1e-9)
        draw_border(ground, play)
        anneal(ground, play, 0.5 * truth[1] / 72, 0.01 * truth[1] / 72, 0.1, 1e-8, 3000)
        now, value = play.figures[VIOLATION], play.figures[VALUE]
        continued = play.matched.copy()
        set_up(ground, play)
        assert (play.matched == continued).all()
        assert now == pytest.approx(play.figures[VIOLATION], abs=1e-6)
        # Between two looks at its centre an area may only be thought dearer than it is.
        assert value >= play.figures[VALUE] * (1 - 1e-9)
        if not ground.near.shape[1] and not ground.far.shape[1]:
            assert value == pytest.approx(play.figures[VALUE], rel=1e-9)


@pytest.mark.parametrize("params", [kind[1] for kind in KINDS[:2]])
def test_the_score_the_search_keeps_is_that_of_its_plan(params: Params) -> None:
    today = tuple("abcd"[i % 4] for i in range(72))
    problem = grid(9, 8, districts=5, lower=13, upper=16, today=today)
    params = replace(params, change_weight=0.3)
    region = next(regions_of(problem, params))
    search = Search(unit_board(region), dice(6), lambda area: plan_worth(region, area))
    for _ in range(12):
        search.round(3000)
        weighed = evaluate(problem, search.best, params)
        assert weighed.contiguous
        assert weighed.violation == pytest.approx(search.violation, abs=1e-6)
        assert weighed.objective == pytest.approx(search.objective)


def test_a_grown_start_is_in_one_piece_everywhere() -> None:
    problem = grid(10, 10, districts=7)
    board = unit_board(next(regions_of(problem, Params())))
    for seed in range(20):
        area = grow(board, board.graph, dice(seed))
        weighed = evaluate(problem, area)
        assert weighed.contiguous
        assert len(weighed.districts) == 7


def test_units_tied_to_a_neighbour_move_as_one() -> None:
    problem = grid(6, 6, districts=4, together=(("u0", "u1", "u2"), ("u30", "u5")))
    board = tied_board(next(regions_of(problem, Params())))
    assert board.order == 34
    assert sorted(board.units.tolist()) == list(range(36))
    search = Search(board, dice(1))
    search.round(2000)
    assert len(set(search.plan()[:3].tolist())) == 1


def test_pieces_beyond_the_areas_are_joined_where_they_are_near() -> None:
    edges = grid(6, 6).edges
    apart = edges[(edges // 12)[:, 0] == (edges // 12)[:, 1]]
    problem = grid(6, 6, districts=2, edges=apart)
    board = unit_board(next(regions_of(problem, Params())))
    assert components(board.graph)[0] == 3
    joined = bridged(board)
    assert components(joined)[0] == 2
    assert joined.weights.min() == 0


def test_a_torn_plan_is_mended() -> None:
    problem = grid(10, 10, districts=4)
    board = unit_board(next(regions_of(problem, Params())))
    rng = dice(3)
    for _ in range(20):
        torn = rng.integers(0, 4, 100)
        assert evaluate(problem, mend(board, board.graph, torn)).contiguous


def test_restart_lengths_are_those_of_luby() -> None:
    assert [luby(index) for index in range(1, 16)] == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]


def test_redrawing_windows_leaves_the_figures_true_and_the_plan_no_worse() -> None:
    problem = grid(12, 12, districts=16, lower=8, upper=10)
    for params in (Params(objective="cut_edges"), Params()):
        region = next(regions_of(problem, params))
        board = unit_board(region)
        land, play = table(problem, grow(board, board.graph, dice(3)), params)
        ground = land.ground({})
        set_up(ground, play)
        for _ in range(8):
            before = plan_worth(region, play.area)
            heat = 0.5 if params.objective == "cut_edges" else 1e-6
            play_windows(ground, play, heat, 0.1 * heat, 0.1 * heat, heat, 1e-8, 50, 20_000, 5_000)
            after = plan_worth(region, play.area)
            assert before is not None
            assert after is not None
            assert after[0] <= before[0] + 1e-6
            assert play.figures[VIOLATION] == pytest.approx(after[0], abs=1e-6)
            # A centre that is not the very best only makes a plan look dearer than it is.
            assert play.figures[VALUE] >= after[1] * (1 - 1e-9)
            assert play.figures[VALUE] <= after[1] * 1.05


def test_strips_on_a_chessboard_are_its_best_division() -> None:
    board = unit_board(next(regions_of(grid(12, 9, districts=12), Params(objective="cut_edges"))))
    area = strips(board, board.graph, 12, 0, dice(1))
    assert area is not None
    assert evaluate(grid(12, 9, districts=12), area, Params(objective="cut_edges")).terms.cut_edges == 51


def test_a_recombined_pair_is_two_whole_areas_in_limits_where_some_tree_allows() -> None:
    problem = grid(8, 8, districts=4, lower=15, upper=17)
    area = (np.arange(64) // 4 % 2 + np.arange(64) // 32 * 2).astype(np.int64)
    land, play = table(problem, area, Params(objective="cut_edges"))
    ground = land.ground({})
    seen = set()
    for _ in range(60):
        set_up(ground, play)
        recombine(ground, play, 0, 1)
        weighed = evaluate(problem, play.area, Params(objective="cut_edges"))
        assert weighed.contiguous
        assert play.figures[VALUE] == weighed.objective
        assert (play.area[32:] == area[32:]).all()
        seen.add(weighed.feasible)
        play.area[:] = area
    assert True in seen
