"""Search over whole level-2 units where a station is too large to list."""

import numpy as np

from jingge_engines.core.rng import dice
from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params, Problem, evaluate, solve
from jingge_engines.districting.archipelago import GATHER, archipelago_of
from jingge_engines.districting.crew import Crew
from jingge_engines.districting.mosaic import Mosaic
from jingge_engines.districting.region import regions_of
from tests.engines.districting.cases import grid

SIDE = 16


def villages(**fields: object) -> Problem:
    """256 blocks in 64 villages of 2 x 2."""
    place = [(i % SIDE, i // SIDE) for i in range(SIDE * SIDE)]
    return grid(SIDE, SIDE, nest=tuple(f"v{x // 2}-{y // 2}" for x, y in place), **fields)


def test_many_nested_areas_are_pooled_and_follow_from_the_seed_whatever_runs_them() -> None:
    problem = villages(districts=16, lower=12, upper=20)
    plans = []
    for threads in (1, 2):
        params = Params(objective="cut_edges", round_proposals=2000, threads=threads, exact_sets=0)
        result = solve(problem, stop=MaxIterations(3 * GATHER), rng=1, params=params)
        assert result.feasible
        assert result.evaluation.nested
        plans.append(result.plan.assignment.tolist())
    assert plans[0] == plans[1]
    assert archipelago_of(next(regions_of(problem, Params())), dice(1), Crew(2, 1)).pooled


def test_a_cap_is_kept_where_level_2_units_stay_whole() -> None:
    today = tuple(f"t{i % SIDE // 4}-{i // SIDE // 2 // 2}" for i in range(SIDE * SIDE))
    weight = np.linspace(1.0, 2.0, SIDE * SIDE)
    fields = {"districts": 16, "today": today, "load": weight, "lower": 12.0, "upper": 36.0}
    params = Params(objective="blend", weights={"imbalance": 1.0}, round_proposals=20_000, exact_sets=0)
    free = solve(villages(**fields), stop=MaxIterations(90), rng=1, params=params)
    assert free.terms.units_changed > 40
    capped = solve(
        villages(**fields, caps={"units_changed": 40}), stop=MaxIterations(90), rng=1, params=params
    )
    assert capped.feasible
    assert capped.terms.units_changed <= 40
    start = evaluate(villages(**fields), today, params)
    assert capped.objective < start.objective


def test_a_search_goes_on_where_no_level_2_unit_can_be_split() -> None:
    region = next(regions_of(villages(districts=8, lower=28, upper=36), Params(objective="cut_edges")))
    mosaic = Mosaic(region, dice(1))
    for _ in range(200):
        mosaic.round(5000)
    assert mosaic.violation == 0
    assert mosaic.choice == 1
