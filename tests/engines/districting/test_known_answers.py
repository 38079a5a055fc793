"""Published and proven answers of real instances."""

import pytest

from jingge_engines.core.result import Status
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import AnyOf, MaxIterations, MaxTime, Proven
from jingge_engines.districting import Params, evaluate, solve
from jingge_engines.districting.board import unit_board
from jingge_engines.districting.bound import Dual
from jingge_engines.districting.hess import models_of
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.search import Search
from tests.engines.districting.instances import instance, published_plan


@pytest.mark.parametrize("name", ["ms_county_2010", "ne_tract_2010"])
def test_the_published_plan_is_worth_what_was_published(name: str) -> None:
    problem, known = instance(name)
    weighed = evaluate(problem, published_plan(name), Params(objective="cut_edges"))
    assert weighed.feasible
    assert weighed.terms.cut_edges == known["cut_edges"]["best"]


def test_mississippi_is_cut_as_little_as_is_proven_possible() -> None:
    problem, known = instance("ms_county_2010")
    params = Params(objective="cut_edges", exact_sets=0)
    result = solve(problem, stop=MaxIterations(600), rng=1, params=params)
    assert result.feasible
    assert result.objective == known["cut_edges"]["best"] == 34
    assert result.lower_bound is None
    assert result.status is Status.NO_BOUND
    assert result.bound_method.startswith("none")


def test_mississippi_is_as_compact_as_is_proven_possible() -> None:
    problem, known = instance("ms_county_2010")
    result = solve(problem, stop=MaxIterations(300), rng=1, params=Params(exact_sets=0))
    assert result.feasible
    assert result.objective == pytest.approx(known["moment_of_inertia"]["best"], rel=1e-7)
    assert result.lower_bound is not None
    assert result.lower_bound <= known["moment_of_inertia"]["best"]
    assert result.gap is not None
    assert result.gap < 0.005


def test_the_bound_of_nebraska_is_close_and_below_the_published_plan() -> None:
    problem, known = instance("ne_tract_2010")
    region = next(regions_of(problem, Params()))
    search = Search(unit_board(region), dice(1))
    while search.violation > 0:
        search.round(50_000)
    stop = MaxTime(60)
    stop.begin()
    dual = Dual(models_of(region)[0])
    dual.climb(search.best, search.objective, stop)
    best = known["moment_of_inertia"]["best"]
    assert 0.998 * best < dual.best < best
    assert search.adopt(dual.division())
    for _ in range(60):
        search.round(50_000)
    assert search.objective < 1.005 * best


def test_a_search_stops_when_its_plan_is_good_enough() -> None:
    problem, _ = instance("ms_county_2010")
    stop = AnyOf(MaxIterations(100_000), Proven(gap=0.02))
    result = solve(problem, stop=stop, rng=1, params=Params(exact_sets=0))
    assert result.gap is not None
    assert result.gap <= 0.02
    assert result.rounds < 100_000
