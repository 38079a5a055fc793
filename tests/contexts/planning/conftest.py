"""The small map with its staff, and scenarios drawn on it by the real engine through the real job table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.utils import translation

from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.terms import Settings
from jingge.runs.management import leases
from jingge.runs.management.performing import Beating, perform
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import SmallMap, small_map

SETTINGS = Settings(
    name="均衡方案",
    note="",
    weights=dict(DEFAULT_WEIGHTS),
    officers_by_station={"DT": 3, "XJ": 1},
    balance_pct=60.0,
    change_weight=0.0,
    objective="moment_of_inertia",
    time_s=20,  # it stops when proven, within a second; the rest is for a busy machine
    seed=1,
)
LEASE_S = 30.0


@dataclass(frozen=True)
class Place:
    cast: Cast
    map: SmallMap
    staff: Staff


@pytest.fixture
def place(cast: Cast) -> Place:
    drawn = small_map(cast)
    return Place(cast, drawn, small_staff(drawn.version))


@pytest.fixture
def draw(place: Place) -> Callable[..., Scenario]:
    """A scenario of the command office, drawn by the worker: `draw(balance_pct=40)`."""

    def drawn(**changed: Any) -> Scenario:
        by = viewer(place.cast.command_office)
        scenario = actions.create_scenario(settings=replace(SETTINGS, **changed), by=by)
        actions.request_solution(scenario_id=scenario.pk, by=by)
        assert work() == "done"
        scenario.refresh_from_db()
        return scenario

    return drawn


def work() -> str:
    """Do the next job as a worker does."""
    ticket = leases.claim(lease_s=LEASE_S)
    assert ticket is not None
    return perform(ticket, Beating(ticket, lease_s=LEASE_S, stopping=lambda: False))


@pytest.fixture
def english() -> Iterator[None]:
    """Texts as they stand in the code."""
    with translation.override("en"):
        yield
