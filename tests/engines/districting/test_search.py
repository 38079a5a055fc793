"""What comes out of the search, whatever goes in."""

import os
import subprocess
import sys

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.core.graph import components
from jingge_engines.core.rng import dice
from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params, Problem, solve
from jingge_engines.districting.archipelago import GATHER, archipelago_of
from jingge_engines.districting.crew import Crew
from jingge_engines.districting.pool import Pool
from jingge_engines.districting.region import regions_of
from jingge_engines.districting.worth import plan_worth
from tests.engines.districting.cases import grid


@st.composite
def maps(draw: st.DrawFn) -> Problem:
    """A grid with some edges gone, loads of all sizes, few or many areas, with or without level-2 units."""
    width, height = draw(st.integers(2, 7)), draw(st.integers(2, 7))
    count = width * height
    seed = draw(st.integers(0, 999))
    rng = np.random.default_rng(seed)
    plain = grid(width, height)
    districts = draw(st.integers(1, count))
    load = rng.integers(0, 9, count).astype(float) + 0.5
    mean = load.sum() / districts
    nest = tuple(f"g{i // width // 2}" for i in range(count)) if draw(st.booleans()) else ()
    today = tuple("abc"[i % 3] for i in range(count)) if draw(st.booleans()) else ()
    return Problem(
        units=plain.units,
        edges=plain.edges[rng.random(len(plain.edges)) < 0.9],
        load=load,
        points=plain.points,
        metric="plane",
        districts=districts,
        lower=0.8 * mean,
        upper=1.2 * mean,
        nest=nest,
        today=today,
    )


@settings(max_examples=40, deadline=None)
@given(maps(), st.sampled_from(["cut_edges", "moment_of_inertia"]), st.sampled_from([0.0, 2.0]))
def test_the_search_returns_a_partition_into_whole_areas_at_its_true_worth(
    problem: Problem, objective: str, change: float
) -> None:
    params = Params.from_mapping({"objective": objective, "change_weight": change, "round_proposals": 500})
    region = next(regions_of(problem, params))
    search = archipelago_of(region, dice(1), Crew(2, 1))
    for _ in range(4):
        search.round(500)
    best = search.best
    area = best.plan()
    assert area.min() >= 0
    _, piece = components(problem.graph, area)
    possible = components(problem.graph)[0] <= region.districts
    if possible and not region.nested:
        assert len(np.unique(area)) == region.districts
        assert len(np.unique(piece)) == region.districts
        assert (best.violation, best.objective) == plan_worth(region, area)


def test_a_capped_change_is_kept_where_the_objective_wants_more() -> None:
    today = tuple("abcd"[2 * (i // 40) + (i % 8) // 4] for i in range(80))
    free = grid(8, 10, districts=4, lower=15, upper=25, today=today)
    bound = grid(8, 10, districts=4, lower=15, upper=25, today=today, caps={"people_changed": 3})
    params = Params(objective="moment_of_inertia", exact_sets=0, round_proposals=2000)
    want = Params(objective="cut_edges", exact_sets=0, round_proposals=2000)
    assert solve(free, stop=MaxIterations(60), rng=1, params=params).feasible
    kept = solve(bound, stop=MaxIterations(60), rng=1, params=want)
    assert kept.feasible
    assert kept.terms.people_changed <= 3


PRINT = """
import numpy as np
from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params, solve
from tests.engines.districting.cases import grid
problem = grid(14, 14, districts=14, lower=13, upper=15, today=tuple("abcdefgh"[i % 8] for i in range(196)))
params = Params(objective="cut_edges", change_weight=0.2, round_proposals=3000, threads={threads}, exact_sets=0)
print(solve(problem, stop=MaxIterations(50), rng=7, params=params).plan.assignment.tolist())
"""


def test_the_plan_follows_from_seed_and_islands_whatever_runs_them() -> None:
    plans = set()
    for hashing, threads in (("1", 1), ("2", 2), ("77", 0)):
        done = subprocess.run(
            [sys.executable, "-c", PRINT.format(threads=threads)],
            env=os.environ | {"PYTHONHASHSEED": hashing},
            capture_output=True,
            text=True,
            check=True,
        )
        plans.add(done.stdout)
    assert len(plans) == 1


def test_a_pool_puts_the_better_halves_of_two_plans_together() -> None:
    problem = grid(8, 4, districts=4, lower=8, upper=8)
    region = next(regions_of(problem, Params(objective="cut_edges")))
    column, row = np.arange(32) % 8, np.arange(32) // 8
    west = np.where(column < 4, column // 2, 2 + row // 2)
    ragged = np.where(column < 4, (row * 4 + column) // 8, 2 + (column - 4 + (row > 1)) % 4 // 2)
    worths = [plan_worth(region, plan.astype(np.int64)) for plan in (west, ragged)]
    pool = Pool(region)
    pool.add(west.astype(np.int64))
    pool.add(ragged.astype(np.int64))
    best = pool.best(0.0)
    assert best is not None
    worth = plan_worth(region, best)
    assert worth is not None
    assert worth <= min(known for known in worths if known is not None)


def test_many_areas_with_islands_give_a_sound_plan_and_gather_what_each_found() -> None:
    problem = grid(14, 14, districts=28, lower=6, upper=8)
    params = Params(objective="cut_edges", round_proposals=2000)
    region = next(regions_of(problem, params))
    search = archipelago_of(region, dice(1), Crew(2, 1))
    for _ in range(2 * GATHER):
        search.round(2000)
    assert plan_worth(region, search.best.plan()) == (search.best.violation, search.best.objective)
    assert len(search.pool.areas) >= 28
