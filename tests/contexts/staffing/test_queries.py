"""What may be asked about people in posts, by whom, at what cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from jingge.common.errors import NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.staffing.actions import end_posting, place_helper
from jingge.staffing.queries import (
    beat_officers,
    cover,
    get_office,
    list_officers,
    list_offices,
    list_pairs,
    mode_checks,
    office_history,
    officer_file,
    pairing_check,
    posting_reasons,
    posting_sheet,
    ratios,
    strength,
    strength_by_station,
    visible_beats,
    what_if,
    who_is_responsible,
)
from jingge.staffing.terms import Gap, Move, OrganKind, Part, Place
from tests.contexts.staffing.conftest import DAY
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import SINCE, Staff
from tests.factories.territory import DONGTA, XIJIAO, SmallMap, centre

pytestmark = pytest.mark.django_db
Count = Callable[[int], AbstractContextManager[Any]]
DEPARTMENT = Place(OrganKind.DEPARTMENT)
AT_DONGTA = Place(OrganKind.STATION, "DT")


def test_the_two_ratios_of_the_small_staff(staff: Staff, by: Viewer) -> None:
    found = ratios(by, DAY)
    assert found.first is not None
    # 东塔 has head, 3 community, 2 others = 6; 西郊 head, 1, 2 = 4; brigade 2, departments 1
    assert (found.first.part, found.first.whole) == (10, 13)
    assert (found.second.part, found.second.whole) == (4, 10)
    assert found.second.passes
    assert found.second.spare == 0


def test_nobody_counts_before_they_were_posted(staff: Staff, by: Viewer) -> None:
    before = ratios(by, date(2019, 12, 31))
    assert before.first is not None
    assert before.first.whole == 0
    assert before.first.share is None
    assert not before.first.passes


def test_a_station_head_sees_the_second_ratio_of_the_own_station_only(staff: Staff, cast: Cast) -> None:
    found = ratios(viewer(cast.dongta_head), DAY)
    assert found.first is None
    assert (found.second.part, found.second.whole, found.station_code) == (3, 6, "DT")


def test_station_rows_and_the_rest_sum_to_the_bureau(staff: Staff, by: Viewer) -> None:
    table = strength(by, DAY)
    assert [(r.name, r.officers, r.community_officers, r.auxiliaries, r.helpers) for r in table.stations] == [
        ("东塔派出所", 6, 3, 4, 2),
        ("西郊派出所", 4, 1, 2, 2),
    ]
    assert sum(r.officers for r in (*table.stations, *table.elsewhere)) == table.total.officers == 13
    assert strength_by_station(by, DAY) == list(table.stations)


def test_a_station_head_sees_one_row_and_a_stranger_none(staff: Staff, cast: Cast) -> None:
    assert [r.place.code for r in strength_by_station(viewer(cast.dongta_head), DAY)] == ["DT"]
    assert strength(viewer(cast.other_command_office), DAY).total.officers == 0


def test_what_if_writes_nothing_and_never_changes_the_bureau_total(staff: Staff, by: Viewer) -> None:
    found = what_if(by, DAY, [Move(1, AT_DONGTA, DEPARTMENT, were_community=True)])
    assert found.before.first is not None
    assert found.after.first is not None
    assert (found.after.first.part, found.after.first.whole) == (9, 13)
    assert (found.after.second.part, found.after.second.whole) == (3, 9)
    assert not found.after.second.passes
    assert ratios(by, DAY) == found.before


def test_what_if_refuses_more_officers_than_there_are_and_is_no_business_of_a_station(
    staff: Staff, by: Viewer, cast: Cast
) -> None:
    with pytest.raises(Refused, match="3"):
        what_if(by, DAY, [Move(4, AT_DONGTA, DEPARTMENT, were_community=True)])
    with pytest.raises(NotYours):
        what_if(viewer(cast.dongta_head), DAY, [Move(1, AT_DONGTA, DEPARTMENT)])


def test_every_unit_of_the_small_staff_is_covered(staff: Staff, by: Viewer) -> None:
    found = cover(by, DAY)
    assert len(found.rows) == found.covered == found.in_office_area == 4
    assert found.share == found.office_share == 1
    halved = next(r for r in found.rows if r.unit.code == f"{DONGTA}001")
    assert [p.police_number for p in halved.officers] == ["040101", "040102"]
    assert (halved.auxiliaries, halved.helpers) == (3, 1)


def test_a_unit_whose_helper_left_is_still_covered_by_the_officers_auxiliary(
    staff: Staff, by: Viewer
) -> None:
    end_posting(officer=staff.people["Z040100"], end=date(2020, 8, 1), by=by)
    row = next(r for r in cover(by, date(2020, 8, 1)).rows if r.unit.code == f"{DONGTA}001")
    assert (row.helpers, row.gaps) == (0, ())
    for number in ("F040100", "F040101", "F040103"):
        end_posting(officer=staff.people[number], end=date(2020, 8, 2), by=by)
    row = next(r for r in cover(by, date(2020, 8, 2)).rows if r.unit.code == f"{DONGTA}001")
    assert row.gaps == (Gap.HAND,)


def test_cover_stays_on_the_own_station(staff: Staff, cast: Cast) -> None:
    assert {r.unit.station_code for r in cover(viewer(cast.xijiao_head), DAY).rows} == {"XJ"}
    assert cover(viewer(cast.other_command_office), DAY).rows == ()


def test_every_area_has_its_officer_and_a_point_finds_both(staff: Staff, drawn: SmallMap) -> None:
    found = beat_officers(drawn.version, DAY)
    assert {code: o.police_number for code, o in found.items()} == staff.responsible
    lon, lat = centre(0, 0)
    here = who_is_responsible(drawn.bureau.pk, DAY, lon, lat)
    assert here is not None
    assert here.officer is not None
    assert (here.officer.beat_code, here.officer.police_number) == (f"{XIJIAO}Z01", "040201")
    assert who_is_responsible(drawn.bureau.pk, DAY, 0.0, 0.0) is None


def test_pairing_says_who_leads_two(staff: Staff, by: Viewer, cast: Cast) -> None:
    found = pairing_check(by, DAY)
    assert (found.community_officers, found.auxiliaries, found.with_two_or_more) == (4, 6, 2)
    assert found.without == found.unpaired == ()
    assert {p.station_code for p in list_pairs(viewer(cast.dongta_head), DAY)} == {"DT"}


def test_both_city_stations_work_as_their_mode_says(staff: Staff, by: Viewer) -> None:
    checks = mode_checks(by, DAY)
    assert [c.passes for c in checks] == [True, True]
    assert dict(checks[0].parts) == {Part.COMMAND_OFFICE: 1, Part.COMMUNITY_TEAM: 3, Part.CASE_TEAM: 1}


def test_a_rural_station_lists_officers_linked_to_no_unit(staff: Staff, by: Viewer, cast: Cast) -> None:
    cast.xijiao.mode = "mode_multi_skill"
    cast.xijiao.save()
    numbers = [o.person.police_number for o in mode_checks(by, DAY)[1].without_unit]
    assert numbers == ["040200", "040280", "040281"]
    place_helper(person=staff.people["040281"], unit_code=f"{XIJIAO}001", from_date=DAY, by=by)
    assert len(mode_checks(by, DAY)[1].without_unit) == 2


def test_lists_stay_on_the_own_ground(staff: Staff, cast: Cast) -> None:
    head, officer = viewer(cast.dongta_head), viewer(cast.officer)
    assert {o.place.code for o in list_officers(head, DAY)} == {"DT"}
    assert [o.police_number for o in list_officers(officer, DAY)] == ["040101"]
    assert list_officers(viewer(cast.it_clerk), DAY) == []
    assert [o.code for o in list_offices(officer, DAY)] == ["JWS-DT"]


def test_lists_narrow_by_what_is_asked(staff: Staff, by: Viewer) -> None:
    assert {o.kind for o in list_officers(by, DAY, kind="helper")} == {"helper"}
    assert len(list_officers(by, DAY, post="community_officer", place=AT_DONGTA)) == 3
    assert [o.police_number for o in list_officers(by, DAY, text="019001")] == ["019001"]
    assert [o.post for o in list_officers(by, DAY, place=DEPARTMENT)] == ["department"]
    assert list_offices(by, DAY, office_class=2) == []
    assert len(list_offices(by, DAY, office_class=1, station_code="XJ")) == 1


def test_a_neighbours_officer_and_office_look_like_nothing(staff: Staff, by: Viewer, cast: Cast) -> None:
    head = viewer(cast.xijiao_head)
    with pytest.raises(NotYours):
        officer_file(head, staff.people["040101"].pk, DAY)
    office = next(o for o in list_offices(by, DAY) if o.station_code == "DT")
    with pytest.raises(NotYours):
        get_office(head, office.id)
    assert [o.code for o in office_history(by, office.id)] == ["JWS-DT"]


def test_an_officers_file_holds_posting_areas_and_auxiliaries(staff: Staff, cast: Cast) -> None:
    found = officer_file(viewer(cast.officer), staff.people["040101"].pk, DAY)
    assert found.present is not None
    assert found.present.post == "community_officer"
    assert [b.beat_code for b in found.beats] == [f"{DONGTA}001Z01"]
    assert [p.auxiliary.police_number for p in found.pairs] == ["F040100", "F040103"]


def test_a_community_officer_reads_the_own_areas_sheet_only(
    staff: Staff, drawn: SmallMap, cast: Cast
) -> None:
    officer = viewer(cast.officer)
    assert [b.code for b in visible_beats(officer, drawn.version, DAY)] == [f"{DONGTA}001Z01"]
    sheet = posting_sheet(officer, drawn.version, f"{DONGTA}001Z01", DAY)
    assert sheet.officer is not None
    assert sheet.officer.police_number == "040101"
    assert (len(sheet.units), len(sheet.blocks), len(sheet.auxiliaries), len(sheet.helpers)) == (1, 2, 2, 1)
    assert sheet.population == 660
    with pytest.raises(NotYours):
        posting_sheet(officer, drawn.version, f"{DONGTA}002Z01", DAY)


def test_reasons_are_counted_with_those_of_fifty_and_over(staff: Staff, by: Viewer) -> None:
    found = posting_reasons(by, SINCE, date(2021, 1, 1))
    at_stations = next(r for r in found if r.to is OrganKind.STATION)
    assert (at_stations.reason, at_stations.people, at_stations.aged_50_plus) == ("initial", 10, 2)


@pytest.mark.parametrize(
    ("ask", "budget"),
    [
        (lambda v: ratios(v, DAY), 2),
        (lambda v: strength(v, DAY), 3),
        (lambda v: what_if(v, DAY, [Move(1, DEPARTMENT, AT_DONGTA)]), 5),
        (lambda v: cover(v, DAY), 7),
        (lambda v: list_officers(v, DAY), 1),
        (lambda v: list_offices(v, DAY), 5),
        (lambda v: list_pairs(v, DAY), 2),
        (lambda v: pairing_check(v, DAY), 2),
        (lambda v: mode_checks(v, DAY), 5),
        (lambda v: posting_reasons(v, SINCE, DAY), 1),
    ],
)
def test_questions_cost_a_fixed_number_of_queries(
    staff: Staff,
    by: Viewer,
    django_assert_max_num_queries: Count,
    ask: Callable[[Viewer], object],
    budget: int,
) -> None:
    with django_assert_max_num_queries(budget):
        ask(by)
