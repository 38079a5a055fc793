"""Joint work: everyone sees their own ground's; the station's head and the command office enter it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jingge.common.viewer import Role
from jingge.jointwork.actions import close_partner, enter_action, enter_partner
from jingge.jointwork.terms import JointSpec, PartnerSpec
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import DONGTA, small_map
from tests.repo.matrix import EVERY_ROLE, STATION, Row, World

WRITERS = frozenset({Role.COMMAND_OFFICE, Role.STATION_HEAD})
PARTNER = {"name": "东塔小学", "kind": "school", "station_code": "DT", "contact_post": ""}


def prepare(world: World) -> None:
    small_staff(small_map(world.cast).version)
    by = viewer(world.cast.command_office)
    partner = enter_partner(spec=PartnerSpec("东塔1社区居委会", "committee", "DT"), by=by)
    closed = enter_partner(spec=PartnerSpec("东塔旧居委会", "committee", "DT"), by=by)
    world.things["closed"] = close_partner(partner_id=closed.pk, by=by).pk
    spec = JointSpec("joint_duty", "巡逻", f"{DONGTA}001", date(2021, 6, 1), "040101", (partner.pk,))
    world.things |= {"partner": partner.pk, "action": enter_action(spec=spec, by=by).pk}


def _action(world: World) -> Mapping[str, Any]:
    return {"action_id": world.things["action"]}


def _partner(world: World) -> Mapping[str, Any]:
    return {"partner_id": world.things["partner"]}


def _closed(world: World) -> Mapping[str, Any]:
    return {"partner_id": world.things["closed"]}


def _wish(world: World) -> Mapping[str, Any]:
    return {
        "kind": "joint_duty",
        "subject": "夜市巡逻",
        "day": "2021-06-01",
        "grid_code": f"{DONGTA}001",
        "leader": "040101",
        "partners": [str(world.things["partner"])],
        "result": "完成",
    }


ROWS = {
    "jointwork:actions": Row(roles=EVERY_ROLE),
    "jointwork:figures": Row(roles=EVERY_ROLE),
    "jointwork:partners": Row(roles=EVERY_ROLE),
    "jointwork:action": Row(roles=EVERY_ROLE, ground=STATION, kwargs=_action),
    "jointwork:reopen_partner": (
        Row(roles=WRITERS, ground=STATION, kwargs=_closed),
        Row(roles=WRITERS, ground=STATION, method="POST", kwargs=_closed),
    ),
    "jointwork:actions_table": (
        Row(roles=WRITERS),
        Row(roles=WRITERS, method="POST", ok={422}),  # no file
    ),
    "jointwork:partners_table": (Row(roles=WRITERS), Row(roles=WRITERS, method="POST", ok={422})),
    "jointwork:new": (
        Row(roles=WRITERS),
        Row(roles=WRITERS, method="POST", data=_wish, ok={302, 422}),  # 422: another ground's choices
    ),
    "jointwork:new_partner": (
        Row(roles=WRITERS),
        Row(roles=WRITERS, method="POST", data=lambda w: PARTNER, ok={302, 422}),
    ),
    **{
        f"jointwork:{name}": (
            Row(roles=WRITERS, ground=STATION, kwargs=_action),
            Row(roles=WRITERS, ground=STATION, method="POST", kwargs=_action, data=data),
        )
        for name, data in (
            ("correct", _wish),
            ("finish", lambda w: {"result": "完成"}),
            ("cancel", lambda w: {}),
        )
    },
    **{
        f"jointwork:{name}": (
            Row(roles=WRITERS, ground=STATION, kwargs=_partner),
            Row(roles=WRITERS, ground=STATION, method="POST", kwargs=_partner, data=lambda w: PARTNER),
        )
        for name in ("change_partner", "close_partner")
    },
}
