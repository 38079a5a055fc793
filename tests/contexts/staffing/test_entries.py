"""What is entered by hand can be taken back whole, on its day or before it takes effect."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.clock import frozen_at, today
from jingge.common.errors import NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.staffing import queries
from jingge.staffing.actions import (
    end_posting,
    end_service,
    join_team,
    leave_team,
    pair_auxiliary,
    place_helper,
    reassign_beat,
    take_back_entry,
    transfer_officer,
)
from jingge.staffing.models import BeatPosting, Pairing, Posting, StaffEntry, TeamMember, UnitService
from jingge.staffing.rules.entries import why_not_take_back_entry
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff
from tests.factories.territory import DONGTA, SmallMap

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def rows() -> list[tuple[object, ...]]:
    """Everything dated about people, to compare before and after."""
    return [
        *Posting.objects.order_by("pk").values_list("pk", "valid_from", "valid_to", "post"),
        *BeatPosting.objects.order_by("pk").values_list("pk", "officer_id", "valid_from", "valid_to"),
        *Pairing.objects.order_by("pk").values_list("pk", "officer_id", "valid_from", "valid_to"),
        *UnitService.objects.order_by("pk").values_list("pk", "unit_code", "valid_from", "valid_to"),
        *TeamMember.objects.order_by("pk").values_list("pk", "part", "valid_from", "valid_to"),
    ]


def newest() -> StaffEntry:
    return StaffEntry.objects.order_by("-entered_at", "-pk")[0]


def test_every_deed_entered_by_hand_can_be_taken_back_on_its_day(
    staff: Staff, drawn: SmallMap, cast: Cast, by: Viewer
) -> None:
    people, day = staff.people, today()
    beat = drawn.version.grids.get(code=f"{DONGTA}001Z01")
    member = join_team(
        officer=people["040180"],
        station=cast.dongta,
        part="command_office",
        from_date=date(2021, 1, 1),
        by=by,
    )
    link = place_helper(person=people["Z040100"], unit_code=f"{DONGTA}002", from_date=date(2021, 1, 1), by=by)
    deeds: list[Callable[[], object]] = [
        lambda: transfer_officer(
            officer=people["040181"], post="department", from_date=day, reason="reform", by=by
        ),
        lambda: end_posting(officer=people["040101"], end=day, successor=people["040102"], by=by),
        lambda: pair_auxiliary(auxiliary=people["F040100"], officer=people["040102"], from_date=day, by=by),
        lambda: end_service(service=link, end=day, by=by),
        lambda: reassign_beat(beat=beat, officer=people["040102"], from_date=day, by=by),
        lambda: join_team(
            officer=people["040181"], station=cast.dongta, part="case_team", from_date=day, by=by
        ),
        lambda: leave_team(member=member, end=day, by=by),
    ]
    for deed in deeds:
        before = rows()
        deed()
        assert rows() != before
        take_back_entry(entry=newest(), by=by)
        assert rows() == before
    people["040101"].refresh_from_db()
    assert people["040101"].left_date is None
    assert Event.objects.filter(action="staffing.take_back_entry").count() == len(deeds)


def test_of_two_entries_on_the_same_rows_the_later_goes_first(staff: Staff, cast: Cast, by: Viewer) -> None:
    person = staff.people["040181"]
    join_team(officer=person, station=cast.dongta, part="case_team", from_date=today(), by=by)
    first = newest()
    later = today() + timedelta(days=3)
    join_team(officer=person, station=cast.dongta, part="command_office", from_date=later, by=by)
    second = newest()
    before = rows()
    with pytest.raises(Refused, match=later.isoformat()):
        take_back_entry(entry=first, by=by)
    assert rows() == before
    take_back_entry(entry=second, by=by)
    take_back_entry(entry=first, by=by)
    assert not TeamMember.objects.exists()
    with pytest.raises(Refused):
        take_back_entry(entry=first, by=by)


def test_what_holds_since_another_day_is_history(staff: Staff, cast: Cast, by: Viewer) -> None:
    moment = timezone.make_aware(datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001
    with frozen_at(moment):
        join_team(
            officer=staff.people["040181"],
            station=cast.dongta,
            part="case_team",
            from_date=date(2026, 3, 5),
            by=by,
        )
    with frozen_at(moment + timedelta(days=2)):
        assert [r.why_not for r in queries.list_entries(by)] == [None]
    with frozen_at(moment + timedelta(days=3)), pytest.raises(Refused, match="2026-03-05"):
        take_back_entry(entry=newest(), by=by)


def test_the_rule_says_until_when() -> None:
    day = date(2026, 3, 2)
    open_for: dict[str, Any] = {"taken_back": False, "entered_on": day}
    assert why_not_take_back_entry(**open_for, holds_from=date(2020, 1, 1), today=day) is None
    assert why_not_take_back_entry(**open_for, holds_from=date(2026, 4, 1), today=date(2026, 3, 31)) is None
    assert why_not_take_back_entry(**open_for, holds_from=day, today=date(2026, 3, 3)) is not None


def test_a_plan_keeps_its_own_moves(staff: Staff, by: Viewer) -> None:
    transfer_officer(
        officer=staff.people["040181"], post="department", from_date=today(), reason="reform", by=by, noted=[]
    )
    assert not StaffEntry.objects.exists()


def test_only_the_command_office_takes_back_and_a_head_reads_the_own_station(
    staff: Staff, cast: Cast, by: Viewer, as_: As
) -> None:
    join_team(officer=staff.people["040181"], station=cast.dongta, part="case_team", from_date=today(), by=by)
    entry = newest()
    with pytest.raises(Refused):
        take_back_entry(entry=entry, by=viewer(cast.dongta_head))
    with pytest.raises(NotYours):
        queries.get_entry(viewer(cast.xijiao_head), entry.pk)
    head = as_(cast.dongta_head).get(reverse("staffing:entries"), secure=True).content.decode()
    assert "040181" in head
    assert reverse("staffing:take_back_entry", args=[entry.pk]) not in head
    other = as_(cast.xijiao_head).get(reverse("staffing:entries"), secure=True).content.decode()
    assert "040181" not in other


def test_a_mistake_is_taken_back_from_the_page(staff: Staff, cast: Cast, by: Viewer, as_: As) -> None:
    client = as_(cast.command_office)
    data = {"officer": "040181", "part": "case_team", "from_date": today().isoformat()}
    client.post(reverse("staffing:join_team", args=["DT"]), data, secure=True)
    url = reverse("staffing:take_back_entry", args=[newest().pk])
    assert url in client.get(reverse("staffing:entries"), secure=True).content.decode()
    assert client.get(url, secure=True).status_code == 200
    assert client.post(url, secure=True).status_code == 302
    assert not TeamMember.objects.exists()
    again = client.post(url, secure=True)
    assert again.status_code == 409
    assert "已经撤回" in again.content.decode()


def test_the_list_costs_the_same_for_one_entry_and_for_ten(
    staff: Staff, cast: Cast, by: Viewer, as_: As, django_assert_max_num_queries: object
) -> None:
    for place in range(5):
        join_team(
            officer=staff.people["040181"],
            station=cast.dongta,
            part=("case_team", "command_office")[place % 2],
            from_date=today() + timedelta(days=place),
            by=by,
        )
    client = as_(cast.command_office)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert client.get(reverse("staffing:entries"), secure=True).status_code == 200


def test_what_the_rules_refuse_is_said_in_the_form(staff: Staff, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    data = {"officer": "F040100", "part": "case_team", "from_date": today().isoformat()}
    answer = client.post(reverse("staffing:join_team", args=["DT"]), data, secure=True)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert 'name="from_date"' in html
    assert "仅限民警" in html


def test_a_link_to_a_unit_ends_from_the_persons_page(staff: Staff, cast: Cast, by: Viewer, as_: As) -> None:
    person = staff.people["Z040100"]
    link = place_helper(person=person, unit_code=f"{DONGTA}002", from_date=date(2021, 1, 1), by=by)
    client = as_(cast.command_office)
    url = reverse("staffing:end_service", args=[link.pk])
    assert url in client.get(reverse("staffing:officer", args=[person.pk]), secure=True).content.decode()
    early = client.post(url, {"day": "2020-12-31"}, secure=True)
    assert (early.status_code, UnitService.objects.get(pk=link.pk).valid_to) == (409, None)
    assert client.post(url, {"day": "2021-06-01"}, secure=True).status_code == 302
    assert UnitService.objects.get(pk=link.pk).valid_to == date(2021, 6, 1)
