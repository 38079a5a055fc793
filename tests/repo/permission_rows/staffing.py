"""Who may read and change postings: names on the own ground, changes by the command office."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jingge.common.viewer import Role
from jingge.staffing.actions import TableRow, book_table, join_team
from jingge.staffing.models import PoliceOffice, StaffEntry, UnitService, WorkBooking
from jingge.staffing.terms import BookingSpec
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import DONGTA, small_map
from tests.repo.matrix import BUREAU, EVERY_ROLE, STATION, Row, World

BEAT = f"{DONGTA}001Z01"  # answered for by 040101, the cast's officer


def prepare(world: World) -> None:
    """The small map with the small staff."""
    staff = small_staff(small_map(world.cast).version)
    world.things |= {number: person.pk for number, person in staff.people.items()}
    world.things["office"] = PoliceOffice.objects.get(bureau=world.cast.bureau, station=world.cast.dongta).pk
    by = viewer(world.cast.command_office)
    officer = staff.people["040101"]
    world.things["member"] = join_team(
        officer=staff.people["040180"],
        station=world.cast.dongta,
        part="command_office",
        from_date=date(2021, 1, 1),
        by=by,
    ).pk
    world.things["entry"] = StaffEntry.objects.get().pk
    world.things["service"] = UnitService.objects.filter(
        bureau=world.cast.bureau, officer__postings__station=world.cast.dongta
    )[0].pk
    spec = BookingSpec(work="case", day=date(2021, 5, 3), start_minute=510, minutes=480)
    done = book_table(rows=[TableRow(2, officer, spec)], by=by)
    world.things |= {"table": done.origin_id, "booking": WorkBooking.objects.get().pk}


def _booking(world: World) -> Mapping[str, Any]:
    return {"booking_id": world.things["booking"]}


def _officer(number: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"officer_id": world.things[number]}


def _office(world: World) -> Mapping[str, Any]:
    return {"office_id": world.things["office"]}


def _sheet(world: World) -> Mapping[str, Any]:
    return {"code": BEAT}


def _deed(
    kwargs: Callable[[World], Mapping[str, Any]], data: Mapping[str, Any], roles: frozenset[Role]
) -> tuple[Row, Row]:
    """A form and its sending, on 东塔's ground."""
    return (
        Row(roles=roles, ground=BUREAU, kwargs=kwargs),
        Row(roles=roles, ground=BUREAU, method="POST", kwargs=kwargs, data=lambda world: data),
    )


STAFF = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.AUDITOR})
NAMED = STAFF | {Role.COMMUNITY_OFFICER}
EDITORS = frozenset({Role.COMMAND_OFFICE})
BOOKERS = frozenset({Role.COMMAND_OFFICE, Role.STATION_HEAD})
DAY = "2021-06-01"
WORK = {
    "officer": "040101",
    "work": "patrol",
    "day": DAY,
    "begins": "08:30",
    "ends": "17:30",
    "leader": "",
}
OFFICE = {
    "code": "W9",
    "name": "新警务室",
    "office_class": "2",
    "station": "DT",
    "unit": f"{DONGTA}001",
    "lon": "106.33",
    "lat": "38.06",
    "since": DAY,
    "serves": [f"{DONGTA}001"],
}

