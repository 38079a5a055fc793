"""The small map with its staff, and scenarios drawn on it by the real engine through the real job table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from jingge.accounts.models import Account
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.terms import Settings
from jingge.planning.web.forms import OFFICERS, WEIGHT
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
As = Callable[[Account], Client]
Draw = Callable[..., Scenario]


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
def draw(place: Place) -> Draw:
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


@pytest.fixture
def in_english(as_: As) -> As:
    """Signed in and reading English, so that the tests read as the code does."""

    def signed_in(person: Account) -> Client:
        client = as_(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return signed_in


def form_data(**changed: object) -> dict[str, object]:
    """What the form of a new scenario sends."""
    data: dict[str, object] = {
        "name": "春季",
        "note": "",
        "balance_pct": "60",
        "change_weight": "0.3",
        "objective": "moment_of_inertia",
        "time_s": "1",
        "seed": "1",
        OFFICERS + "DT": "3",
        OFFICERS + "XJ": "1",
    }
    data |= {WEIGHT + key: str(value) for key, value in DEFAULT_WEIGHTS.items()}
    return data | changed
