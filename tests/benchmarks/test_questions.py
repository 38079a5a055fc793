"""What the benchmark asks: planted plans keep their limits, and a proven optimum is one."""

import numpy as np
import pytest

from benchmarks.quality.cases import CASES, case_of, known_of, params_of, peers_can
from benchmarks.quality.planar import planar
from benchmarks.quality.planted import planted_grid, ragged_grid
from jingge_engines.core.graph import components, graph_of
from jingge_engines.core.stop import AnyOf, MaxIterations, Proven
from jingge_engines.districting import Params, evaluate, solve


@pytest.mark.parametrize(("side", "across", "slack"), [(2, 2, 0), (3, 2, 2), (5, 3, 1)])
def test_a_planted_plan_keeps_its_limits_and_cuts_what_was_said(side: int, across: int, slack: int) -> None:
    planted = planted_grid(side, across, slack)
    found = evaluate(planted.problem, planted.area, Params(objective="cut_edges"))
    assert found.feasible
    assert found.objective == planted.optimal_cut


def test_nothing_cuts_fewer_edges_than_the_planted_plan() -> None:
    """The formula against the engine's own proof by enumeration."""
    planted = planted_grid(2, 2, 1)
    stop = AnyOf(MaxIterations(50), Proven())
    found = solve(planted.problem, stop=stop, rng=1, params=Params(objective="cut_edges"))
    assert found.status == "proven"
    assert found.objective == planted.optimal_cut


def test_a_slack_that_would_break_the_proof_is_refused() -> None:
    with pytest.raises(ValueError, match="only below the side"):
        planted_grid(4, 3, 4)


@pytest.mark.parametrize("seed", range(5))
def test_a_ragged_grid_keeps_a_plan_within_its_limits_whatever_the_dice(seed: int) -> None:
    planted = ragged_grid(4, 3, seed, holes=0.4)
    found = evaluate(planted.problem, planted.area, Params(objective="cut_edges"))
    assert found.feasible
    assert planted.optimal_cut is None
    assert len(planted.problem.edges) < len(planted_grid(4, 3).problem.edges)
    assert np.ptp(planted.problem.load) > 0


def test_a_planar_map_follows_from_its_name_and_is_in_one_piece() -> None:
    problem = case_of("planar_300_6_4").problem
    again, other = planar(300, 6, 4), planar(300, 6, 5)
    assert (len(problem.units), sum(problem.districts_of.values())) == (300, 6)
    assert np.array_equal(problem.edges, again.edges)
    assert np.array_equal(problem.load, again.load)
    assert not np.array_equal(problem.load, other.load)
    assert components(graph_of(300, problem.edges))[0] == 1
    assert len(problem.edges) <= 3 * 300 - 6


def test_a_planar_map_of_too_few_units_is_refused() -> None:
    with pytest.raises(ValueError, match="no more areas than units"):
        planar(5, 6, 1)


def test_chicago_has_22_districts_in_force_each_in_one_piece() -> None:
    problem = case_of("chicago_beats").problem
    today = evaluate(problem, list(problem.today), Params())
    assert len(problem.units) == 274
    assert len(today.districts) == 22
    assert today.contiguous
    assert today.terms.people_changed == 0


def test_the_county_asks_for_52_areas_and_no_peer_can_state_that() -> None:
    problem = case_of("lingwu").problem
    assert sum(problem.districts_of.values()) == 52
    assert len(problem.regions) == 8
    assert not peers_can("lingwu:moment_of_inertia")
    assert peers_can("lingwu_LW02:moment_of_inertia")
    assert not peers_can("chicago_beats:moment_of_inertia:keep4")


@pytest.mark.parametrize("label", CASES)
def test_every_case_can_be_read(label: str) -> None:
    assert case_of(label.split(":")[0]).problem.units
    assert params_of(label).objective in label
    known = known_of(label)
    assert known is None or known.value > 0
