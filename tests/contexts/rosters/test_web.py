"""Pages of rosters: who sees what, what the buttons do, how often the database is asked."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jingge.accounts.models import Account
from jingge.rosters import actions
from jingge.rosters.models import Cell, Roster
from tests.contexts.rosters.conftest import Place

As = Callable[[Account], Client]
Lay = Callable[..., Roster]


def test_the_month_marks_today_leave_and_what_breaks(
    place: Place, lay: Lay, as_: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    actions.enter_leave(
        station_code="DT", officer_id=place.id_of("040102"), kind="annual",
        first_day=date(2026, 11, 9), last_day=date(2026, 11, 9), by=place.head,
    )  # fmt: skip
    roster = lay({("040181", 10): "case-duty", ("040181", 11): "case"})
    client = as_(place.cast.dongta_head)
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        text = client.get(reverse("rosters:month", args=[roster.pk])).content.decode()
    assert "visually-hidden" in text
    assert "works in the rest after" in text
    assert 'class="mark away"' in text
    assert "draggable" in text


def test_officers_see_a_month_only_when_it_is_published_and_change_nothing(
    place: Place, lay: Lay, as_: As
) -> None:
    roster = lay({("040101", 10): "area"}, state="drawn")
    client = as_(place.cast.officer)
    assert client.get(reverse("rosters:month", args=[roster.pk])).status_code == 404
    actions.publish_roster(roster_id=roster.pk, by=place.head)
    text = client.get(reverse("rosters:month", args=[roster.pk])).content.decode()
    assert "draggable" not in text
    assert "Take back" not in text
    assert "In the area" in client.get(reverse("rosters:mine")).content.decode()


def test_every_choice_for_a_day_says_what_it_would_break(place: Place, lay: Lay, as_: As) -> None:
    roster = lay({("040181", 10): "case-duty"})
    client = as_(place.cast.dongta_head)
    cell = {"officer": str(place.id_of("040181")), "day": "2026-11-11"}
    text = client.get(reverse("rosters:change", args=[roster.pk]), cell).content.decode()
    assert "works in the rest after" in text
    done = client.post(reverse("rosters:change", args=[roster.pk]), {**cell, "code": "case"}, follow=True)
    assert "works in the rest after" in done.content.decode()
    assert Cell.objects.count() == 2
    client.post(reverse("rosters:undo", args=[roster.pk]))
    assert Cell.objects.count() == 1


def test_a_drag_leads_to_the_exchange_of_two_days(place: Place, lay: Lay, as_: As) -> None:
    roster = lay({("040101", 10): "area"})
    client = as_(place.cast.dongta_head)
    cells = {
        "officer": str(place.id_of("040101")), "day": "2026-11-10",
        "with": str(place.id_of("040102")), "with_day": "2026-11-10",
    }  # fmt: skip
    url = reverse("rosters:change", args=[roster.pk])
    assert "Breaks no rule" in client.get(url, cells).content.decode()
    client.post(url, cells)
    assert Cell.objects.get().officer.police_number == "040102"
    assert client.get(url, {**cells, "day": "soon"}).status_code == 422


def test_the_table_holds_every_person_and_every_day(place: Place, lay: Lay, as_: As) -> None:
    roster = lay({("040101", 10): "area"})
    answer = as_(place.cast.dongta_head).get(reverse("rosters:export", args=[roster.pk]))
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.values)
    assert len(rows[0]) == 2 + 30 + 4
    mine = next(row for row in rows if row[0] == "040101")
    assert mine[2 + 9] == "In the area"


def test_the_sheet_fits_a4_landscape(place: Place, lay: Lay, as_: As) -> None:
    roster = lay({("040101", 10): "area"})
    text = as_(place.cast.dongta_head).get(reverse("rosters:sheet", args=[roster.pk])).content.decode()
    assert "rosters/sheet" in text


def test_readiness_counts_need_have_and_delta(place: Place, lay: Lay, as_: As) -> None:
    lay({("040100", 10): "lead"})
    answer = as_(place.cast.dongta_head).get(
        reverse("rosters:readiness"), {"month": "2026-11", "export": "csv"}
    )
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) > 60
    assert any("2026-11-10" in line and line.endswith("1,1,0") for line in lines)
    assert any("2026-11-11" in line and line.endswith("1,0,-1") for line in lines)
    bad = as_(place.cast.dongta_head).get(reverse("rosters:readiness"), {"month": "soon"})
    assert bad.status_code == 422


def test_the_calendar_needs_no_cookie_and_sets_none(place: Place, lay: Lay, as_: As) -> None:
    lay({("040101", 10): "area"})
    made = as_(place.cast.officer).post(reverse("rosters:make_feed")).content.decode()
    secret = made.split("/rosters/feed/")[1].split(".ics")[0]
    answer = Client().get(reverse("rosters:feed", args=[secret]), secure=True)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    assert b"DTSTART;TZID=Asia/Shanghai:20261110T083000\r\n" in answer.content
    assert Client().get(reverse("rosters:feed", args=["guessed"]), secure=True).status_code == 404


def test_wrong_input_comes_back_with_the_field(place: Place, as_: As) -> None:
    client = as_(place.cast.dongta_head)
    answer = client.post(reverse("rosters:new"), {"station_code": "DT", "month": "soon"})
    assert answer.status_code == 422
    assert "Write the month as 2026-11." in answer.content.decode()
    form = {
        "code": "desk", "name": "Desk", "mark": "AR", "start_minute": "08:30", "minutes": "480", "who": "all",
        "rest_days": "0", "need_workday": "1", "need_dayoff": "0",
    }  # fmt: skip
    answer = client.post(reverse("rosters:new_kind", args=["DT"]), form)
    assert answer.status_code == 422
    assert "Another kind of shift has this mark" in answer.content.decode()
