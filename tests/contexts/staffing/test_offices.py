"""Offices that serve nothing or what is gone, closings taken back before their day, the nearest of all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.staffing import queries
from jingge.staffing.actions import (
    change_office_class,
    change_office_services,
    clear_furnishing,
    close_office,
    open_office,
    set_equipment,
    set_opening_plan,
    take_back_closing,
)
from jingge.staffing.models import OfficeEquipment, OfficeService, PoliceOffice
from jingge.staffing.terms import OfficeSpec
from tests.factories.cast import Cast
from tests.factories.staffing import Staff

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
DONGTA = "640181100"
TOMORROW = today() + timedelta(days=1)


@pytest.fixture
def office(staff: Staff) -> PoliceOffice:
    return PoliceOffice.objects.get(code="JWS-DT")


def spec(office: PoliceOffice, *units: str) -> OfficeSpec:
    return OfficeSpec(
        code="W9",
        name="新警务室",
        office_class=2,
        station_code="DT",
        unit_code=f"{DONGTA}002",
        lon=office.lon,
        lat=office.lat,
        since=today(),
        serves_units=units,
    )


def test_an_office_that_serves_nothing_is_refused(office: PoliceOffice, cast: Cast, by: Viewer) -> None:
    with pytest.raises(Refused, match="服务范围"):
        open_office(bureau=cast.bureau, spec=spec(office), by=by)
    with pytest.raises(Refused, match="撤销"):
        change_office_services(office=office, unit_codes=[], from_date=TOMORROW, by=by)
    assert PoliceOffice.objects.filter(code="W9").count() == 0


def test_a_closing_is_taken_back_before_its_day_and_not_after(office: PoliceOffice, by: Viewer) -> None:
    with pytest.raises(Refused):
        take_back_closing(office=office, by=by)
    close_office(office=office, end=TOMORROW, by=by)
    assert take_back_closing(office=office, by=by).valid_to is None
    assert Event.objects.filter(action="staffing.take_back_closing").exists()
    close_office(office=office, end=today(), by=by)
    with pytest.raises(Refused, match="重新设立"):
        take_back_closing(office=office, by=by)


def test_a_change_of_class_is_no_closing(office: PoliceOffice, by: Viewer) -> None:
    change_office_class(office=office, office_class=3, from_date=TOMORROW, by=by)
    with pytest.raises(Refused, match="只是变更"):
        take_back_closing(office=office, by=by)


def test_the_page_says_who_serves_what_and_offers_the_way_back(
    office: PoliceOffice, cast: Cast, by: Viewer, as_: As
) -> None:
    open_office(bureau=cast.bureau, spec=spec(office, f"{DONGTA}002"), by=by)
    alone, shared = queries.served_without(by, "JWS-DT", today())
    assert len(alone) == 1 and [names for _unit, names in shared] == [("新警务室",)]
    client = as_(cast.command_office)
    page, close = (reverse(f"staffing:{name}", args=[office.pk]) for name in ("office", "close_office"))
    html = client.get(close, secure=True).content.decode()
    assert "将不在任何警务室的服务范围" in html and "仍由新警务室服务" in html
    assert client.post(close, {"day": TOMORROW.isoformat()}, secure=True).status_code == 302
    assert "不撤销了" in client.get(page, secure=True).content.decode()
    back = reverse("staffing:take_back_closing", args=[office.pk])
    assert client.post(back, secure=True).status_code == 302
    office.refresh_from_db()
    assert office.valid_to is None


def test_what_is_served_and_no_longer_on_the_map_is_said_in_the_list(
    office: PoliceOffice, cast: Cast, as_: As
) -> None:
    client, address = as_(cast.command_office), reverse("staffing:offices")
    assert "网格图上已没有" not in client.get(address, secure=True).content.decode()
    OfficeService.objects.create(office=office, unit_code="640181999999")
    html = client.get(address, {"gone": "1"}, secure=True).content.decode()
    assert "640181999999" in html and "JWS-DT" in html and "JWS-XJ" not in html


def test_a_code_that_is_taken_is_said_on_the_form(office: PoliceOffice, cast: Cast, as_: As) -> None:
    given = {
        "code": "JWS-DT",
        "name": "又一个",
        "office_class": "1",
        "station": "DT",
        "unit": office.unit_code,
        "lon": "106.3",
        "lat": "38.1",
        "since": today().isoformat(),
        "serves": [office.unit_code],
    }
    client = as_(cast.command_office)
    response = client.post(reverse("staffing:new_office"), given, secure=True)
    html = response.content.decode()
    assert response.status_code == 409 and "已被使用" in html and "又一个" in html


def test_what_was_entered_for_an_office_that_does_not_open_is_cleared(
    office: PoliceOffice, by: Viewer
) -> None:
    set_equipment(office=office, counts={"computer": 1}, from_date=TOMORROW, by=by)
    assert clear_furnishing(codes=["JWS-DT"], from_date=TOMORROW + timedelta(days=1), by=by) == 0
    assert clear_furnishing(codes=["JWS-DT"], from_date=TOMORROW, by=by) == 1
    assert not OfficeEquipment.objects.exists()


def test_the_nearest_of_all_is_named_where_an_open_one_comes_first(
    office: PoliceOffice, cast: Cast, by: Viewer, as_: As
) -> None:
    week = (((0, 1440),),) * 7
    far = PoliceOffice.objects.get(code="JWS-XJ")
    set_opening_plan(office=far, week=week, closed_on_holidays=False, from_date=today(), by=by)
    asked = {"lon": str(office.lon), "lat": str(office.lat), "day": today().isoformat(), "hour": "23:00"}
    html = as_(cast.command_office).get(reverse("staffing:nearest"), asked, secure=True).content.decode()
    assert "距离最近的" in html and html.index(far.name) < html.index("距离最近的")
