"""Rosters: seen by those who read postings, arranged by the command office and the station's head, asked by officers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jingge.common.clock import now, today
from jingge.common.ids import new_id
from jingge.common.viewer import Role
from jingge.rosters.actions import make_feed, open_roster, take_first_kinds
from jingge.rosters.models import Cell, DayNeed, Leave, RepairProposal, Roster, ShiftKind, Swap
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.repo.matrix import STATION, Row, World

SEE = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.AUDITOR}
OWN = SEE | {Role.COMMUNITY_OFFICER}
ARRANGE = {Role.COMMAND_OFFICE, Role.STATION_HEAD}
DEED = {302, 409, 422}


def prepare(world: World) -> None:
    """A published month of 东塔 with one shift, a leave, a swap, a proposal, a calendar address."""
    staff = small_staff(small_map(world.cast).version)
    by = viewer(world.cast.command_office)
    take_first_kinds(station_code="DT", by=by)
    roster = open_roster(station_code="DT", month=today().replace(day=1), by=by)
    Roster.objects.filter(pk=roster.pk).update(state="published", published_at=now(), asked={"groups": {}})
    officer, other = staff.people["040101"], staff.people["040102"]
    kind = ShiftKind.objects.get(station=world.cast.dongta, code="area")
    Cell.objects.create(roster=roster, officer=officer, day=today(), kind=kind)
    leave = Leave.objects.create(
        bureau=world.cast.bureau, station=world.cast.dongta, officer=officer, kind="annual",
        first_day=date(2031, 1, 1), last_day=date(2031, 1, 2), state="asked", asked_at=now(), asked_by_label="",
    )  # fmt: skip
    DayNeed.objects.create(
        bureau=world.cast.bureau, station=world.cast.dongta, kind=kind, day=date(2031, 1, 5), need=2, why="集市",
        entered_at=now(), entered_by_label="",
    )  # fmt: skip
    table = Leave.objects.create(
        bureau=world.cast.bureau, station=world.cast.dongta, officer=other, kind="annual",
        first_day=date(2031, 2, 1), last_day=date(2031, 2, 2), state="approved", asked_at=now(), asked_by_label="",
        table_id=new_id(),
    ).table_id  # fmt: skip
    swap = Swap.objects.create(
        roster=roster, asker=officer, colleague=other, day=today(), asked_at=now(), asked_by_label=""
    )
    proposal = RepairProposal.objects.create(
        roster=roster, leave=leave, from_day=today(), state="proposed", created_at=now(), created_by_label=""
    )
    secret = make_feed(by=viewer(world.cast.officer))
    world.things |= {
        "roster": roster.pk, "officer": officer.pk, "leave": leave.pk, "swap": swap.pk, "proposal": proposal.pk,
        "secret": secret, "table": table,
    }  # fmt: skip


def _roster(world: World) -> Mapping[str, Any]:
    return {"roster_id": world.things["roster"]}


def _station(world: World) -> Mapping[str, Any]:
    return {"code": "DT"}


def _kind(world: World) -> Mapping[str, Any]:
    return {"code": "DT", "kind": "area"}


def _need(world: World) -> Mapping[str, Any]:
    return {"code": "DT", "kind": "area", "day": "2031-01-05"}


def _proposal(world: World) -> Mapping[str, Any]:
    return {"proposal_id": world.things["proposal"]}


def _cell(world: World) -> Mapping[str, Any]:
    return {"officer": world.things["officer"], "day": today().isoformat(), "code": ""}


def _days(world: World) -> Mapping[str, Any]:
    day = today().isoformat()
    return {"officer_id": world.things["officer"], "kind": "annual", "first_day": day, "last_day": day}


KIND = {
    "code": "desk", "name": "内勤", "mark": "内", "start_minute": "08:30", "minutes": "480", "who": "all",
    "rest_days": "0", "need_workday": "1", "need_dayoff": "0",
}  # fmt: skip
NEED = {"day": "2031-05-01", "code": "area", "need": "2", "why": "庙会"}
RULES = {"most_run": "6", "community_days": "4", "community_hours": "20", "seconds": "5"}


def _deed(kwargs: Any, roles: set[Role] = ARRANGE) -> Row:
    return Row(roles=roles, method="POST", ground=STATION, kwargs=kwargs, ok=DEED)


def _form(
    kwargs: Any, data: Any, query: Any = lambda world: {}, roles: set[Role] = ARRANGE
) -> tuple[Row, Row]:
    return (
        Row(roles=roles, ground=STATION, kwargs=kwargs, query=query),
        Row(roles=roles, method="POST", ground=STATION, kwargs=kwargs, data=data, ok=DEED),
    )


ROWS: Mapping[str, Row | tuple[Row, ...]] = {
    "rosters:rosters": Row(roles=SEE),
    "rosters:new": (
        Row(roles=ARRANGE),
        Row(roles=ARRANGE, method="POST", data=lambda world: {}, ok={422}),
    ),
    "rosters:readiness": Row(roles=SEE),
    "rosters:leaves": Row(roles=OWN),
    "rosters:leave_table": (
        Row(roles=ARRANGE),
        Row(roles=ARRANGE, method="POST", data=lambda world: {}, ok={422}),
    ),
    "rosters:take_back_leave_table": Row(
        roles=ARRANGE, method="POST", ground=STATION, kwargs=lambda world: {"table_id": world.things["table"]}
    ),
    "rosters:enter_leave": _form(_station, _days),
    "rosters:ask_leave": (
        Row(roles=OWN),
        Row(roles=OWN, method="POST", data=lambda world: {}, ok={422}),
    ),
    "rosters:decide_leave": Row(
        roles=OWN, method="POST", ground=STATION,
        kwargs=lambda world: {"leave_id": world.things["leave"], "verb": "withdraw"}, ok={302, 403},
    ),
    "rosters:swaps": Row(roles=OWN),
    "rosters:step_swap": Row(
        roles=OWN, method="POST", ground=STATION,
        kwargs=lambda world: {"swap_id": world.things["swap"], "verb": "withdraw"}, ok={302, 403},
    ),
    "rosters:mine": Row(roles=OWN),
    "rosters:make_feed": Row(roles=OWN, method="POST", ok={200, 409}),
    "rosters:revoke_feed": Row(roles=OWN, method="POST", ok={302, 409}),
    "rosters:feed": Row(public=True, kwargs=lambda world: {"secret": world.things["secret"]}),
    "rosters:settings": Row(roles=SEE, ground=STATION, kwargs=_station),
    "rosters:needs": Row(roles=SEE, ground=STATION, kwargs=_station),
    "rosters:set_need": _form(_station, lambda world: NEED),
    "rosters:need_table": (
        Row(roles=ARRANGE, ground=STATION, kwargs=_station),
        Row(roles=ARRANGE, method="POST", ground=STATION, kwargs=_station, data=lambda world: {}, ok={422}),
    ),
    "rosters:remove_need": _deed(_need),
    "rosters:first_kinds": _deed(_station),
    "rosters:rules": _form(_station, lambda world: RULES),
    "rosters:new_kind": _form(_station, lambda world: KIND),
    "rosters:kind": _form(_kind, lambda world: KIND),
    "rosters:close_kind": _deed(_kind),
    "rosters:proposal": Row(roles=ARRANGE, ground=STATION, kwargs=_proposal),
    "rosters:accept_proposal": _deed(_proposal),
    "rosters:drop_proposal": _deed(_proposal),
    "rosters:month": Row(roles=OWN, ground=STATION, kwargs=_roster),
    "rosters:sheet": Row(roles=SEE, ground=STATION, kwargs=_roster),
    "rosters:export": Row(roles=SEE, ground=STATION, kwargs=_roster),
    "rosters:draw": _deed(_roster),
    "rosters:publish": _deed(_roster),
    "rosters:take_back": _deed(_roster),
    "rosters:change": _form(_roster, _cell, _cell),
    "rosters:undo": _deed(_roster),
    "rosters:absence": _form(_roster, _days),
    "rosters:ask_swap": _form(_roster, lambda world: {}, roles=OWN),
}  # fmt: skip
