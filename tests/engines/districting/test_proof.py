"""Every bound against the slow look at all plans: never above the best, and equal to it where promised."""

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jingge_engines.core.result import Status
from jingge_engines.core.stop import MaxIterations, MaxTime
from jingge_engines.districting import Measure, Params, Problem, solve
from jingge_engines.districting.bound import Dual
from jingge_engines.districting.branching import Branching
from jingge_engines.districting.cutting import METHOD as CUTTING
from jingge_engines.districting.cutting import least_cut
from jingge_engines.districting.fixing import Pairs, open_pairs, probed, separator, within_reach
from jingge_engines.districting.hess import models_of
from jingge_engines.districting.integer import HessProgram, Outcome
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.proof import CUT, RELAXED, prove_by_model
from jingge_engines.districting.reference import partitions
from jingge_engines.districting.region import Region, regions_of
from jingge_engines.districting.worth import plan_worth
from tests.engines.districting.cases import grid, random_case
from tests.engines.districting.instances import instance, published_plan

ROUNDS = MaxIterations(1)
CASES = settings(max_examples=20, deadline=None, derandomize=True)


def wishful(seed: int, **further: Any) -> Problem:
    """A random case with a second measure, a pair together and a pair apart, in some of the seeds."""
    plain = random_case(seed, tight=0.5)
    rng = np.random.default_rng(seed)
    names = list(rng.permutation(plain.units))
    fields: dict[str, Any] = {}
    if seed % 2:
        area = rng.integers(1, 6, len(names)).astype(float)
        fields["measures"] = {"area": Measure(area, 0.0, 0.8 * float(area.sum()))}
    if seed % 3 == 0:
        fields["together"] = ((names[0], names[1]),)
    if seed % 3 == 1:
        fields["apart"] = ((names[2], names[3]),)
    if seed % 5 == 0:
        fields["least_units"] = 2
    return Problem(
        units=plain.units,
        edges=plain.edges,
        load=plain.load,
        points=plain.points,
        metric="plane",
        districts=plain.districts,
        lower=plain.lower,
        upper=plain.upper,
        **(fields | further),
    )


def all_worths(region: Region) -> list[tuple[float, Ints]]:
    """What every plan that keeps all rules is worth, least first."""
    found = []
    for plan in partitions(region.order, region.districts):
        area = np.array(plan, dtype=np.int64)
        worth = plan_worth(region, area)
        if worth is not None and worth[0] == 0:
            found.append((worth[1], area))
    return sorted(found, key=lambda one: one[0])


@given(seed=st.integers(0, 400), worst=st.booleans())
@example(seed=31, worst=False)  # a centre in one of two units that must be apart
@example(seed=18, worst=True)  # called infeasible by the solver's presolve
@example(seed=62, worst=True)  # a worse plan called optimal by it
@CASES
def test_one_distance_term_with_wishes_is_proven_from_any_plan(seed: int, worst: bool) -> None:
    region = next(regions_of(wishful(seed), Params()))
    worths = all_worths(region)
    if worths:
        value, area = worths[-1 if worst else 0]
        found = prove_by_model(region, area, value, ROUNDS)
        assert found.bound == pytest.approx(worths[0][0], rel=1e-6)
        assert found.bound <= worths[0][0] * (1 + 1e-9) + 1e-9


