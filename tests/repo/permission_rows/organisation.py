"""Who may look at stations and brigades, and who may change how they work."""

from datetime import UTC, date, datetime

from jingge.common.viewer import Role
from jingge.organisation.models import HolidayYear, Mode, ModeChange
from tests.repo.matrix import BUREAU, EVERY_ROLE, STATION, Row, World


def prepare(world: World) -> None:
    """The neighbour bureau's station has the code of 东塔; another code tells the two apart."""
    world.cast.other_station.code = "LX"
    world.cast.other_station.save()
    ModeChange.objects.create(station=world.cast.dongta, mode=Mode.MULTI_SKILL, from_date=date(2099, 1, 1))
    HolidayYear.objects.create(
        bureau=world.cast.bureau,
        year=2027,
        document="国办发明电〔2026〕1号",
        days=[["2027-01-01", "holiday", "元旦"]],
        entered_at=datetime(2026, 11, 20, tzinfo=UTC),
        entered_by_label="信息员",
    )


def year(world: World) -> dict[str, object]:
    return {"year_id": HolidayYear.objects.get().pk}


SETTERS = {Role.COMMAND_OFFICE, Role.IT_CLERK}

ROWS = {
    "organisation:bureau": Row(roles=EVERY_ROLE),
    "organisation:stations": Row(roles=EVERY_ROLE),
    "organisation:brigades": Row(roles=EVERY_ROLE),
    "organisation:station": Row(
        roles=EVERY_ROLE, ground=STATION, kwargs=lambda w: {"code": w.cast.dongta.code}
    ),
    "organisation:mode": (
        Row(roles=SETTERS, ground=STATION, kwargs=lambda w: {"code": w.cast.dongta.code}),
        Row(
            roles=SETTERS,
            ground=STATION,
            method="POST",
            kwargs=lambda w: {"code": w.cast.dongta.code},
            data=lambda w: {"mode": "mode_one_room_two_teams", "from_date": "2099-02-01"},
        ),
    ),
    "organisation:take_back_mode": Row(
        roles=SETTERS,
        ground=STATION,
        method="POST",
        kwargs=lambda w: {"code": w.cast.dongta.code},
    ),
    "organisation:ratio_display": (
        Row(roles=SETTERS),
        Row(roles=SETTERS, method="POST", data=lambda w: {"display": "cut"}),
    ),
    "organisation:calendar": Row(roles=EVERY_ROLE),
    "organisation:calendar_days": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=year),
    "organisation:calendar_table": Row(roles=SETTERS),
    "organisation:calendar_take_back": (
        Row(roles=SETTERS, ground=BUREAU, kwargs=year),
        Row(
            roles=SETTERS, method="POST", ground=BUREAU, kwargs=year, data=lambda w: {"reason": "导错了年份"}
        ),
    ),
}
