"""The working calendar of later years: loaded whole, corrected, taken back, and every limit follows."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.clock import frozen_at
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.workdays import published
from jingge.organisation.actions import take_back_holidays
from jingge.organisation.models import HolidayYear
from jingge.organisation.queries import calendar_of
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
NUMBER = "国办发明电〔2026〕7号"
BY_LAW = ("2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03")
WHOLE = tuple(f"{day},节假日,放假,{NUMBER}," for day in BY_LAW)


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))):
        yield


def send(client: Client, *lines: str, deed: str = "keep") -> Any:
    text = "\n".join(["日期,类别,节假日,通知文号,理由", *lines])
    file = SimpleUploadedFile("放假.csv", text.encode())
    return client.post(reverse("organisation:calendar_table"), {"deed": deed, "file": file}, secure=True)


def mends(answer: Any) -> list[tuple[int, str]]:
    assert answer.status_code == 422
    return [(p.row, str(p.mend)) for p in answer.context["problems"]]


def test_a_checked_table_keeps_nothing_and_a_kept_one_is_the_calendar_from_then_on(
    cast: Cast, as_: As
) -> None:
    client = as_(cast.it_clerk)
    makeup = f"2027-02-06,调休上班,春节,{NUMBER},"  # a Saturday
    assert "共6天，年份：2027" in send(client, *WHOLE, makeup, deed="check").content.decode()
    assert calendar_of(cast.bureau.pk) is published()
    assert send(client, *WHOLE, makeup).status_code == 302
    calendar = calendar_of(cast.bureau.pk)
    assert not calendar.is_workday(date(2027, 1, 1))  # a Friday
    assert calendar.is_workday(date(2027, 2, 6))
    assert calendar.knows(date(2027, 6, 1))
    assert not calendar.is_workday(date(2026, 10, 1))
    assert calendar_of(cast.other_bureau.pk) is published()
    assert Event.objects.filter(action="organisation.load_holidays").count() == 1
    page = client.get(reverse("organisation:calendar"), secure=True).content.decode()
    assert NUMBER in page
    row = HolidayYear.objects.get()
    days = client.get(reverse("organisation:calendar_days", args=[row.pk]), secure=True).content.decode()
    assert "2027-02-06" in days
    assert "调休上班" in days


def test_every_wrong_row_is_named_and_nothing_is_taken(cast: Cast, as_: As) -> None:
    answer = send(
        as_(cast.command_office),
        *WHOLE,
        f"2027-01-01,节假日,元旦,{NUMBER},",
        f"2027-02-08,调休上班,春节,{NUMBER},",  # a Monday
        f"2026-10-01,节假日,国庆节,{NUMBER},",
        f"2029-01-01,节假日,元旦,{NUMBER},",
        f"2027-13-01,节假日,元旦,{NUMBER},",
        f"2027-04-05,大概,清明节,{NUMBER},",
    )
    assert [row for row, _mend in mends(answer)] == [7, 8, 9, 10, 11, 12]
    assert not HolidayYear.objects.exists()


def test_half_a_year_or_two_notices_are_refused(cast: Cast, as_: As) -> None:
    client = as_(cast.it_clerk)
    assert "2027-10-03" in mends(send(client, *WHOLE[:-1]))[0][1]
    assert "文号应一致" in mends(send(client, *WHOLE, "2027-04-05,节假日,清明节,另一文号,"))[0][1]


def test_a_correction_needs_a_reason_and_keeps_what_stood_before(cast: Cast, as_: As) -> None:
    client = as_(cast.it_clerk)
    send(client, *WHOLE)
    more = f"2027-04-05,节假日,清明节,{NUMBER},"
    assert "填写理由" in mends(send(client, *WHOLE, more))[0][1]
    assert send(client, WHOLE[0] + "漏了清明节", *WHOLE[1:], more).status_code == 302
    assert calendar_of(cast.bureau.pk).is_holiday(date(2027, 4, 5))
    assert [row.taken_back_why for row in HolidayYear.objects.order_by("pk")] == ["漏了清明节", ""]
    assert Event.objects.filter(action="organisation.correct_holidays").count() == 1


def test_a_year_taken_back_counts_by_its_weekdays_again(cast: Cast, as_: As) -> None:
    client = as_(cast.it_clerk)
    send(client, *WHOLE)
    row = HolidayYear.objects.get()
    address = reverse("organisation:calendar_take_back", args=[row.pk])
    assert client.post(address, {"reason": ""}, secure=True).status_code == 422
    assert client.post(address, {"reason": "不是正式通知"}, secure=True).status_code == 302
    assert calendar_of(cast.bureau.pk) is published()
    assert Event.objects.filter(action="organisation.take_back_holidays").count() == 1
    with pytest.raises(Refused):
        take_back_holidays(year_id=row.pk, reason="再来一次", by=viewer(cast.it_clerk))


def test_who_does_not_keep_settings_or_is_of_another_bureau_is_refused(cast: Cast, as_: As) -> None:
    send(as_(cast.it_clerk), *WHOLE)
    row = HolidayYear.objects.get()
    with pytest.raises(Refused):
        take_back_holidays(year_id=row.pk, reason="理由", by=viewer(cast.auditor))
    stranger = viewer(cast.other_command_office)
    with pytest.raises(NotYours):
        take_back_holidays(year_id=row.pk, reason="理由", by=stranger)
    with pytest.raises(Invalid):
        take_back_holidays(year_id=row.pk, reason=" ", by=viewer(cast.it_clerk))
