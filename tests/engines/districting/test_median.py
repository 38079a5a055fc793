"""The best centre found without measuring every pair is the one that measuring every pair finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingge_engines.core.distance import Metric, between
from jingge_engines.districting import evaluate
from jingge_engines.districting.median import nearest_centre, squared_centre
from tests.engines.districting.cases import grid

METRICS: tuple[Metric, ...] = ("plane", "haversine_km")


@given(
    seed=st.integers(0, 10_000), metric=st.sampled_from(METRICS), coarse=st.booleans(), empty=st.booleans()
)
def test_no_centre_is_better(seed: int, metric: Metric, coarse: bool, empty: bool) -> None:
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, 2, (int(rng.integers(1, 60)), 2)) + [100, 30]
    points = np.round(points, 1) if coarse else points
    weight = rng.integers(0, 1 if empty else 5, len(points)).astype(float)
    distance = between(points, points, metric)
    for found, totals in (
        (squared_centre(points, weight, metric), weight @ distance**2),
        (nearest_centre(points, weight, metric), weight @ distance),
    ):
        value, centre = found
        assert value == pytest.approx(totals.min(), rel=1e-9)
        assert totals[centre] == pytest.approx(totals.min(), rel=1e-9)


def test_an_area_of_fifty_thousand_units_is_weighed_like_a_small_one() -> None:
    plan = evaluate(grid(250, 200), np.zeros(50_000, dtype=np.int64))
    squares = 200 * (np.arange(250) - 125.0) ** 2 @ np.ones(250) + 250 * (
        np.arange(200) - 100.0
    ) ** 2 @ np.ones(200)
    assert plan.terms.moment_of_inertia == pytest.approx(squares / 1e6)
    assert plan.districts[0].centre in {"u24874", "u24875", "u25124", "u25125"}
    assert plan.contiguous
