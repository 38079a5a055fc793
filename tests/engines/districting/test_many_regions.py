"""Hundreds of stations in one run: a plan for all before more than that for any."""

import numpy as np
import pytest

from jingge_engines.core.stop import MaxIterations, MaxTime
from jingge_engines.districting import Params, Problem, solve
from jingge_engines.districting.solve import MANY
from tests.engines.districting.cases import grid


class Cancelled:
    """Somebody who has changed their mind."""

    def report(self, progress: object) -> None:
        """Not looked at."""

    def cancelled(self) -> bool:
        """From the beginning."""
        return True


def stations(count: int, *, nested: bool = False) -> Problem:
    """Towns of 4 x 4 blocks in a row, each of two areas."""
    width = 4 * count
    town = np.arange(4 * width) % width // 4
    edges = grid(width, 4).edges
    return grid(
        width,
        4,
        edges=edges[town[edges[:, 0]] == town[edges[:, 1]]],
        region=tuple(f"S{one:03d}" for one in town),
        nest=tuple(f"V{i // width // 2}-{i % width // 2}" for i in range(4 * width)) if nested else (),
        districts=2,
        lower=8,
        upper=8,
    )


@pytest.mark.parametrize("nested", [False, True])
def test_every_one_of_many_stations_gets_areas_within_the_limits(nested: bool) -> None:
    problem = stations(MANY + 10, nested=nested)
    params = Params(objective="cut_edges", exact_sets=0)
    result = solve(problem, stop=MaxIterations(150), rng=1, params=params)
    assert result.feasible
    assert result.objective <= 4 * (MANY + 10) * 1.2
    again = solve(
        problem, stop=MaxIterations(150), rng=1, params=Params(objective="cut_edges", exact_sets=0, threads=1)
    )
    assert again.plan.assignment.tolist() == result.plan.assignment.tolist()


@pytest.mark.parametrize("nested", [False, True])
def test_a_run_that_is_cancelled_at_once_still_divides_every_station(nested: bool) -> None:
    problem = stations(MANY + 10, nested=nested)
    result = solve(problem, stop=MaxTime(60), rng=1, observe=Cancelled())
    assert result.evaluation.contiguous
    assert result.evaluation.nested
    assert len(result.plan.labels) == 2 * (MANY + 10)
    assert result.rounds == 0
