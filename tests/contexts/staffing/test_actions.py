"""Transfers, areas, pairings, helpers and offices: what changes, what is refused, what is recorded."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingge.audit.models import Event
from jingge.common.errors import NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.staffing.actions import (
    change_office_services,
    close_office,
    end_posting,
    open_office,
    pair_auxiliary,
    place_helper,
    post_to_beats,
    reassign_beat,
    revert_changes,
    transfer_officer,
    withdraw_from_beats,
)
from jingge.staffing.models import BeatPosting, Officer, Pairing, PoliceOffice, Posting, UnitService
from jingge.staffing.queries import beat_officers, cover, ratios, strength
from jingge.staffing.queries.holding import headcount
from jingge.staffing.terms import OfficeSpec
from jingge.territory.actions import adopt_version, withdraw_version
from jingge.territory.models import Grid, GridVersion
from tests.contexts.staffing.conftest import DAY
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import SINCE, Staff
from tests.factories.territory import DONGTA, XIJIAO, SmallMap, draw

pytestmark = pytest.mark.django_db
LATER = date(2020, 9, 1)
Z01 = f"{DONGTA}001Z01"


def beat(version: GridVersion, code: str) -> Grid:
    return Grid.objects.get(version=version, code=code)


def transfer(officer: Officer, by: Viewer, **changes: Any) -> Posting:
    values: dict[str, Any] = {"post": "department", "from_date": LATER, "reason": "reform"} | changes
    return transfer_officer(officer=officer, by=by, **values)


# -- transfers -------------------------------------------------------------------------------------------


def test_a_transfer_closes_one_posting_opens_another_and_records_both_ratios(
    staff: Staff, by: Viewer
) -> None:
    transfer(staff.people["040181"], by)
    rows = Posting.objects.filter(officer__police_number="040181").order_by("valid_from")
    assert list(rows.values_list("post", "valid_from", "valid_to")) == [
        ("case_officer", SINCE, LATER),
        ("department", LATER, None),
    ]
    detail = Event.objects.get(action="staffing.transfer_officer").detail
    assert detail["ratios_before"] == {"station_of_bureau": "10/13", "community_of_station": "4/10"}
    assert detail["ratios_after"] == {"station_of_bureau": "9/13", "community_of_station": "4/9"}


def test_an_officer_with_areas_leaves_them_and_the_auxiliaries_to_a_successor(
    staff: Staff, drawn: SmallMap, by: Viewer
) -> None:
    leaving, successor = staff.people["040101"], staff.people["040103"]
    with pytest.raises(Refused, match=Z01):
        transfer(leaving, by)
    transfer(leaving, by, successor=successor)
    assert beat_officers(drawn.version, date(2020, 8, 31))[Z01].police_number == "040101"
    assert beat_officers(drawn.version, LATER)[Z01].police_number == "040103"
    led = Pairing.objects.filter(officer=successor, valid_from=LATER)
    assert set(led.values_list("auxiliary__police_number", flat=True)) == {"F040100", "F040103"}


def test_a_successor_of_another_station_is_refused_and_nothing_moves(staff: Staff, by: Viewer) -> None:
    with pytest.raises(Refused):
        transfer(staff.people["040101"], by, successor=staff.people["040201"])
    assert not Posting.objects.filter(valid_from=LATER).exists()


def test_an_auxiliary_that_moves_leaves_pairing_and_units(staff: Staff, cast: Cast, by: Viewer) -> None:
    auxiliary = staff.people["F040100"]
    place_helper(person=auxiliary, unit_code=f"{DONGTA}002", from_date=DAY, by=by)
    transfer(auxiliary, by, post="auxiliary", to_station=cast.xijiao)
    assert Pairing.objects.get(auxiliary=auxiliary).valid_to == LATER
    assert UnitService.objects.get(officer=auxiliary).valid_to == LATER


def test_a_station_head_may_not_transfer_and_another_bureau_neither(staff: Staff, cast: Cast) -> None:
    for person in (cast.dongta_head, cast.chief, cast.it_clerk, cast.other_command_office):
        with pytest.raises(Refused):
            transfer(staff.people["040181"], viewer(person))


def test_leaving_the_bureau_lowers_its_total_and_needs_a_successor(staff: Staff, by: Viewer) -> None:
    leaving = staff.people["040201"]
    with pytest.raises(Refused):
        end_posting(officer=leaving, end=LATER, by=by)
    end_posting(officer=leaving, end=LATER, by=by, successor=staff.people["040281"])
    leaving.refresh_from_db()
    assert leaving.left_date == LATER
    assert headcount(by.bureau_id, LATER).bureau == 12
    assert headcount(by.bureau_id, DAY).bureau == 13


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_series_of_transfers_changes_the_bureaus_total(
    staff: Staff, cast: Cast, by: Viewer, data: st.DataObject
) -> None:
    movable = ["019001", "029001", "029002", "040180", "040181", "040280", "040281"]
    targets: list[dict[str, Any]] = [
        {"post": "department"},
        {"post": "brigade_officer", "to_brigade": cast.brigade},
        {"post": "case_officer", "to_station": cast.dongta},
        {"post": "community_officer", "to_station": cast.xijiao},
    ]
    with transaction.atomic():
        for month in range(1, data.draw(st.integers(2, 6))):
            officer = staff.people[data.draw(st.sampled_from(movable))]
            day = date(2021, month, 1)
            try:
                transfer(officer, by, from_date=day, **data.draw(st.sampled_from(targets)))
            except Refused:
                continue
            found, table = ratios(by, day), strength(by, day)
            assert found.first is not None
            assert found.first.whole == table.total.officers == 13
            assert found.first.part == sum(r.officers for r in table.stations)
        transaction.set_rollback(True)


# -- areas -----------------------------------------------------------------------------------------------


def test_an_area_changes_hands_on_a_day(staff: Staff, drawn: SmallMap, by: Viewer) -> None:
    reassign_beat(beat=beat(drawn.version, Z01), officer=staff.people["040102"], from_date=LATER, by=by)
    assert beat_officers(drawn.version, DAY)[Z01].police_number == "040101"
    after = beat_officers(drawn.version, LATER)
    assert after[Z01].police_number == "040102"
    assert after.keys() == staff.responsible.keys()
    event = Event.objects.get(action="staffing.reassign_beat")
    assert (event.detail["from"], event.detail["to"]) == ("040101", "040102")


@pytest.mark.parametrize(
    ("number", "day"), [("040101", LATER), ("040201", LATER), ("F040100", LATER), ("040102", SINCE)]
)
def test_an_area_goes_to_another_officer_of_its_station_while_it_is_in_force(
    staff: Staff, drawn: SmallMap, by: Viewer, number: str, day: date
) -> None:
    with pytest.raises(Refused):
        reassign_beat(beat=beat(drawn.version, Z01), officer=staff.people[number], from_date=day, by=by)


def again(staff: Staff, version: GridVersion, by: Viewer, day: date, **other: str) -> list[Any]:
    return post_to_beats(
        version=version, responsible=staff.responsible | other, valid_from=day, origin_id=None, by=by
    )


def test_posting_the_same_officers_again_changes_nothing(staff: Staff, drawn: SmallMap, by: Viewer) -> None:
    assert again(staff, drawn.version, by, DAY) == []
    assert len(again(staff, drawn.version, by, LATER, **{Z01: "040102"})) == 2


def test_every_area_needs_its_officer_of_the_own_station(staff: Staff, drawn: SmallMap, by: Viewer) -> None:
    with pytest.raises(Refused, match=Z01):
        post_to_beats(version=drawn.version, responsible={}, valid_from=DAY, origin_id=None, by=by)
    with pytest.raises(Refused, match="040201"):
        again(staff, drawn.version, by, LATER, **{Z01: "040201"})


def test_a_following_map_closes_the_postings_of_the_one_before(
    staff: Staff, drawn: SmallMap, by: Viewer
) -> None:
    second = adopt_version(version=draw(drawn.spec, drawn.bureau, by, "二"), valid_from=LATER, by=by)
    changes = again(staff, second, by, LATER)
    assert len(changes) == 8
    assert beat_officers(drawn.version, LATER) == {}
    assert len(beat_officers(second, LATER)) == 4
    withdraw_version(version=second, by=by)
    withdraw_from_beats(version=second, by=by)
    assert len(beat_officers(drawn.version, LATER)) == 4


def test_a_posting_to_areas_can_be_taken_back(staff: Staff, drawn: SmallMap, by: Viewer) -> None:
    changes = again(staff, drawn.version, by, LATER, **{Z01: "040102"})
    revert_changes(changes=changes, by=by)
    assert beat_officers(drawn.version, LATER)[Z01].police_number == "040101"


# -- auxiliaries and helpers -----------------------------------------------------------------------------


def test_an_auxiliary_changes_leader(staff: Staff, by: Viewer) -> None:
    auxiliary = staff.people["F040103"]
    pair_auxiliary(auxiliary=auxiliary, officer=staff.people["040102"], from_date=LATER, by=by)
    rows = Pairing.objects.filter(auxiliary=auxiliary).order_by("valid_from")
    assert list(rows.values_list("officer__police_number", "valid_to")) == [
        ("040101", LATER),
        ("040102", None),
    ]


@pytest.mark.parametrize(
    ("auxiliary", "officer"),
    [("F040100", "040101"), ("F040100", "040181"), ("F040100", "040201"), ("Z040100", "040101")],
)
def test_only_an_auxiliary_and_a_community_officer_of_one_station_are_paired(
    staff: Staff, by: Viewer, auxiliary: str, officer: str
) -> None:
    with pytest.raises(Refused):
        pair_auxiliary(
            auxiliary=staff.people[auxiliary], officer=staff.people[officer], from_date=LATER, by=by
        )


def test_a_helper_serves_a_second_unit_of_the_own_station_once(staff: Staff, by: Viewer) -> None:
    helper = staff.people["Z040100"]
    place_helper(person=helper, unit_code=f"{DONGTA}002", from_date=DAY, by=by)
    row = next(r for r in cover(by, DAY).rows if r.unit.code == f"{DONGTA}002")
    assert row.helpers == 2
    for unit in (f"{DONGTA}002", f"{XIJIAO}001", "640181999999"):
        with pytest.raises(Refused):
            place_helper(person=helper, unit_code=unit, from_date=LATER, by=by)


# -- offices ---------------------------------------------------------------------------------------------

SPEC = OfficeSpec(
    code="W9",
    name="新警务室",
    office_class=2,
    station_code="DT",
    unit_code=f"{DONGTA}002",
    lon=106.33,
    lat=38.08,
    since=DAY,
    serves_units=(f"{DONGTA}002",),
)


def test_an_office_opens_changes_whom_it_serves_and_closes(staff: Staff, cast: Cast, by: Viewer) -> None:
    office = open_office(bureau=cast.bureau, spec=SPEC, by=by)
    changed = change_office_services(office=office, unit_codes=[f"{DONGTA}001"], from_date=LATER, by=by)
    assert changed.pk != office.pk
    assert [s.unit_code for s in office.services.all()] == [f"{DONGTA}002"]
    assert [s.unit_code for s in changed.services.all()] == [f"{DONGTA}001"]
    close_office(office=changed, end=date(2021, 1, 1), by=by)
    rows = PoliceOffice.objects.filter(code="W9").order_by("valid_from")
    assert list(rows.values_list("valid_from", "valid_to")) == [(DAY, LATER), (LATER, date(2021, 1, 1))]
    with pytest.raises(Refused):
        close_office(office=changed, end=date(2021, 2, 1), by=by)


@pytest.mark.parametrize(
    "wrong",
    [{"code": "JWS-DT"}, {"office_class": 4}, {"unit_code": "640181999999"}, {"serves_units": ("1",)}],
)
def test_an_office_that_cannot_be_is_refused(
    staff: Staff, cast: Cast, by: Viewer, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        open_office(bureau=cast.bureau, spec=replace(SPEC, **wrong), by=by)


def test_an_office_needs_a_station_of_the_bureau(staff: Staff, cast: Cast, by: Viewer) -> None:
    with pytest.raises(NotYours):
        open_office(bureau=cast.bureau, spec=replace(SPEC, station_code="ZZ"), by=by)


# -- what the database itself refuses --------------------------------------------------------------------


def test_the_database_refuses_two_postings_of_one_officer_on_one_day(staff: Staff, cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(
            bureau=cast.bureau,
            officer=staff.people["040101"],
            post="department",
            reason="reform",
            valid_from=DAY,
        )


def test_the_database_refuses_two_officers_for_one_area_on_one_day(staff: Staff, drawn: SmallMap) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BeatPosting.objects.create(
            bureau=drawn.bureau,
            beat=beat(drawn.version, Z01),
            officer=staff.people["040102"],
            valid_from=LATER,
        )


def test_the_database_refuses_two_leaders_a_doubled_service_and_an_office_twice(
    staff: Staff, drawn: SmallMap
) -> None:
    bureau = drawn.bureau
    office = PoliceOffice.objects.get(code="JWS-DT")
    doubles = [
        Pairing(
            bureau=bureau, officer=staff.people["040102"], auxiliary=staff.people["F040100"], valid_from=DAY
        ),
        UnitService(bureau=bureau, officer=staff.people["Z040100"], unit_code=f"{DONGTA}001", valid_from=DAY),
        PoliceOffice(
            bureau=bureau,
            code=office.code,
            name="x",
            office_class=1,
            station=office.station,
            unit_code=office.unit_code,
            lon=0,
            lat=0,
            valid_from=DAY,
        ),
    ]
    for row in doubles:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_the_database_refuses_an_end_before_its_beginning(staff: Staff) -> None:
    for model in (Posting, BeatPosting, Pairing, UnitService, PoliceOffice):
        row = model.objects.first()
        assert row is not None
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(valid_to=row.valid_from)
