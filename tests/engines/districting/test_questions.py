"""What follows a plan: what clashes, what one thing costs in another, what else would do."""

import numpy as np
import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxIterations, Proven
from jingge_engines.districting import (
    Measure,
    Params,
    Problem,
    alternatives,
    clash,
    difference,
    solve,
    tradeoff,
)
from jingge_engines.districting.reference import best_plan
from jingge_engines.districting.vary import part_of_region, varied
from tests.engines.districting.cases import grid, random_case


def some(rounds: int = 20) -> AnyOf:
    return AnyOf(MaxIterations(rounds), Proven())


def clashing(problem: Problem) -> list[tuple[str, str]]:
    found = clash(problem, stop=MaxIterations(20), rng=1)
    assert found.proven
    return [(one.kind, one.name) for one in found.constraints]


def test_nothing_clashes_where_there_is_a_plan() -> None:
    assert clashing(grid(4, 4, districts=4, lower=4, upper=4)) == []


def test_two_wishes_that_contradict_each_other_are_the_clash() -> None:
    problem = grid(4, 4, districts=2, lower=4, upper=12, together=(("u0", "u15"),), apart=(("u0", "u15"),))
    assert clashing(problem) == [("together", ""), ("apart", "")]


def test_a_limit_and_a_cap_clash_with_each_other_and_with_nothing_else() -> None:
    problem = grid(4, 4, districts=2, lower=8, upper=8, caps={"cut_edges": 3}, apart=(("u0", "u15"),))
    found = clashing(problem)
    assert ("cap", "cut_edges") in found
    assert ("apart", "") not in found
    assert {kind for kind, _ in found} & {"lower", "upper"}


def test_a_clash_is_smallest_and_leaving_one_rule_out_gives_a_plan() -> None:
    measure = Measure(np.arange(9.0), lower=15, upper=20)
    problem = grid(3, 3, districts=2, lower=4, upper=5, measures={"calls": measure}, seats=("u7", "u8"))
    found = clash(problem, stop=MaxIterations(20), rng=1)
    assert all(one.message for one in found.constraints)
    assert found.proven


@pytest.mark.parametrize("seed", range(5))
def test_the_smallest_tolerance_works_and_less_does_not(seed: int) -> None:
    problem = random_case(seed, tight=0.001)
    found = clash(problem, stop=MaxIterations(20), rng=1)
    mean = problem.load.sum() / problem.districts_of[""]
    assert found.tolerance is not None
    assert found.by_region[0].tolerance_proven

    def feasible(share: float) -> bool:
        best = best_plan(varied(problem, lower=mean * (1 - share), upper=mean * (1 + share)), Params())
        return best is not None and best.violation == 0

    assert feasible(found.tolerance + 1e-9)
    assert not feasible(max(0.0, found.tolerance - 0.0021)) or found.tolerance < 0.0021


def test_the_curve_rises_in_one_term_and_falls_in_the_other() -> None:
    rng = np.random.default_rng(2)
    today = tuple(f"t{area}" for area in rng.integers(0, 3, 12))
    problem = grid(4, 3, districts=3, lower=3, upper=5, today=today)
    curve = tradeoff(problem, points=4, stop=some(), rng=1, params=Params(objective="cut_edges"))
    change = [one.terms.people_changed for one in curve]
    worth = [one.objective for one in curve]
    assert len(curve) >= 3
    assert change == sorted(change)
    assert worth == sorted(worth, reverse=True)
    assert all(one.feasible and one.status is Status.PROVEN for one in curve)


def test_every_plan_of_a_curve_keeps_the_limits_where_todays_does_however_little_time_there_is() -> None:
    width, across = 9, 3
    today = tuple(f"t{i // width // 3 * across + i % width // 3}" for i in range(width * width))
    rng = np.random.default_rng(1)
    points = np.array([(i % width, i // width) for i in range(width * width)]) + rng.random((width**2, 2))
    problem = grid(width, width, districts=9, lower=9, upper=9, today=today, points=points)
    curve = tradeoff(problem, points=3, stop=MaxIterations(4), rng=1)
    assert curve and all(one.feasible for one in curve)


def test_alternatives_are_nearly_as_good_and_really_differ() -> None:
    problem = grid(6, 5, districts=3, lower=9, upper=11)
    for params in (Params(), Params(objective="cut_edges")):
        found = alternatives(problem, count=2, within=0.3, stop=some(), rng=1, params=params)
        assert len(found) == 3
        for index, one in enumerate(found):
            assert one.feasible
            assert found[0].objective * (1 - 1e-12) <= one.objective <= 1.3 * found[0].objective
            for other in found[:index]:
                assert difference(problem, one.plan.assignment, other.plan.assignment) >= 0.1


@pytest.mark.parametrize("seed", range(4))
def test_terms_in_order_of_priority_are_never_traded(seed: int) -> None:
    problem = random_case(seed, changing=True, tight=0.6)
    first = solve(problem, stop=some(), rng=1, params=Params(objective="blend", weights={"units_changed": 1}))
    both = solve(problem, stop=some(), rng=1, params=Params(priority=("units_changed", "cut_edges")))
    assert both.terms.units_changed == first.terms.units_changed
    assert "given units_changed, cut_edges" in both.bound_method
    free = best_plan(
        varied(problem, caps={"units_changed": first.terms.units_changed}), Params(objective="cut_edges")
    )
    assert free is not None
    assert both.terms.cut_edges == free.objective


def test_a_region_taken_apart_is_the_same_question() -> None:
    region = ("a",) * 8 + ("b",) * 8
    problem = grid(4, 4, districts=2, lower=3, upper=5, region=region, apart=(("u0", "u1"), ("u8", "u9")))
    whole = solve(problem, stop=some(), rng=1)
    parts = [solve(part_of_region(problem, name), stop=some(), rng=1) for name in ("a", "b")]
    assert whole.objective == pytest.approx(sum(part.objective for part in parts))
