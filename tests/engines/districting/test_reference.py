"""The fast engine against the slow twin that looks at every plan."""

import numpy as np
import pytest

from jingge_engines.core.graph import components, graph_of
from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxIterations, Proven
from jingge_engines.districting import Params, Problem, Result, evaluate, solve
from jingge_engines.districting.enumeration import connected_sets
from jingge_engines.districting.params import Objective
from jingge_engines.districting.reference import best_plan, partitions, stirling
from tests.engines.districting.cases import grid, random_case


def solved(problem: Problem, params: Params, rounds: int = 40) -> Result:
    return solve(problem, stop=AnyOf(MaxIterations(rounds), Proven()), rng=3, params=params)


def test_the_twin_looks_at_every_plan_once() -> None:
    plans = list(partitions(6, 3))
    assert len(set(plans)) == len(plans) == stirling(6, 3) == 90


@pytest.mark.parametrize("objective", ["cut_edges", "moment_of_inertia"])
@pytest.mark.parametrize("seed", range(6))
def test_proven_plans_are_the_best_of_all_plans(objective: Objective, seed: int) -> None:
    problem, params = random_case(seed), Params(objective=objective, round_proposals=500)
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    assert result.evaluation.violation == pytest.approx(truth.violation, abs=1e-6)
    assert result.objective == pytest.approx(truth.objective, rel=1e-7)
    assert result.status is Status.PROVEN


@pytest.mark.parametrize("seed", range(6))
def test_nested_plans_are_the_best_of_all_nested_plans(seed: int) -> None:
    problem, params = random_case(seed, nested=True, tight=0.5), Params(round_proposals=500)
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    assert result.evaluation.nested
    assert result.evaluation.violation == pytest.approx(truth.violation, abs=1e-6)
    assert result.objective == pytest.approx(truth.objective, rel=1e-7)


@pytest.mark.parametrize("objective", ["cut_edges", "moment_of_inertia"])
@pytest.mark.parametrize("seed", range(4))
def test_stable_plans_weigh_change_as_the_twin_does(objective: Objective, seed: int) -> None:
    problem = random_case(seed, changing=True)
    params = Params(objective=objective, change_weight=2.0, round_proposals=500)
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    assert result.evaluation.violation == pytest.approx(truth.violation, abs=1e-6)
    assert result.objective == pytest.approx(truth.objective, rel=1e-7)


@pytest.mark.parametrize("seed", [1, 2, 5, 6])
def test_the_least_violation_is_found_when_no_plan_keeps_the_limits(seed: int) -> None:
    problem, params = random_case(seed + 50, tight=0.005), Params(round_proposals=500)
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    assert truth.violation > 0
    assert not result.feasible
    assert result.evaluation.violation == pytest.approx(truth.violation, abs=1e-6)
    assert result.by_region[0].violation_proven_least
    assert result.objective == pytest.approx(truth.objective, rel=1e-7)


@pytest.mark.parametrize("seed", range(5))
def test_search_alone_comes_to_the_best_plan_of_small_problems(seed: int) -> None:
    problem, params = random_case(seed, tight=0.5), Params(exact_sets=0, round_proposals=2000)
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    assert result.objective == pytest.approx(truth.objective, rel=1e-7)


@pytest.mark.parametrize("seed", range(8))
def test_the_bound_is_never_above_the_best_plan(seed: int) -> None:
    problem = random_case(seed, tight=0.4)
    params = Params(exact_sets=0, round_proposals=500)
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    if truth.violation == 0:
        assert result.lower_bound is not None
        assert result.lower_bound <= truth.objective * (1 + 1e-9)
        assert result.gap is not None


def test_every_connected_set_within_limits_is_listed_once() -> None:
    rng = np.random.default_rng(5)
    for _ in range(25):
        order = int(rng.integers(1, 10))
        pairs = [(i, j) for i in range(order) for j in range(i + 1, order) if rng.random() < 0.35]
        graph = graph_of(order, np.array(pairs, dtype=np.int64).reshape(-1, 2))
        loads = rng.integers(0, 5, (order, 2)).astype(float)
        limits = np.array([3.0, 0.0]), np.array([9.0, 8.0])
        sets, _ = connected_sets(graph, loads, *limits, 10_000, 10**6)
        assert sets is not None
        listed = [frozenset(sets[i].tolist()) for i in range(len(sets))]
        wanted = set()
        for mask in range(1, 2**order):
            chosen = [i for i in range(order) if mask >> i & 1]
            label = np.arange(1, order + 1)
            label[chosen] = 0
            _, piece = components(graph, label)
            first, second = loads[chosen].sum(axis=0)
            if len(set(piece[chosen].tolist())) == 1 and 3 <= first <= 9 and second <= 8:
                wanted.add(frozenset(chosen))
        assert len(set(listed)) == len(listed)
        assert set(listed) == wanted


def test_listing_gives_up_when_told_to() -> None:
    problem = grid(5, 5)
    all_but_nothing = problem.load[:, None], np.array([1.0]), np.array([25.0])
    sets, steps = connected_sets(problem.graph, *all_but_nothing, 100, 10**6)
    assert sets is None
    assert steps <= 1000
    assert connected_sets(problem.graph, *all_but_nothing, 10**6, 50)[0] is None


def test_the_evaluation_of_a_result_is_that_of_its_plan() -> None:
    problem, params = random_case(1), Params(round_proposals=500)
    result = solved(problem, params)
    again = evaluate(problem, result.plan.label_of_unit(), params)
    assert again.terms == result.terms
    assert again.objective == result.objective
