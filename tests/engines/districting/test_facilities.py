"""Offices and their service areas: the best plan, its proof, and what may not be."""

import math

import numpy as np
import pytest

from jingge_engines.core.graph import components
from jingge_engines.core.observe import Progress
from jingge_engines.core.stop import MaxIterations, MaxTime
from jingge_engines.districting.facilities import FacilityProblem, FacilityResult, solve_facilities
from tests.engines.districting.facility_cases import best_of_all, line, planted, random_facilities


def solved(problem: FacilityProblem, rounds: int = 60, seed: int = 1, threads: int = 2) -> FacilityResult:
    return solve_facilities(problem, stop=MaxIterations(rounds), rng=seed, threads=threads)


def area_of(problem: FacilityProblem, result: FacilityResult) -> np.ndarray:
    place = {site: index for index, site in enumerate(problem.sites)}
    return np.array([place[site] for site in result.site_of_unit])


@pytest.mark.parametrize("seed", range(12))
def test_the_plan_and_its_bound_agree_with_looking_at_every_plan(seed: int) -> None:
    problem = random_facilities(seed, whole=seed % 3 > 0)
    truth, result = best_of_all(problem), solved(problem)
    if math.isinf(truth):
        assert not result.feasible
        assert result.lower_bound is None
        return
    assert result.feasible
    assert result.objective == pytest.approx(truth)
    assert result.lower_bound is not None
    assert result.lower_bound <= truth + 1e-9
    assert result.status == "proven"


@pytest.mark.parametrize("seed", range(4))
def test_without_a_number_the_fixed_costs_decide_how_many_open(seed: int) -> None:
    problem = random_facilities(seed, open=None)
    result = solved(problem)
    assert result.objective == pytest.approx(best_of_all(problem))
    assert result.status == "proven"


def test_every_area_is_in_one_piece_holds_its_office_and_keeps_its_capacity() -> None:
    problem, best = planted(3, 2, 3)
    result = solved(problem)
    area = area_of(problem, result)
    assert result.objective == pytest.approx(best)
    assert result.status == "proven"
    assert components(problem.model.graph, area)[0] == len(result.opened) == 6
    assert all(area[problem.index[site]] == problem.sites.index(site) for site in result.opened)
    assert all(one.contiguous and one.load <= one.capacity for one in result.areas)
    assert result.terms.fixed_cost + result.terms.travel == pytest.approx(result.objective)


def test_a_kept_site_is_open_and_a_forbidden_one_is_not() -> None:
    free = solved(line())
    assert set(free.opened) != {"a", "f"}
    kept = solved(line(kept=("a", "f")))
    assert set(kept.opened) == {"a", "f"}
    assert kept.objective > free.objective
    forbidden = solved(line(forbidden=("c",)))
    assert set(forbidden.opened) == {"a", "f"}


def test_distances_over_roads_replace_straight_lines() -> None:
    straight = line(open=1, capacity=np.full(3, 60.0))
    assert solved(straight).opened == ("c",)
    road = np.full((6, 3), 9.0)
    road[:, 2] = 0.5
    result = solved(line(open=1, capacity=np.full(3, 60.0), travel=road, points=None))
    assert result.opened == ("f",)
    assert result.objective == pytest.approx(7 + 60 * 0.5)


def test_two_parts_of_the_map_each_get_an_office() -> None:
    parts = line(edges=np.array([[0, 1], [1, 2], [3, 4], [4, 5]]))
    result = solved(parts)
    assert "f" in result.opened
    assert result.feasible
    assert result.objective == pytest.approx(best_of_all(parts))


def test_capacities_that_no_plan_keeps_give_the_least_load_above_them_by_name() -> None:
    # Each office can carry its half only by sharing out a unit: 35 + 35 against six units of ten.
    result = solved(line(sites=("a", "f"), fixed_cost=np.ones(2), capacity=np.array([35.0, 28.0])))
    assert not result.feasible
    assert result.violation == pytest.approx(2.0)
    kinds = [violation.kind for violation in result.violations]
    assert kinds == ["load_above_capacity", "no_plan_within_capacities_exists"]
    assert "site 'f' carries 30, above its capacity 28" in result.violations[0].message
    assert result.lower_bound is None


def test_a_unit_above_every_capacity_is_named() -> None:
    load = np.array([10.0, 10, 10, 70, 10, 10])
    result = solved(line(load=load, capacity=np.full(3, 65.0)))
    assert not result.feasible
    assert any(v.kind == "unit_above_every_capacity" and v.unit == "d" for v in result.violations)


def test_the_same_seed_gives_the_same_plan_on_one_core_and_on_two() -> None:
    problem = random_facilities(3)
    one, two = solved(problem, threads=1, rounds=9), solved(problem, threads=2, rounds=9)
    assert one.site_of_unit == two.site_of_unit
    assert one.lower_bound == two.lower_bound
    assert one.rounds == two.rounds


def test_a_cancelled_run_hands_back_a_plan() -> None:
    class Impatient:
        def report(self, progress: Progress) -> None:
            self.last = progress

        def cancelled(self) -> bool:
            return hasattr(self, "last")

    problem, best = planted(3, 3, 3)
    result = solve_facilities(problem, stop=MaxTime(60), rng=1, observe=Impatient())
    assert result.objective >= best - 1e-9
    assert len(result.site_of_unit) == len(problem.units)


def test_one_unit_and_one_office_are_a_plan() -> None:
    problem = FacilityProblem(
        units=("a",), edges=np.zeros((0, 2), dtype=np.int64), load=np.zeros(1), points=np.array([[110.0, 35.0]]), sites=("a",),
        fixed_cost=np.full(1, 3.0), capacity=np.zeros(1),
    )  # fmt: skip
    result = solved(problem)
    assert (result.opened, result.objective, result.status) == (("a",), 3.0, "proven")


def test_a_plan_is_handed_back_even_where_there_is_no_time_at_all() -> None:
    result = solve_facilities(random_facilities(1), stop=MaxTime(0.0), rng=1)
    assert len(result.site_of_unit) == len(random_facilities(1).units)
