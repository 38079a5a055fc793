"""Needs of single dates: entered, drawn for, counted, taken out; from a table whole or not at all."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.rosters import actions, queries
from jingge.rosters.models import DayNeed, Roster
from jingge.rosters.terms import NeedSpec
from tests.contexts.rosters.conftest import MONTH, Place, work
from tests.factories.cast import viewer

As = Callable[[Account], Client]
Lay = Callable[..., Roster]
FAIR = date(2026, 11, 15)  # a Sunday


def spec(need: int, *, day: date = FAIR, code: str = "area", why: str = "庙会") -> NeedSpec:
    return NeedSpec(day=day, code=code, need=need, why=why)


def test_a_festival_is_drawn_with_as_many_as_it_needs(place: Place, opened: Roster) -> None:
    actions.set_need(station_code="DT", given=spec(3), by=place.head)
    actions.request_drawing(roster_id=opened.pk, by=place.head)
    assert work() == "done"
    opened.refresh_from_db()
    view = queries.month_view(place.head, opened.pk)
    area = next(need for need in view.needs if need.kind.code == "area")
    assert area.days[14][1:] == (3, 3)
    assert view.heads[14].note == "庙会"
    assert area.days[21][1] != 3


def test_a_need_after_the_drawing_shows_who_is_short_and_goes_when_it_is_taken_out(
    place: Place, lay: Lay
) -> None:
    roster = lay({("040101", 15): "area"})

    def short() -> list[tuple[int, int]]:
        rows = queries.readiness(place.head, MONTH, only_short=True)
        return [(row.need, row.have) for row in rows if row.day == FAIR and row.kind == "In the area"]

    usual = short()
    actions.set_need(station_code="DT", given=spec(3), by=place.head)
    assert short() == [(3, 1)]
    assert queries.month_view(place.head, roster.pk).needs[2].days[14][1] == 3
    actions.remove_need(station_code="DT", code="area", day=FAIR, by=place.head)
    assert short() == usual
    assert list(Event.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "rosters.set_need", "rosters.remove_need",
    ]  # fmt: skip
    with pytest.raises(NotYours):
        actions.remove_need(station_code="DT", code="area", day=FAIR, by=place.head)


def test_said_again_a_need_is_changed(place: Place) -> None:
    actions.set_need(station_code="DT", given=spec(3), by=place.head)
    actions.set_need(station_code="DT", given=spec(0, why="封山"), by=place.head)
    assert [(row.need, row.why) for row in DayNeed.objects.all()] == [(0, "封山")]
    last = Event.objects.order_by("pk").last()
    assert last is not None
    assert last.detail["before"] == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (spec(3, code="swim"), "code"),
        (spec(100), "need"),
        (spec(3, why=" "), "why"),
        (spec(3, day=date(2026, 11, 1)), "day"),
    ],
)
def test_a_wrong_need_is_named_by_its_field(place: Place, wrong: NeedSpec, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.set_need(station_code="DT", given=wrong, by=place.head)
    assert refusal.value.field == field
    assert not DayNeed.objects.exists()


def test_a_neighbours_days_are_not_ones_own(place: Place) -> None:
    neighbour: Viewer = viewer(place.cast.xijiao_head)
    with pytest.raises(Refused):
        actions.set_need(station_code="DT", given=spec(3), by=neighbour)


def test_the_page_of_single_days(
    place: Place, as_: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for day in range(10, 20):
        actions.set_need(station_code="DT", given=spec(2, day=date(2026, 11, day)), by=place.head)
    client = as_(place.cast.dongta_head)
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        text = client.get(reverse("rosters:needs", args=["DT"])).content.decode()
    assert text.count("庙会") >= 10
    url = reverse("rosters:set_need", args=["DT"])
    wrong = client.post(url, {"day": "2026-11-01", "code": "area", "need": "2", "why": "庙会"})
    assert wrong.status_code == 422
    assert (
        client.post(url, {"day": "2026-11-25", "code": "area", "need": "2", "why": "庙会"}).status_code == 302
    )
    client.post(reverse("rosters:remove_need", args=["DT", "area", "2026-11-25"]))
    assert DayNeed.objects.count() == 10


TABLE = "日期,班种,需要人数,原因\n2026-11-15,{kind},3,庙会\n2026-11-16,area,{need},集市\n"


def handed_over(client: Client, text: str, deed: str = "check") -> tuple[int, str]:
    file = SimpleUploadedFile("needs.csv", text.encode("utf-8-sig"), content_type="text/csv")
    answer = client.post(reverse("rosters:need_table", args=["DT"]), {"file": file, "deed": deed})
    return answer.status_code, answer.content.decode()


def test_a_table_of_days_is_checked_kept_and_refused_whole(place: Place, as_: As) -> None:
    client = as_(place.cast.dongta_head)
    good = TABLE.format(kind="In the area", need=2)
    status, text = handed_over(client, good)
    assert status == 200
    assert not DayNeed.objects.exists()
    status, text = handed_over(client, TABLE.format(kind="游泳", need="many"))
    assert (status, DayNeed.objects.count()) == (422, 0)
    assert "游泳" in text
    assert "many" in text
    assert handed_over(client, good, "keep")[0] == 302
    assert DayNeed.objects.count() == 2
