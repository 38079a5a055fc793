"""What a caller may count on whatever the problem: sound plans, honest records, cancel, and the same dice."""

import os
import subprocess
import sys
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingge_engines.core.observe import Progress
from jingge_engines.core.result import Status
from jingge_engines.core.stop import AnyOf, MaxIterations, MaxTime, Proven
from jingge_engines.districting import Broken, Params, evaluate, solve
from jingge_engines.districting.params import Objective
from tests.engines.districting.cases import grid, random_case

SOFT = {
    Broken.LOAD_ABOVE,
    Broken.LOAD_BELOW,
    Broken.NO_PLAN_EXISTS,
    Broken.UNIT_TOO_HEAVY,
    Broken.REGION_TOTAL,
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10_000),
    nested=st.booleans(),
    changing=st.booleans(),
    tight=st.floats(0.01, 0.9),
    objective=st.sampled_from(["cut_edges", "moment_of_inertia"]),
    exact=st.booleans(),
)
def test_a_plan_is_whole_connected_and_nested_whatever_the_problem(
    seed: int, nested: bool, changing: bool, tight: float, objective: Objective, exact: bool
) -> None:
    problem = random_case(seed, nested=nested, changing=changing, tight=tight)
    weight = 1.0 if changing else 0.0
    params = Params(
        objective=objective, change_weight=weight, round_proposals=200, exact_sets=10_000 if exact else 0
    )
    result = solve(problem, stop=AnyOf(MaxIterations(12), Proven()), rng=seed, params=params)
    pieces = {violation.kind for violation in result.violations}
    if Broken.REGION_IN_PIECES not in pieces and not (nested and Broken.DISTRICT_COUNT in pieces):
        assert pieces <= SOFT
    assert result.feasible == (not result.violations)
    if result.lower_bound is not None:
        assert result.lower_bound <= result.objective * (1 + 1e-9) + 1e-12
    assert result.seed == seed


def test_a_bound_is_never_above_its_plan_where_change_weighs_next_to_nothing() -> None:
    problem = random_case(4594, nested=True, changing=True, tight=0.3125)
    params = Params(change_weight=1.0, round_proposals=200, exact_sets=10_000)
    result = solve(problem, stop=AnyOf(MaxIterations(12), Proven()), rng=4594, params=params)
    assert result.status == "proven"
    assert result.lower_bound == pytest.approx(result.objective, rel=1e-12)


@dataclass
class Watcher:
    """Writes progress down and cancels after a number of looks."""

    after: int
    seen: list[Progress] = field(default_factory=list)

    def report(self, progress: Progress) -> None:
        self.seen.append(progress)

    def cancelled(self) -> bool:
        return len(self.seen) >= self.after


def test_a_cancelled_run_hands_back_the_best_plan_so_far() -> None:
    problem = grid(12, 12, districts=6, lower=22, upper=26)
    watcher = Watcher(after=1)
    result = solve(problem, stop=MaxTime(60), rng=1, params=Params(exact_sets=0), observe=watcher)
    assert watcher.seen[0].phase == "start"
    assert len(result.plan.labels) == 6
    assert result.evaluation.contiguous


def test_a_time_limit_ends_the_search() -> None:
    """How exactly it is kept is measured on a quiet machine (benchmarks/quality)."""
    problem = grid(20, 20, districts=10, lower=38, upper=42)
    stop = MaxTime(1.0)
    result = solve(problem, stop=stop, rng=1)
    assert stop.seconds_left() > -10.0  # a search that looks at no clock goes on for minutes
    assert result.feasible


def test_regions_never_mix_and_their_figures_add_up() -> None:
    region = tuple("west" if i % 6 < 3 else "east" for i in range(36))
    problem = grid(6, 6, region=region, districts={"west": 3, "east": 2}, lower=4, upper=10)
    result = solve(
        problem, stop=AnyOf(MaxIterations(60), Proven()), rng=1, params=Params(objective="cut_edges")
    )
    assert result.feasible
    assert result.status is Status.PROVEN
    assert result.plan.regions == ("west",) * 3 + ("east",) * 2
    assert all(
        problem.region[i] == result.plan.regions[area] for i, area in enumerate(result.plan.assignment)
    )
    crossing = 6
    assert result.objective == sum(one.objective for one in result.by_region) + crossing
    assert result.lower_bound == result.objective
    assert {one.region for one in result.by_region} == {"west", "east"}


def test_an_area_keeps_todays_label_where_it_continues_one() -> None:
    today = tuple("south" if i < 18 else "north" for i in range(36))
    problem = grid(6, 6, districts=2, lower=16, upper=20, today=today)
    result = solve(problem, stop=MaxIterations(30), rng=1, params=Params(change_weight=100))
    assert set(result.plan.labels) == {"south", "north"}
    assert result.terms.people_changed == 0
    assert result.plan.label_of_unit() == today


def test_todays_plan_can_be_the_start() -> None:
    start = [0 if i % 6 < 3 else 1 for i in range(36)]
    problem = grid(6, 6, districts=2, lower=18, upper=18)
    params = Params(objective="cut_edges", exact_sets=0)
    result = solve(problem, stop=MaxIterations(0), rng=1, params=params, start=start)
    assert result.objective == evaluate(problem, start, params).objective == 6


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"districts": 3}, {Broken.TOO_FEW_UNITS, Broken.DISTRICT_COUNT}),
        ({"edges": np.zeros((0, 2))}, {Broken.REGION_IN_PIECES, Broken.NOT_CONTIGUOUS}),
        ({"lower": 3, "upper": 3}, {Broken.REGION_TOTAL, Broken.LOAD_BELOW, Broken.NO_PLAN_EXISTS}),
        (
            {"load": [9, 1], "districts": 2, "lower": 1, "upper": 5},
            {Broken.UNIT_TOO_HEAVY, Broken.LOAD_ABOVE, Broken.NO_PLAN_EXISTS},
        ),
    ],
)
def test_an_impossible_wish_gets_a_plan_and_the_reasons(
    fields: dict[str, object], kinds: set[Broken]
) -> None:
    result = solve(grid(2, 1, **fields), stop=MaxIterations(5), rng=1)
    assert not result.feasible
    assert kinds <= {violation.kind for violation in result.violations}


def test_one_unit_is_a_plan() -> None:
    result = solve(grid(1, 1), stop=MaxIterations(5), rng=1)
    assert result.feasible
    assert result.status is Status.PROVEN
    assert result.plan.assignment.tolist() == [0]


SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params, solve
from tests.engines.districting.cases import grid
problem = grid(9, 9, districts=5, lower=15, upper=18, today=tuple("abc"[i % 3] for i in range(81)))
for objective in ("cut_edges", "moment_of_inertia"):
    params = Params(objective=objective, change_weight=0.5, exact_sets=0, round_proposals=3000)
    print(solve(problem, stop=MaxIterations(25), rng=7, params=params).plan.assignment.tolist())
"""


def test_the_same_seed_gives_the_same_plan_in_another_process_and_with_another_hash_seed() -> None:
    root = os.getcwd()
    outputs = set()
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        script = SCRIPT.format(root=root)
        run = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_a_seeded_run_is_what_it_was() -> None:
    problem = grid(6, 6, districts=4, lower=8, upper=10)
    params = Params(objective="cut_edges", exact_sets=0, round_proposals=2000)
    result = solve(problem, stop=MaxIterations(40), rng=11, params=params)
    assert result.objective == 12
    assert result.rounds == 40
    assert result.history[-1].violation == 0
