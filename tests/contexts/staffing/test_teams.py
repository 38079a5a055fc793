"""The three parts of a station, and a station's mode on a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.organisation.actions import change_mode
from jingge.staffing import queries
from jingge.staffing.actions import join_team, leave_team, transfer_officer
from jingge.staffing.models import TeamMember
from jingge.staffing.terms import ModeCheck, Part
from tests.factories.cast import Cast
from tests.factories.staffing import Staff

pytestmark = pytest.mark.django_db
DAY = date(2020, 7, 1)


def check(by: Viewer, day: date = DAY) -> ModeCheck:
    return queries.mode_checks(by, day, station_code="DT")[0]


def test_whoever_is_entered_counts_in_that_part_and_not_by_post(staff: Staff, cast: Cast, by: Viewer) -> None:
    assert dict(check(by).parts)[Part.CASE_TEAM] == 1
    join_team(
        officer=staff.people["040181"], station=cast.dongta, part="command_office", from_date=DAY, by=by
    )
    found = check(by)
    assert dict(found.parts)[Part.COMMAND_OFFICE] == 2
    assert found.unstaffed == (Part.CASE_TEAM,)
    assert not found.passes
    assert check(by, date(2020, 6, 30)).passes


def test_another_part_ends_the_first_and_the_database_allows_no_two(
    staff: Staff, cast: Cast, by: Viewer
) -> None:
    person, station = staff.people["040181"], cast.dongta
    join_team(officer=person, station=station, part="case_team", from_date=DAY, by=by)
    join_team(officer=person, station=station, part="command_office", from_date=date(2020, 8, 1), by=by)
    first, second = TeamMember.objects.order_by("valid_from")
    assert (first.valid_to, second.valid_to) == (date(2020, 8, 1), None)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(
            bureau=cast.bureau, station=station, officer=person, part="case_team", valid_from=date(2020, 9, 1)
        )
    with pytest.raises(Refused):
        join_team(officer=person, station=station, part="command_office", from_date=date(2020, 9, 1), by=by)
    leave_team(member=second, end=date(2020, 9, 1), by=by)
    assert check(by, date(2020, 9, 1)).passes


def test_an_area_beside_an_office_part_is_two_parts(staff: Staff, cast: Cast, by: Viewer) -> None:
    join_team(
        officer=staff.people["040101"], station=cast.dongta, part="command_office", from_date=DAY, by=by
    )
    assert [o.person.police_number for o in check(by).in_two] == ["040101"]


def test_an_auxiliary_is_entered_in_the_community_team_but_not_in_the_case_team(
    staff: Staff, cast: Cast, by: Viewer
) -> None:
    auxiliary = staff.people["F040100"]
    with pytest.raises(Refused, match="案件调查取证"):
        join_team(officer=auxiliary, station=cast.dongta, part="case_team", from_date=DAY, by=by)
    join_team(officer=auxiliary, station=cast.dongta, part="community_team", from_date=DAY, by=by)
    rows = queries.list_members(by, DAY, "DT")
    assert [(row.person.police_number, row.part) for row in rows] == [("F040100", Part.COMMUNITY_TEAM)]
    assert dict(check(by).parts)[Part.COMMUNITY_TEAM] == 3  # officers staff a part


def test_only_whoever_serves_there_enters_and_a_transfer_ends_it(
    staff: Staff, cast: Cast, by: Viewer
) -> None:
    with pytest.raises(Refused):
        join_team(officer=staff.people["040281"], station=cast.dongta, part="case_team", from_date=DAY, by=by)
    person = staff.people["040181"]
    join_team(officer=person, station=cast.dongta, part="case_team", from_date=DAY, by=by)
    transfer_officer(
        officer=person,
        post="case_officer",
        from_date=date(2020, 8, 1),
        reason="reform",
        to_station=cast.xijiao,
        by=by,
    )
    assert TeamMember.objects.get().valid_to == date(2020, 8, 1)


def test_a_changed_mode_is_checked_from_its_day_and_has_no_parts_to_enter(
    staff: Staff, cast: Cast, by: Viewer
) -> None:
    change_mode(station_code="DT", mode="mode_multi_skill", from_date=date(2020, 9, 1), by=by)
    assert check(by, date(2020, 8, 31)).parts
    then = check(by, date(2020, 9, 1))
    assert not then.parts
    assert "040181" in {o.person.police_number for o in then.without_unit}
    with pytest.raises(Refused, match="一警多能"):
        join_team(
            officer=staff.people["040181"],
            station=cast.dongta,
            part="case_team",
            from_date=date(2020, 9, 1),
            by=by,
        )