ROWS = {
    "staffing:overview": Row(roles=STAFF),
    "staffing:cover": Row(roles=STAFF),
    "staffing:pairing": Row(roles=STAFF),
    "staffing:modes": Row(roles=STAFF),
    "staffing:reasons": Row(roles=STAFF),
    "staffing:officers": Row(roles=STAFF),
    "staffing:officer": Row(roles=NAMED, ground=STATION, kwargs=_officer("040101")),
    "staffing:transfer": _deed(
        _officer("040181"),
        {"place": "department:", "post": "department", "from_date": DAY, "reason": "reform", "successor": ""},
        EDITORS,
    ),
    "staffing:end": _deed(_officer("040181"), {"end": DAY, "successor": ""}, EDITORS),
    "staffing:pair": _deed(_officer("F040100"), {"officer": "040102", "from_date": DAY}, EDITORS),
    "staffing:place": _deed(_officer("Z040100"), {"unit": f"{DONGTA}002", "from_date": DAY}, EDITORS),
    "staffing:end_service": _deed(
        lambda world: {"service_id": world.things["service"]}, {"day": DAY}, EDITORS
    ),
    "staffing:entries": Row(roles=STAFF),
    "staffing:take_back_entry": (
        Row(roles=EDITORS, ground=BUREAU, kwargs=lambda world: {"entry_id": world.things["entry"]}),
        Row(
            roles=EDITORS,
            ground=BUREAU,
            method="POST",
            kwargs=lambda world: {"entry_id": world.things["entry"]},
        ),
    ),
    "staffing:sheets": Row(roles=NAMED),
    "staffing:sheet": Row(roles=NAMED, ground=STATION, kwargs=_sheet),
    "staffing:reassign": _deed(_sheet, {"officer": "040102", "from_date": DAY}, EDITORS),
    "staffing:offices": Row(roles=EVERY_ROLE),
    "staffing:office": Row(roles=EVERY_ROLE, ground=STATION, kwargs=_office),
    "staffing:new_office": (
        Row(roles=EDITORS),
        Row(
            roles=EDITORS,
            method="POST",
            data=lambda world: OFFICE,
            ok={200, 302, 409},  # the other bureau has no such station to choose; a code is taken once
        ),
    ),
    "staffing:office_services": _deed(_office, {"serves": [f"{DONGTA}001"], "from_date": DAY}, EDITORS),
    "staffing:close_office": _deed(_office, {"day": DAY}, EDITORS),
    "staffing:take_back_closing": Row(
        roles=EDITORS, ground=STATION, method="POST", kwargs=_office, ok={302, 409}
    ),  # it is not to close
    "staffing:office_class": _deed(_office, {"office_class": "3", "from_date": DAY}, EDITORS),
    "staffing:office_equipment": _deed(_office, {"computer": "2", "from_date": DAY}, EDITORS),
    "staffing:opening_plan": _deed(_office, {"day_0": "08:00-12:00", "from_date": DAY}, EDITORS),
    "staffing:equipment": Row(roles=EVERY_ROLE),
    "staffing:nearest": Row(roles=EVERY_ROLE),
    "staffing:limits": Row(roles=EVERY_ROLE),
    "staffing:station": Row(roles=STAFF, ground=STATION, kwargs=lambda world: {"code": "DT"}),
    "staffing:join_team": _deed(
        lambda world: {"code": "DT"},
        {"officer": "040181", "part": "command_office", "from_date": DAY},
        EDITORS,
    ),
    "staffing:leave_team": _deed(lambda world: {"member_id": world.things["member"]}, {"day": DAY}, EDITORS),
    "staffing:work": Row(roles=NAMED),
    "staffing:alerts": Row(roles=NAMED),
    "staffing:hours": Row(roles=NAMED),
    "staffing:new_work": (
        Row(roles=BOOKERS),
        Row(roles=BOOKERS, method="POST", data=lambda world: WORK, ok={200, 302}),
    ),
    "staffing:correct_work": (
        Row(roles=BOOKERS, ground=STATION, kwargs=_booking),
        Row(roles=BOOKERS, ground=STATION, method="POST", kwargs=_booking, data=lambda world: WORK),
    ),
    "staffing:cancel_work": (
        Row(roles=BOOKERS, ground=STATION, kwargs=_booking),
        Row(roles=BOOKERS, ground=STATION, method="POST", kwargs=_booking),
    ),
    "staffing:work_table": (Row(roles=BOOKERS), Row(roles=BOOKERS, method="POST", ok={422})),
    "staffing:take_back_work_table": Row(
        roles=BOOKERS,
        ground=STATION,
        method="POST",
        kwargs=lambda world: {"origin_id": world.things["table"]},
    ),
}
