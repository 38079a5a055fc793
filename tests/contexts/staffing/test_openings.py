"""Equipment, classes, opening plans, and the nearest office at an hour."""

from datetime import date, datetime

import pytest

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.staffing import queries
from jingge.staffing.actions import (
    change_office_class,
    change_office_services,
    close_office,
    open_office,
    set_equipment,
    set_opening_plan,
)
from jingge.staffing.models import OfficeEquipment, OpeningPlan, PoliceOffice
from jingge.staffing.rules.openings import closes_at, is_open, opens_next, read_periods
from jingge.staffing.terms import Equipment, OfficeSpec, Opening
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff
from tests.factories.territory import DONGTA

DAY = date(2020, 7, 1)
WORKDAYS = ((480, 720), (840, 1080))
WEEK = (*[WORKDAYS] * 5, (), ())
ALWAYS = Opening((((0, 1440),),) * 7, closed_on_holidays=False, since=DAY)


def at(text: str) -> datetime:
    """A moment on the bureau's own clock, as opening plans are written."""
    return datetime.fromisoformat(text)


def test_periods_are_read_as_people_write_them() -> None:
    assert read_periods("8:00-12:00，14:00 – 18:00") == WORKDAYS
    assert read_periods("00:00-24:00") == ((0, 1440),)
    assert read_periods(" ") == ()
    for wrong in ("8-12", "18:00-08:00", "08:00-12:00, 11:00-13:00", "23:00-24:30"):
        assert not isinstance(read_periods(wrong), tuple), wrong


def test_a_plan_says_when_an_office_closes_and_opens_again() -> None:
    plan = Opening(WEEK, closed_on_holidays=True, since=DAY)
    friday = at("2020-07-03 09:00")
    assert is_open(plan, friday) and not is_open(plan, friday.replace(hour=13))
    assert closes_at(plan, friday) == friday.replace(hour=12)
    assert opens_next(plan, friday.replace(hour=18)) == at("2020-07-06 08:00")
    assert closes_at(ALWAYS, friday) is None


def test_a_public_holiday_closes_the_office_unless_the_plan_says_otherwise() -> None:
    national_day = at("2020-10-01 09:00")  # a Thursday
    assert not is_open(Opening(WEEK, closed_on_holidays=True, since=DAY), national_day)
    assert is_open(Opening(WEEK, closed_on_holidays=False, since=DAY), national_day)
    after = opens_next(Opening(WEEK, closed_on_holidays=True, since=DAY), national_day)
    assert after == at("2020-10-09 08:00")


@pytest.fixture
def office(staff: Staff) -> PoliceOffice:
    return PoliceOffice.objects.get(code="JWS-DT")


@pytest.mark.django_db
def test_equipment_holds_from_a_day_and_survives_another_service_area(
    office: PoliceOffice, by: Viewer
) -> None:
    set_equipment(office=office, counts={"computer": 2, "radio": 4}, from_date=DAY, by=by)
    set_equipment(office=office, counts={"computer": 3, "radio": 4}, from_date=date(2020, 8, 1), by=by)
    change_office_services(office=office, unit_codes=[f"{DONGTA}001"], from_date=date(2020, 9, 1), by=by)

    def there(day: date) -> dict[Equipment, int]:
        return {r.item: r.count for r in queries.list_equipment(by, day, office_code="JWS-DT")}

    assert there(DAY) == {Equipment.COMPUTER: 2, Equipment.RADIO: 4}
    assert there(date(2020, 9, 1)) == {Equipment.COMPUTER: 3, Equipment.RADIO: 4}
    assert OfficeEquipment.objects.count() == 3
    with pytest.raises(Refused, match="2020-08-01"):
        set_equipment(office=office, counts={"car": 1}, from_date=DAY, by=by)


@pytest.mark.django_db
def test_a_class_changes_from_a_day(office: PoliceOffice, by: Viewer) -> None:
    changed = change_office_class(office=office, office_class=2, from_date=DAY, by=by)
    assert [o.office_class for o in queries.list_offices(by, date(2020, 6, 30)) if o.code == office.code] == [
        1
    ]
    assert [o.office_class for o in queries.list_offices(by, DAY) if o.code == office.code] == [2]
    assert {s.unit_code for s in changed.services.all()} == {f"{DONGTA}001", f"{DONGTA}002"}
    with pytest.raises(Refused):
        change_office_class(office=changed, office_class=2, from_date=date(2020, 8, 1), by=by)


@pytest.mark.django_db
def test_a_plan_said_again_for_its_day_is_corrected_and_an_empty_one_refused(
    office: PoliceOffice, by: Viewer
) -> None:
    set_opening_plan(office=office, week=WEEK, closed_on_holidays=True, from_date=DAY, by=by)
    set_opening_plan(office=office, week=ALWAYS.week, closed_on_holidays=False, from_date=DAY, by=by)
    assert OpeningPlan.objects.count() == 1
    with pytest.raises(Refused):
        set_opening_plan(office=office, week=((),) * 7, closed_on_holidays=True, from_date=DAY, by=by)
    close_office(office=office, end=date(2020, 8, 1), by=by)
    with pytest.raises(Refused):
        set_opening_plan(office=office, week=WEEK, closed_on_holidays=True, from_date=date(2020, 8, 1), by=by)


@pytest.mark.django_db
def test_offices_open_at_the_hour_come_first_by_way_over_roads(
    office: PoliceOffice, cast: Cast, by: Viewer
) -> None:
    spec = OfficeSpec(
        code="W2",
        name="远处警务室",
        office_class=2,
        station_code="DT",
        unit_code=f"{DONGTA}002",
        lon=office.lon + 0.02,
        lat=office.lat,
        since=DAY,
        serves_units=(f"{DONGTA}002",),
    )
    far = open_office(bureau=cast.bureau, spec=spec, by=by)
    set_opening_plan(office=office, week=WEEK, closed_on_holidays=True, from_date=DAY, by=by)
    set_opening_plan(office=far, week=ALWAYS.week, closed_on_holidays=False, from_date=DAY, by=by)
    found = queries.spot_at(by, DAY, office.lon, office.lat)
    assert found is not None
    spot, unit, _block = found

    def order(moment: datetime) -> list[str]:
        return [o.code for o in queries.nearest_offices(by, spot, unit, moment) if o.station_code == "DT"]

    assert order(at("2020-07-01 09:00")) == ["JWS-DT", "W2"]
    assert order(at("2020-07-01 22:00")) == ["W2", "JWS-DT"]
    near = queries.nearest_offices(by, spot, unit, at("2020-07-01 09:00"))[0]
    assert (near.km, near.serves, near.open) == (0.0, True, True)


@pytest.mark.django_db
def test_a_place_is_found_by_name_or_code_on_the_own_ground_only(staff: Staff, cast: Cast) -> None:
    head = viewer(cast.xijiao_head)
    assert queries.find_spots(viewer(cast.dongta_head), DAY, f"{DONGTA}001")
    assert not queries.find_spots(head, DAY, f"{DONGTA}001")
