"""The small map with its staff, and plans of moves drawn by the real engine through the real job table."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import translation

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.redeployment import actions
from jingge.redeployment.models import StaffingPlan
from jingge.redeployment.terms import Wish
from jingge.runs.management import leases
from jingge.runs.management.performing import Beating, perform
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import SmallMap, small_map

LEASE_S = 30.0
FREE = Wish(station_share=False, community_share=False, attached=False, cover=False, stability_years=0)


@dataclass(frozen=True)
class Place:
    cast: Cast
    map: SmallMap
    staff: Staff
    by: Viewer

    def plan(self, wish: Wish = FREE, **more: object) -> StaffingPlan:
        values: dict[str, object] = {"name": "充实所队", "day": today(), "by": self.by, **more}
        return actions.create_plan(wish=wish, **values)  # type: ignore[arg-type]

    def drawn(self, wish: Wish, **more: object) -> StaffingPlan:
        plan = self.plan(wish, **more)
        actions.request_drawing(plan_id=plan.pk, by=self.by)
        assert work() == "done"
        plan.refresh_from_db()
        return plan

    def approved(self, plan: StaffingPlan) -> StaffingPlan:
        actions.submit_plan(plan_id=plan.pk, by=self.by)
        return actions.approve_plan(plan_id=plan.pk, by=viewer(self.cast.second_command_office))


@pytest.fixture
def place(cast: Cast) -> Place:
    drawn = small_map(cast)
    return Place(cast, drawn, small_staff(drawn.version), viewer(cast.command_office))


def work() -> str:
    """Do the next job as a worker does."""
    ticket = leases.claim(lease_s=LEASE_S)
    assert ticket is not None
    return perform(ticket, Beating(ticket, lease_s=LEASE_S, stopping=lambda: False))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Texts as they stand in the code."""
    with translation.override("en"):
        yield
