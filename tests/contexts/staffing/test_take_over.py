"""Taking a bureau's people and offices over from its tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jingge.audit.models import Event
from jingge.common.changes import Change
from jingge.common.errors import Invalid, Refused
from jingge.common.viewer import Viewer
from jingge.staffing.actions import revert_changes, take_over_staff, transfer_officer
from jingge.staffing.models import Officer, OfficeService, Pairing, PoliceOffice, Posting, UnitService
from jingge.staffing.terms import OfficerSpec, OfficeSpec
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import SINCE, one

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)
UNIT, OTHER_UNIT = "640181100001", "640181100002"

LEADER = one("040101", "community_officer", "DT")
AUXILIARY = one("F01", "auxiliary", "DT", paired_with="040101")
HELPER = one("Z01", "helper", "DT", serves_units=(UNIT,))
OFFICE = OfficeSpec(
    code="W1",
    name="东塔一警务室",
    office_class=1,
    station_code="DT",
    unit_code=UNIT,
    lon=106.3,
    lat=38.1,
    since=SINCE,
    serves_units=(UNIT,),
)
TABLE = (AUXILIARY, LEADER, HELPER)


def take(
    cast: Cast, *officers: OfficerSpec, offices: tuple[OfficeSpec, ...] = (), whole: bool = False
) -> list[Change]:
    return take_over_staff(
        bureau=cast.bureau,
        officers=officers,
        offices=offices,
        valid_from=DAY,
        origin_id=None,
        by=viewer(cast.it_clerk),
        whole=whole,
    )


def history(number: str) -> list[tuple[str, date, date | None]]:
    rows = Posting.objects.filter(officer__police_number=number).order_by("valid_from")
    return [(p.post, p.valid_from, p.valid_to) for p in rows]


def test_a_table_puts_people_posts_pairings_units_and_offices_in_force(cast: Cast) -> None:
    changes = take(cast, *TABLE, offices=(OFFICE,))
    assert history("040101") == [("community_officer", SINCE, None)]
    assert Pairing.objects.get().officer.police_number == "040101"
    assert UnitService.objects.get().unit_code == UNIT
    assert OfficeService.objects.get().office.code == "W1"
    assert len(changes) == 3 + 3 + 1 + 1 + 2
    assert Event.objects.get(action="staffing.take_over_staff").detail["changes"] == len(changes)


def test_the_same_table_again_changes_nothing(cast: Cast) -> None:
    take(cast, *TABLE, offices=(OFFICE,))
    assert take(cast, *TABLE, offices=(OFFICE,)) == []


def test_another_post_closes_the_old_one_on_the_day_the_table_names(cast: Cast) -> None:
    take(cast, LEADER)
    moved = date(2021, 2, 1)
    take(cast, replace(LEADER, organ_code="XJ", since=moved))
    assert history("040101") == [("community_officer", SINCE, moved), ("community_officer", moved, None)]


def test_another_post_with_an_old_date_counts_from_the_day_the_table_comes_into_force(cast: Cast) -> None:
    take(cast, LEADER)
    take(cast, replace(LEADER, post="case_officer"))
    assert history("040101") == [("community_officer", SINCE, DAY), ("case_officer", DAY, None)]


def test_a_post_that_was_wrong_from_its_first_day_is_corrected_in_place(cast: Cast) -> None:
    take(cast, replace(LEADER, since=DAY))
    take(cast, replace(LEADER, post="case_officer", since=DAY))
    assert history("040101") == [("case_officer", DAY, None)]


def test_a_corrected_first_day_moves_the_posting(cast: Cast) -> None:
    take(cast, LEADER)
    earlier = SINCE - timedelta(days=400)
    take(cast, replace(LEADER, since=earlier))
    assert history("040101") == [("community_officer", earlier, None)]


def test_a_planned_transfer_is_not_overrun_by_an_older_table(cast: Cast, by: Viewer) -> None:
    take(cast, LEADER)
    officer = Officer.objects.get(police_number="040101")
    planned = date(2021, 9, 1)
    transfer_officer(
        officer=officer,
        to_station=cast.xijiao,
        post="community_officer",
        from_date=planned,
        reason="rotation",
        by=by,
    )
    assert take(cast, LEADER) == []
    with pytest.raises(Invalid, match="2021-09-01"):
        take(cast, replace(LEADER, post="case_officer"))
    assert history("040101")[1][1] == planned


def test_a_pairing_units_and_an_office_change_by_closing_and_opening(cast: Cast) -> None:
    second = one("040102", "community_officer", "DT")
    take(cast, *TABLE, second, offices=(OFFICE,))
    take(
        cast,
        second,
        LEADER,
        replace(AUXILIARY, paired_with="040102"),
        replace(HELPER, serves_units=(OTHER_UNIT,)),
        offices=(replace(OFFICE, office_class=2),),
    )
    assert list(Pairing.objects.order_by("valid_from").values_list("officer__police_number", "valid_to")) == [
        ("040101", DAY),
        ("040102", None),
    ]
    assert list(
        UnitService.objects.order_by("valid_from").values_list("unit_code", "valid_from", "valid_to")
    ) == [
        (UNIT, SINCE, DAY),
        (OTHER_UNIT, DAY, None),
    ]
    offices = PoliceOffice.objects.order_by("valid_from")
    assert list(offices.values_list("office_class", "valid_to")) == [(1, DAY), (2, None)]
    assert [o.services.count() for o in offices] == [1, 1]


def test_a_whole_table_lets_go_of_whoever_it_no_longer_names(cast: Cast) -> None:
    take(cast, *TABLE)
    take(cast, LEADER, whole=True)
    assert history("F01") == [("auxiliary", SINCE, DAY)]
    assert Officer.objects.get(police_number="F01").left_date == DAY
    assert Pairing.objects.get().valid_to == DAY


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(LEADER, organ_code="ZZ"), "organ_code"),
        (replace(LEADER, organ_code="XZ"), "post"),  # no community officers in a brigade
        (replace(LEADER, post="auxiliary"), "post"),
        (replace(LEADER, age_band="born 1970"), "age_band"),
        (replace(AUXILIARY, paired_with="nobody"), "paired_with"),
        (replace(LEADER, paired_with="040101"), "paired_with"),
        (replace(HELPER, serves_units=("64018110000",)), "serves_units"),
        (replace(AUXILIARY, police_number="Z01"), "police_number"),
    ],
)
def test_a_wrong_row_names_its_field_and_nothing_is_written(
    cast: Cast, wrong: OfficerSpec, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        take(cast, LEADER if wrong.police_number != "040101" else HELPER, HELPER, wrong)
    assert refusal.value.field in {field, "police_number"}
    assert not Officer.objects.exists()


def test_a_number_stays_with_its_kind_of_person(cast: Cast) -> None:
    take(cast, HELPER)
    with pytest.raises(Invalid, match="Z01"):
        take(cast, one("Z01", "case_officer", "DT"))


def test_an_import_can_be_taken_back_whole(cast: Cast, by: Viewer) -> None:
    first = take(cast, *TABLE, offices=(OFFICE,))
    before = history("040101")
    second = take(cast, replace(LEADER, post="case_officer"), offices=(replace(OFFICE, name="新名"),))
    assert revert_changes(changes=second, by=by) == len(second)
    assert history("040101") == before
    assert PoliceOffice.objects.get().valid_to is None
    revert_changes(changes=first, by=by)
    assert not Officer.objects.exists()
    assert not PoliceOffice.objects.exists()


def test_an_import_that_later_entries_stand_on_cannot_be_taken_back(cast: Cast, by: Viewer) -> None:
    first = take(cast, *TABLE)
    take(cast, replace(LEADER, post="case_officer"))
    with pytest.raises(Refused):
        revert_changes(changes=first, by=by)
    assert len(history("040101")) == 2


def test_another_bureau_cannot_take_over_or_take_back(cast: Cast) -> None:
    stranger = viewer(cast.other_command_office)
    changes = take(cast, *TABLE)
    with pytest.raises(Refused):
        revert_changes(changes=changes, by=stranger)
    with pytest.raises(Refused):
        take_over_staff(
            bureau=cast.bureau, officers=[LEADER], offices=[], valid_from=DAY, origin_id=None, by=stranger
        )
