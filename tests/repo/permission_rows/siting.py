"""Who may ask where offices should stand, who agrees, who opens them."""

from datetime import timedelta
from typing import Any

from jingge.common.clock import today
from jingge.common.viewer import Role
from jingge.siting.models import SiteStudy
from jingge.siting.terms import StudyState
from tests.contexts.siting.studies import answered
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.repo.matrix import BUREAU, Row, World

SEE = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.AUDITOR})
EDIT = frozenset({Role.COMMAND_OFFICE})
DECIDE = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE})


def prepare(world: World) -> None:
    """One worked-out study, one proposed by the chief's own office, one approved, one carried out."""
    small_staff(small_map(world.cast).version)
    by = viewer(world.cast.command_office)
    for name in ("done", "proposed", "approved", "opened"):
        study = answered(by, name=name)
        if name != "done":
            SiteStudy.objects.filter(pk=study.pk).update(
                state=StudyState(name), chosen_plan=1, opens_on=today() + timedelta(days=9)
            )
        world.things[name] = study.pk


def _of(name: str) -> Any:
    return lambda world: {"study_id": world.things[name]}


ASK = {
    "name": "选址",
    "model": "p_median",
    "count": "3",
    "keep_today": "on",
    "alternatives": "1",
    "within_pct": "5",
    "more": "1",
    "seconds": "5",
}
PROPOSAL = {"plan": "1", "opens_on": (today() + timedelta(days=30)).isoformat()}

ROWS = {
    "siting:studies": Row(roles=SEE),
    "siting:new": (
        Row(roles=EDIT, ok={200, 409}),
        Row(roles=EDIT, method="POST", data=lambda w: ASK, ok={302, 409}),
    ),
    "siting:study": Row(roles=SEE, ground=BUREAU, kwargs=_of("done")),
    "siting:propose": (
        Row(roles=EDIT, ground=BUREAU, kwargs=_of("done")),
        Row(roles=EDIT, ground=BUREAU, method="POST", kwargs=_of("done"), data=lambda w: PROPOSAL),
    ),
    "siting:approve": Row(roles=DECIDE, ground=BUREAU, method="POST", kwargs=_of("proposed")),
    "siting:take_back": Row(roles=EDIT, ground=BUREAU, method="POST", kwargs=_of("proposed")),
    "siting:open": (
        Row(roles=EDIT, ground=BUREAU, kwargs=_of("approved")),
        Row(roles=EDIT, ground=BUREAU, method="POST", kwargs=_of("approved")),
    ),
    "siting:take_back_opening": Row(roles=EDIT, ground=BUREAU, method="POST", kwargs=_of("opened")),
    "siting_api:offices": Row(
        roles=SEE, ground=BUREAU, kwargs=lambda world: {"study_id": world.things["done"], "plan": 1}
    ),
}
