"""Pages of teams, hours of work, limits, office things and the nearest office."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from jingge.accounts.models import Account
from jingge.common.viewer import Viewer
from jingge.staffing.actions import book_work, set_opening_plan
from jingge.staffing.models import OfficeEquipment, OpeningPlan, PoliceOffice, TeamMember, WorkBooking
from jingge.staffing.terms import BookingSpec
from tests.factories.cast import Cast
from tests.factories.staffing import Staff
from tests.factories.territory import DONGTA

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
DAY = "2021-06-01"
WISH = {"officer": "040101", "work": "case", "day": DAY, "begins": "08:30", "ends": "16:30", "leader": ""}


def page(client: Client, route: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"staffing:{route}", args=args), query, secure=True)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, route: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"staffing:{route}", args=args), data, secure=True)


def test_the_alert_shows_before_a_booking_is_kept_then_in_list_and_on_the_station(
    staff: Staff, cast: Cast, as_: As
) -> None:
    client = as_(cast.command_office)
    shown = page(client, "new_work", **WISH)
    assert "专职社区民警被安排" in shown
    assert not WorkBooking.objects.exists()
    assert send(client, "new_work", **WISH).status_code == 302
    span = {"since": "2021-06-01", "until": "2021-06-30"}
    assert "040101" in page(client, "alerts", **span)
    assert "08:30–16:30" in page(client, "station", "DT", on=DAY)
    assert "040101" not in page(client, "station", "XJ", on=DAY)
    table = client.get(
        reverse("staffing:hours"), {"on": DAY, "station": "DT", "export": "csv"}, secure=True
    ).content.decode("utf-8-sig")
    line = next(one for one in table.splitlines() if "040101" in one)
    assert ",0,8,0.0%," in line


def test_a_refusal_is_shown_at_once_with_the_rule(staff: Staff, cast: Cast, as_: As) -> None:
    shown = page(as_(cast.command_office), "new_work", **{**WISH, "officer": "F040100"})
    assert "案件调查取证" in shown
    assert "保存安排" not in shown


def test_a_booking_is_corrected_and_cancelled_on_pages(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    send(client, "new_work", **WISH)
    row = WorkBooking.objects.get()
    assert "16:30" in page(client, "correct_work", row.pk)
    send(client, "correct_work", row.pk, **{**WISH, "work": "patrol"})
    new = WorkBooking.objects.get(cancelled=False)
    assert (new.work, new.replaces_id) == ("patrol", row.pk)
    send(client, "cancel_work", new.pk)
    assert not WorkBooking.objects.filter(cancelled=False).exists()
    assert as_(cast.xijiao_head).get(reverse("staffing:correct_work", args=[row.pk])).status_code == 404


def sheet(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book = Workbook()
    for row in (("警号", "日期", "开始时间", "结束时间", "工作种类", "带领民警警号"), *rows):
        book.active.append(row)  # type: ignore[union-attr]
    data = BytesIO()
    book.save(data)
    return SimpleUploadedFile("安排.xlsx", data.getvalue())


def test_a_table_is_checked_then_kept_and_taken_back(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    good = (
        ("040101", DAY, "08:30", "17:30", "警格巡逻", ""),
        ("F040100", DAY, "9:00", "12:00", "papers", ""),
    )
    response = send(client, "work_table", file=sheet(*good), deed="check")
    assert "2条安排" in response.content.decode()
    assert not WorkBooking.objects.exists()
    response = send(client, "work_table", file=sheet(*good), deed="keep")
    assert response.status_code == 302
    assert WorkBooking.objects.count() == 2
    listed = client.get(response["Location"], secure=True).content.decode()
    assert "撤回整张表" in listed
    send(client, "take_back_work_table", WorkBooking.objects.first().origin_id)  # type: ignore[union-attr]
    assert not WorkBooking.objects.filter(cancelled=False).exists()


def test_everything_wrong_in_a_table_is_named_with_row_field_and_value(
    staff: Staff, cast: Cast, as_: As
) -> None:
    bad = (
        ("F040100", DAY, "08:30", "17:30", "案件调查取证", "040101"),
        ("999", DAY, "08:30", "17:30", "警格巡逻", ""),
        ("040101", DAY, "25:30", "17:30", "警格巡逻", ""),
        ("040101", "明天", "08:30", "17:30", "警格巡逻", ""),
    )
    response = send(as_(cast.command_office), "work_table", file=sheet(*bad), deed="keep")
    assert response.status_code == 422
    html = response.content.decode()
    assert "999" in html and "明天" in html and "请写成2026-01-31" in html
    assert "仅限民警" in html and "25:30" in html  # read and refused rows are told together
    assert "police_number" not in html and ">警号<" in html
    assert not WorkBooking.objects.exists()
    rest = SimpleUploadedFile("x.csv", "警号,日期\n040101,2021-06-01\n".encode())
    assert "缺少此表头的列" in send(as_(cast.command_office), "work_table", file=rest).content.decode()


def test_the_template_fits_the_reader(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.dongta_head)
    data = client.get(reverse("staffing:work_table"), {"template": "1"}, secure=True).content
    response = send(client, "work_table", file=SimpleUploadedFile("t.xlsx", data), deed="check")
    assert "1条安排" in response.content.decode()


def test_the_mode_page_leads_to_where_a_gap_is_mended(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    send(client, "join_team", "DT", officer="040181", part="command_office", from_date=DAY)
    assert TeamMember.objects.count() == 1
    html = page(client, "modes", on=DAY)
    mend = f"{reverse('staffing:join_team', args=['DT'])}?part=case_team"
    assert mend in html
    assert mend not in page(as_(cast.dongta_head), "modes", on=DAY)
    member = TeamMember.objects.get()
    send(client, "leave_team", member.pk, day="2021-07-01")
    assert mend not in page(client, "modes", on="2021-07-01")


def test_the_rules_are_shown_with_their_basis(staff: Staff, cast: Cast, as_: As) -> None:
    html = page(as_(cast.officer), "limits")
    assert "国办发〔2016〕15号" in html
    assert "仅限民警" in html


def test_office_things_are_entered_on_forms_and_wrong_hours_said(staff: Staff, cast: Cast, as_: As) -> None:
    client, office = as_(cast.command_office), PoliceOffice.objects.get(code="JWS-DT")
    send(client, "office_equipment", office.pk, computer="2", radio="", from_date=DAY)
    assert OfficeEquipment.objects.get().count == 2
    response = send(client, "opening_plan", office.pk, day_0="8-12", from_date=DAY)
    assert "请按08:00-12:00" in response.content.decode()
    assert not OpeningPlan.objects.exists()
    send(client, "opening_plan", office.pk, day_0="08:00-12:00", closed_on_holidays="on", from_date=DAY)
    html = page(client, "office", office.pk, on=DAY)
    assert "08:00-12:00" in html and "电脑 × 2" in html
    send(client, "office_class", office.pk, office_class="3", from_date="2021-07-01")
    assert PoliceOffice.objects.filter(code="JWS-DT", office_class=3).exists()
    assert "电脑" in page(client, "equipment", on=DAY)


def test_the_nearest_office_is_suggested_for_a_place_and_an_hour(
    staff: Staff, cast: Cast, as_: As, by: Viewer
) -> None:
    office = PoliceOffice.objects.get(code="JWS-DT")
    week = (((480, 1080),),) * 7
    set_opening_plan(office=office, week=week, closed_on_holidays=False, from_date=date(2021, 1, 1), by=by)
    client = as_(cast.officer)
    html = page(client, "nearest", q=f"{DONGTA}001", day=DAY, hour="09:00")
    assert office.name in html and "开放至06-01 18:00" in html
    assert "06-02 08:00开放" in page(client, "nearest", q=f"{DONGTA}001", day=DAY, hour="20:00")
    assert "没有符合的社区" in page(client, "nearest", q="没有的地方", day=DAY, hour="09:00")
    response = client.get(
        reverse("staffing:nearest"),
        {"lon": str(office.lon), "lat": str(office.lat), "day": DAY, "hour": "09:00", "export": "csv"},
        secure=True,
    )
    assert office.name in response.content.decode("utf-8-sig")


@pytest.mark.parametrize(("route", "most"), [("work", 8), ("alerts", 8), ("hours", 8), ("equipment", 8)])
def test_lists_of_work_cost_few_queries_however_long(
    staff: Staff, cast: Cast, as_: As, by: Viewer, django_assert_max_num_queries: Any, route: str, most: int
) -> None:
    for number in ("040101", "040102", "040201"):
        for day in range(1, 8):
            spec = BookingSpec(work="case", day=date(2021, 6, day), start_minute=510, minutes=60)
            book_work(officer=staff.people[number], spec=spec, by=by)
    client = as_(cast.command_office)
    page(client, route)
    with django_assert_max_num_queries(most):
        page(client, route, since="2021-06-01", until="2021-06-30", on=DAY)


def test_a_station_page_costs_few_queries(
    staff: Staff, cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    client = as_(cast.command_office)
    with django_assert_max_num_queries(20):
        page(client, "station", "DT")


def test_hours_past_midnight_are_said_before_they_are_kept(staff: Staff, cast: Cast, as_: As) -> None:
    asked = {"officer": "040101", "work": "case", "day": "2021-05-04", "begins": "13:00", "ends": "12:00"}
    html = as_(cast.command_office).get(reverse("staffing:new_work"), asked, secure=True).content.decode()
    assert "2021-05-05 12:00" in html
    assert "23小时" in html
    plain = asked | {"ends": "14:00"}
    html = as_(cast.command_office).get(reverse("staffing:new_work"), plain, secure=True).content.decode()
    assert "次日（" not in html


def test_nobodys_share_is_shown_for_an_auxiliary(staff: Staff, cast: Cast, as_: As) -> None:
    asked = {"officer": "F040100", "work": "patrol", "day": "2021-05-04", "begins": "13:00", "ends": "14:00"}
    html = as_(cast.command_office).get(reverse("staffing:new_work"), asked, secure=True).content.decode()
    assert "该民警，本月" not in html
    assert "全所社区民警，本月" in html


def test_the_alerts_of_a_station_lead_to_that_stations_alerts(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    url = reverse("staffing:hours") + "?station=DT&on=2021-05-04"
    html = client.get(url, secure=True).content.decode().replace("&amp;", "&")
    asked = "since=2021-05-01&until=2021-05-31&station=DT"
    assert f"{reverse('staffing:alerts')}?{asked}" in html
    assert f"{reverse('staffing:work')}?{asked}&counted=community" in html


def test_whoever_only_reads_sees_no_empty_column_of_deeds(
    staff: Staff, cast: Cast, by: Viewer, as_: As
) -> None:
    book_work(
        officer=staff.people["040101"],
        spec=BookingSpec(work="case", day=date(2021, 5, 4), start_minute=510, minutes=480),
        by=by,
    )
    url = reverse("staffing:work") + "?since=2021-05-01&until=2021-05-31"
    assert "操作" in as_(cast.command_office).get(url, secure=True).content.decode()
    assert "操作" not in as_(cast.neighbour_officer).get(url, secure=True).content.decode()
    assert "操作" not in as_(cast.auditor).get(url, secure=True).content.decode()


def test_a_choice_that_cannot_be_left_open_offers_no_all(staff: Staff, cast: Cast, as_: As) -> None:
    html = as_(cast.command_office).get(reverse("staffing:hours"), secure=True).content.decode()
    period = html[html.index('name="period"') :].split("</select>")[0]
    assert "全部" not in period
    station = html[html.index('name="station"') :].split("</select>")[0]
    assert "全部" in station
