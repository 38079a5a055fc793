"""Every term, measure, wish and cap against the slow twin that looks at every plan."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxIterations, Proven
from jingge_engines.districting import Broken, Measure, Params, Problem, ProblemError, Result, evaluate, solve
from jingge_engines.districting.reference import best_plan
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.terms import TERMS
from jingge_engines.districting.worth import plan_worth
from tests.engines.districting.cases import grid, random_case

BLENDS: list[dict[str, float]] = [
    {"travel": 1.0},
    {"imbalance": 3.0, "cut_edges": 1.0},
    {"moment_of_inertia": 5.0, "travel": 2.0, "imbalance": 1.0},
    {"units_changed": 1.0, "cut_edges": 0.5},
    {"officers_changed": 2.0, "people_changed": 0.1, "cut_edges": 0.3},
    {"officers_changed": 1.0, "moment_of_inertia": 1.0},
]


def changed(problem: Problem, **values: Any) -> Problem:
    """The same problem with other fields."""
    kept = {item.name: getattr(problem, item.name) for item in fields(problem) if item.init}
    return Problem(**(kept | values))


def solved(problem: Problem, params: Params, rounds: int = 40) -> Result:
    return solve(problem, stop=AnyOf(MaxIterations(rounds), Proven()), rng=3, params=params)


def assert_best(problem: Problem, params: Params) -> Result:
    truth, result = best_plan(problem, params), solved(problem, params)
    assert truth is not None
    assert result.evaluation.violation == pytest.approx(truth.violation, abs=1e-6)
    assert result.objective == pytest.approx(truth.objective, rel=1e-7, abs=1e-7)
    return result


@pytest.mark.parametrize("weights", BLENDS)
@pytest.mark.parametrize("seed", range(3))
def test_blends_of_terms_are_proven_best(weights: dict[str, float], seed: int) -> None:
    params = Params(objective="blend", weights=weights, round_proposals=500)
    result = assert_best(random_case(seed, changing=True), params)
    assert result.status is Status.PROVEN
    assert result.objective == pytest.approx(sum(w * result.terms.of(name) for name, w in weights.items()))


@pytest.mark.parametrize("seed", range(4))
def test_travel_is_measured_from_the_best_base_over_the_roads(seed: int) -> None:
    problem = random_case(seed)
    roads = np.random.default_rng(seed).uniform(1, 9, (len(problem.units), 3))
    problem = changed(problem, travel=roads, bases=("u0", "u3", ""))
    result = assert_best(problem, Params(objective="travel", round_proposals=500))
    plan = result.plan.assignment
    apart = [
        min(float((problem.inertia[plan == d, None] * roads[plan == d]).sum(axis=0)[b]) for b in range(3))
        for d in range(len(result.plan.labels))
    ]
    assert result.terms.travel == pytest.approx(sum(apart) / 1000)


@pytest.mark.parametrize("seed", range(6))
def test_several_measures_keep_limits_of_their_own(seed: int) -> None:
    problem = random_case(seed)
    rng = np.random.default_rng(seed)
    households = rng.integers(1, 6, len(problem.units)).astype(float)
    mean = households.sum() / problem.districts_of[""]
    measure = Measure(households, lower=0.5 * mean, upper=1.5 * mean)
    problem = changed(problem, measures={"households": measure}, least_units=2)
    assert_best(problem, Params(round_proposals=500))


@pytest.mark.parametrize("seed", range(8))
def test_wishes_are_kept_or_broken_at_the_least_price(seed: int) -> None:
    problem = random_case(seed)
    rng = np.random.default_rng(seed)
    units = [problem.units[i] for i in rng.permutation(len(problem.units))]
    locked = tuple("A" if u == units[3] else "B" if u == units[4] else "" for u in problem.units)
    wishes = {"together": ((units[0], units[1]),), "apart": ((units[1], units[2]),), "locked": locked}
    result = assert_best(changed(problem, **wishes), Params(objective="cut_edges", round_proposals=500))
    if result.feasible:
        area = dict(zip(problem.units, result.plan.label_of_unit(), strict=True))
        assert area[units[0]] == area[units[1]] != area[units[2]]
        assert (area[units[3]], area[units[4]]) == ("A", "B")


@pytest.mark.parametrize(
    "name", ["people_changed", "units_changed", "officers_changed", "cut_edges", "travel"]
)
@pytest.mark.parametrize("seed", range(3))
def test_a_cap_on_a_term_is_kept(name: str, seed: int) -> None:
    problem, free = random_case(seed, changing=True, tight=0.8), Params(round_proposals=500)
    best = solved(problem, free)
    least = solved(problem, Params(objective="blend", weights={name: 1.0}, round_proposals=500))
    cap = 0.5 * (best.terms.of(name) + least.terms.of(name))
    result = assert_best(changed(problem, caps={name: cap}), free)
    assert result.feasible
    assert result.terms.of(name) <= cap + 1e-6


def test_every_area_holds_its_seat() -> None:
    problem = grid(4, 4, districts=4, lower=3, upper=5, seats=("u0", "u1", "u2", "u3"))
    result = solved(problem, Params(objective="cut_edges"))
    assert result.feasible
    assert len({result.plan.assignment[i] for i in range(4)}) == 4


def test_broken_wishes_are_named() -> None:
    problem = grid(3, 1, districts=2, together=(("u0", "u2"),), apart=(("u0", "u1"),), most_units=1)
    kinds = {one.kind for one in evaluate(problem, ["a", "a", "b"]).violations}
    assert kinds == {Broken.NOT_TOGETHER, Broken.NOT_APART, Broken.MEASURE_ABOVE}


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"together": (("u0", "x"),)}, "together: entry 1 names unit 'x'"),
        ({"apart": (("u0", "u0"),)}, "apart: entry 1"),
        ({"seats": ("u0",)}, "1 for 2 areas"),
        ({"caps": {"beauty": 1.0}}, "caps: no term 'beauty'"),
        ({"bases": ("u0",)}, "travel: not given"),
        ({"travel": np.zeros((2, 3))}, "travel: shape"),
        ({"measures": {"m": Measure([1, -1, 1])}}, "unit 'u1' has -1.0"),
        ({"measures": {"m": Measure([1, 1, 1], 5, 2)}}, "lower 5 must be at most upper, 2"),
        ({"least_units": 3, "most_units": 2}, "'units'"),
    ],
)
def test_a_wish_that_means_nothing_is_refused_by_name(wish: dict[str, Any], words: str) -> None:
    with pytest.raises(ProblemError, match=words):
        grid(3, 1, districts=2, **wish)


@pytest.mark.parametrize("seed", range(10))
def test_a_plan_is_worth_the_same_to_the_search_and_to_the_reader(seed: int) -> None:
    problem = random_case(seed, changing=True)
    units = problem.units
    problem = changed(
        problem,
        measures={"households": Measure(np.arange(1.0, len(units) + 1), 1, 9)},
        together=((units[0], units[2]),),
        apart=((units[1], units[3]),),
        caps={"units_changed": 1},
    )
    params = Params(objective="blend", weights=dict.fromkeys(TERMS, 0.7))
    region = next(regions_of(problem, params))
    rng = np.random.default_rng(seed)
    for _ in range(20):
        plan = rng.integers(0, problem.districts_of[""], len(units))
        weighed, worth = evaluate(problem, plan, params), plan_worth(region, plan)
        if worth is not None:
            assert worth == pytest.approx((weighed.violation, weighed.objective))