@given(seed=st.integers(0, 400))
@CASES
def test_bounds_of_bases_that_areas_share_are_never_above_the_best_plan(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = len(random_case(seed).units)
    travel = rng.uniform(0, 9, (count, 3))
    problem = wishful(seed, travel=travel, bases=("", "u0", ""))
    region = next(regions_of(problem, Params(objective="travel")))
    worths = all_worths(region)
    if worths:
        found = prove_by_model(region, worths[0][1], worths[0][0], ROUNDS)
        assert 0 <= found.bound <= worths[0][0] * (1 + 1e-9) + 1e-9


@given(seed=st.integers(0, 400))
@CASES
def test_the_bound_of_a_blend_is_never_above_the_best_plan(seed: int) -> None:
    rng = np.random.default_rng(seed)
    today = tuple(rng.choice(["east", "west", ""], len(random_case(seed).units)))
    further = {"travel": 2.0, "imbalance": 3.0, "people_changed": 0.5, "cut_edges": 1.0}
    chosen = {name: weight for name, weight in further.items() if rng.random() < 0.7}
    params = Params(objective="blend", weights={"moment_of_inertia": 1.0} | chosen)
    region = next(regions_of(wishful(seed, today=today), params))
    worths = all_worths(region)
    if worths:
        found = prove_by_model(region, worths[0][1], worths[0][0], ROUNDS)
        assert found.bound <= worths[0][0] * (1 + 1e-9) + 1e-9


@given(seed=st.integers(0, 400))
@CASES
def test_no_pair_of_the_best_plan_is_ever_closed(seed: int) -> None:
    region = next(regions_of(wishful(seed), Params()))
    worths = all_worths(region)
    if worths:
        (best, area), (value, first) = worths[0], worths[len(worths) // 2]
        model = models_of(region)[0]
        dual = Dual(model)
        dual.climb(first, value, ROUNDS)
        pairs = within_reach(model, region.graph, open_pairs(dual, best))
        pairs = probed(dual, region.graph, pairs, best, ROUNDS)
        centres = model.centres_of(area)[np.unique(area, return_inverse=True)[1]]
        assert pairs[np.arange(region.order), centres].all()


@given(seed=st.integers(0, 400))
@CASES
def test_no_plan_cuts_fewer_edges_than_the_bound_says(seed: int) -> None:
    region = next(regions_of(wishful(seed), Params(objective="cut_edges")))
    worths = all_worths(region)
    if worths:
        value, area = worths[-1]
        assert 0 < least_cut(region, area, value, ROUNDS) <= worths[0][0]


def test_a_grid_of_sixteen_is_proven_to_be_cut_no_less_than_in_quarters() -> None:
    problem = grid(4, 4, districts=4, lower=4, upper=4)
    region = next(regions_of(problem, Params(objective="cut_edges")))
    quarters = np.array([2 * (i // 8) + (i % 4) // 2 for i in range(16)])
    clock = MaxTime(60)
    clock.begin()
    found = prove_by_model(region, quarters, 8.0, clock)
    assert found.bound == 8
    assert found.method == CUTTING
    assert prove_by_model(region, quarters, 8.0, ROUNDS).bound == -np.inf


def test_the_dual_is_valid_for_any_prices() -> None:
    region = next(regions_of(random_case(4, tight=0.5), Params()))
    best = all_worths(region)[0][0]
    rng = np.random.default_rng(0)
    for _ in range(200):
        dual = Dual(models_of(region)[0])
        dual.begin_at(rng.normal(0, 30, region.order), rng.normal(0, 30, region.order))
        assert dual.best <= best


def test_a_separator_has_no_unit_to_spare() -> None:
    graph = grid(5, 3).graph
    between = separator(graph, np.array([0]), 4)
    assert set(between.tolist()) == {1, 5}
    assert set(separator(graph, np.array([0, 5, 10]), 4).tolist()) == {1, 6, 11}


def test_areas_that_would_rather_lie_in_pieces_are_proven_whole() -> None:
    # A wall of heavy people in the middle: without contiguity the two ends would share an area.
    points = np.array([[0, 0], [10, 0], [5, 0.1], [5, -0.1], [0, 1], [10, 1]], dtype=float)
    problem = Problem(
        units=tuple("abcdef"),
        edges=np.array([[0, 2], [1, 3], [2, 3], [2, 4], [3, 5]]),
        load=np.array([1, 1, 4, 4, 1, 1]),
        points=points,
        metric="plane",
        districts=2,
        lower=4,
        upper=8,
    )
    region = next(regions_of(problem, Params()))
    worths = all_worths(region)
    found = prove_by_model(region, worths[-1][1], worths[-1][0], ROUNDS)
    assert found.bound == pytest.approx(worths[0][0], rel=1e-7)
    assert found.method in (CUT, RELAXED)


def test_mississippi_is_proven_as_compact_as_can_be_from_a_plan_that_is_not() -> None:
    problem, known = instance("ms_county_2010")
    region = next(regions_of(problem, Params()))
    area = np.unique(published_plan("ms_county_2010"), return_inverse=True)[1]
    worth = plan_worth(region, area)
    assert worth is not None
    found = prove_by_model(region, area, worth[1], ROUNDS)
    assert 0 < found.bound <= known["moment_of_inertia"]["best"] * (1 + 1e-6)


def test_mississippi_is_proven_as_compact_as_can_be() -> None:
    problem, known = instance("ms_county_2010")
    result = solve(problem, stop=MaxIterations(300), rng=1, params=Params(exact_sets=0))
    assert result.objective == pytest.approx(known["moment_of_inertia"]["best"], rel=1e-7)
    assert result.status is Status.PROVEN
    assert result.bound_method == CUT


@given(seed=st.integers(0, 400), settles=st.booleans())
@CASES
def test_branching_on_where_centres_stand_is_never_above_the_best_plan(seed: int, settles: bool) -> None:
    region = next(regions_of(wishful(seed), Params()))
    worths = all_worths(region)
    if worths:
        best, (ceiling, first) = worths[0][0], worths[-1]
        model = models_of(region)[0]
        dual = Dual(model)
        dual.climb(first, ceiling, ROUNDS)

        def settle(pairs: Pairs, most: float) -> Outcome | None:
            return HessProgram(region, model, pairs, most).run(None, ROUNDS, 100) if settles else None

        bound = Branching(dual, region.problem.points, ceiling, settle).run(ROUNDS)
        assert dual.best <= bound * (1 + 1e-9)
        assert bound <= best * (1 + 1e-9) + 1e-9
        assert not settles or bound == pytest.approx(best, rel=1e-6)


def test_branching_closes_a_gap_that_the_dual_alone_leaves_open() -> None:
    region = next(regions_of(random_case(6), Params()))
    best, area = all_worths(region)[0]
    dual = Dual(models_of(region)[0])
    dual.climb(area, best, ROUNDS, 0.0)
    bound = Branching(dual, region.problem.points, best, lambda *_: None).run(ROUNDS)
    assert dual.best < 0.85 * best
    assert 0.9 * best < bound <= best
