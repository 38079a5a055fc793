"""Redrawing areas exactly around their centres: only ever better, never outside the limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge_engines.core.stop import MaxIterations
from jingge_engines.districting import Params
from jingge_engines.districting.polish import polished
from jingge_engines.districting.problem import Ints
from jingge_engines.districting.region import Region, regions_of
from jingge_engines.districting.worth import plan_worth
from tests.engines.districting.cases import grid, random_case

ROUNDS = MaxIterations(1)
CASES = settings(max_examples=20, deadline=None, derandomize=True)


def squares(across: int) -> Ints:
    """The plan of a grid in squares of three by three cells."""
    width = 3 * across
    cells = np.arange(width * width)
    return (cells // width // 3 * across + cells % width // 3).astype(np.int64)


def sheared(across: int) -> tuple[Region, Ints]:
    """Such a grid where the two squares that come first in each row have swapped a cell."""
    width = 3 * across
    problem = grid(width, width, districts=across * across, lower=9, upper=9)
    area = squares(across)
    for row in range(0, width, 3):
        top, bottom = row * width + 2, (row + 2) * width + 3
        area[top], area[bottom] = area[bottom], area[top]
    return next(regions_of(problem, Params())), area


@pytest.mark.parametrize("across", [2, 3])
def test_neighbours_that_hold_each_others_cells_give_them_back(across: int) -> None:
    region, area = sheared(across)
    before = plan_worth(region, area)
    assert before is not None
    found = polished(region, area, *before, ROUNDS)
    assert found is not None
    assert plan_worth(region, found) == pytest.approx(plan_worth(region, squares(across)))


@given(seed=st.integers(0, 400))
@CASES
def test_what_comes_back_is_better_by_all_that_counts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    params = Params(objective="blend", weights={"moment_of_inertia": 1.0, "cut_edges": float(seed % 3)})
    region = next(regions_of(random_case(seed, tight=0.6), params))
    area = rng.permutation(np.arange(region.order) % region.districts).astype(np.int64)
    worth = plan_worth(region, area)
    if worth is not None:
        found = polished(region, area, *worth, ROUNDS)
        told = None if found is None else plan_worth(region, found)
        assert found is None or (told is not None and told[0] == 0 and told[1] < worth[1])


def test_the_same_plan_comes_back_every_time() -> None:
    region, area = sheared(3)
    worth = plan_worth(region, area)
    assert worth is not None
    first, second = (polished(region, area, *worth, ROUNDS) for _ in range(2))
    assert first is not None and second is not None
    assert first.tolist() == second.tolist()
