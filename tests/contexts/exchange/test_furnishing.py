"""Equipment and opening hours in the table of offices: read, put in force, unchanged when sent again, taken back."""

from datetime import date, timedelta

import pytest

from jingge.common.changes import revert
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.exchange.queries.present import offices_sheet
from jingge.exchange.rules.furnishing import (
    counts_of,
    opening_words,
    read_equipment,
    read_opening,
    week_of,
)
from jingge.staffing.actions import take_over_staff
from jingge.staffing.models import OfficeEquipment, OpeningPlan, PoliceOffice, held_on
from jingge.staffing.terms import OfficeSpec, Opening
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map

DAY = today()
WORDS = ("1-5 08:30-12:00,14:30-18:00", "6 09:00-12:00")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("computer:2;radio:1", ("computer:2", "radio:1")),
        ("对讲机 3台、电脑", ("computer:1", "radio:3")),
        ("Contact box x 2, Body camera: 4", ("recorder:4", "contact_box:2")),
    ],
)
def test_equipment_is_read_however_it_is_written(text: str, words: tuple[str, ...]) -> None:
    assert read_equipment(text) == words
    assert set(counts_of(words)) == {word.split(":")[0] for word in words}


@pytest.mark.parametrize("text", ["电脑;电脑:2", "宇宙飞船:1"])
def test_what_is_no_equipment_or_twice_is_handed_back(text: str) -> None:
    assert isinstance(read_equipment(text), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1-5 08:30-12:00,14:30-18:00;6 9:00-12:00", WORDS),
        ("周一至周五 08:30-12:00、14:30-18:00;周六09:00-12:00", WORDS),
        ("1-7 00:00-24:00;节假日开放", ("1-7 00:00-24:00", "holidays")),
    ],
)
def test_opening_hours_are_read_and_said_alike(text: str, words: tuple[str, ...]) -> None:
    found = read_opening(text)
    assert found == words
    week, closed = week_of(words)
    assert opening_words(week, closed_on_holidays=closed) == words


@pytest.mark.parametrize(
    "text", ["12:00-14:00", "1 18:00-08:00", "1-5 08:00-09:00;5 10:00-11:00", "5-1 08:00-09:00"]
)
def test_hours_without_days_backwards_or_twice_are_handed_back(text: str) -> None:
    assert isinstance(read_opening(text), str)


@pytest.fixture
def by(cast: Cast) -> Viewer:
    small_staff(small_map(cast).version)
    return viewer(cast.command_office)


def spec(office: PoliceOffice, **more: object) -> OfficeSpec:
    return OfficeSpec(
        code=office.code,
        name=office.name,
        office_class=office.office_class,
        station_code=office.station.code,
        unit_code=office.unit_code,
        lon=office.lon,
        lat=office.lat,
        since=office.valid_from,
        serves_units=tuple(s.unit_code for s in office.services.all()),
        **more,  # type: ignore[arg-type]
    )


def told(week_words: tuple[str, ...] = WORDS) -> Opening:
    week, closed = week_of(week_words)
    return Opening(week, closed, DAY)


@pytest.mark.django_db
def test_a_table_is_put_in_force_once_and_taken_back_whole(cast: Cast, by: Viewer) -> None:
    office = PoliceOffice.objects.get(code="JWS-DT")

    def send(day: date, **more: object) -> list[object]:
        return take_over_staff(  # type: ignore[return-value]
            bureau=cast.bureau,
            officers=(),
            offices=[spec(office, **more)],
            valid_from=day,
            origin_id=None,
            by=by,
        )

    send(DAY, equipment={"computer": 2, "radio": 1}, opening=told())
    sheet = offices_sheet(cast.bureau.pk, DAY)
    at = sheet.column("code").index("JWS-DT")
    assert (sheet.get("equipment", at), sheet.get("opening", at)) == (("computer:2", "radio:1"), WORDS)
    assert send(DAY, equipment={"computer": 2, "radio": 1}, opening=told()) == []
    assert send(DAY) == []
    later = DAY + timedelta(days=9)
    changes = send(later, equipment={"computer": 3}, opening=told(("1-7 00:00-24:00", "holidays")))
    rows = OfficeEquipment.objects.filter(held_on(later)).values_list("item", "count")
    assert list(rows) == [("computer", 3)]
    assert OfficeEquipment.objects.filter(held_on(DAY)).count() == 2
    assert not OpeningPlan.objects.get(held_on(later)).closed_on_holidays
    assert revert(changes, app="staffing") == []  # type: ignore[arg-type]
    assert OfficeEquipment.objects.filter(held_on(later), item="radio", count=1).exists()
    assert OpeningPlan.objects.get().valid_to is None


@pytest.mark.django_db
def test_told_anew_for_the_same_day_the_first_is_corrected_and_undo_brings_it_back(
    cast: Cast, by: Viewer
) -> None:
    office = PoliceOffice.objects.get(code="JWS-DT")
    args = {"bureau": cast.bureau, "officers": (), "valid_from": DAY, "origin_id": None, "by": by}
    take_over_staff(offices=[spec(office, equipment={"computer": 2, "radio": 1})], **args)  # type: ignore[arg-type]
    changes = take_over_staff(offices=[spec(office, equipment={"computer": 5})], **args)  # type: ignore[arg-type]
    assert list(OfficeEquipment.objects.values_list("item", "count")) == [("computer", 5)]
    assert revert(changes, app="staffing") == []
    assert set(OfficeEquipment.objects.values_list("item", "count")) == {("computer", 2), ("radio", 1)}
