"""Hours of work: alerts, the share of community hours, the limits of auxiliaries, tables."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from jingge.audit.models import Event
from jingge.common.errors import NotYours, Refused
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.staffing import queries
from jingge.staffing.actions import (
    TableRow,
    book_table,
    book_work,
    cancel_booking,
    cancel_table,
    correct_booking,
    transfer_officer,
)
from jingge.staffing.models import WorkBooking
from jingge.staffing.terms import BookingSpec, TableRefused, Work
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff

pytestmark = pytest.mark.django_db
MONDAY = date(2020, 7, 6)
MONTH = (date(2020, 7, 1), date(2020, 8, 1))


def spec(work: str, day: date = MONDAY, begins: int = 510, minutes: int = 480) -> BookingSpec:
    return BookingSpec(work=work, day=day, start_minute=begins, minutes=minutes)


def share_of(by: Viewer, number: str) -> Fraction | None:
    return next(r.share for r in queries.community_hours(by, *MONTH) if r.code == number)


def test_case_duty_lowers_the_share_of_community_hours_and_raises_an_alert(staff: Staff, by: Viewer) -> None:
    officer = staff.people["040101"]
    book_work(officer=officer, spec=spec("community"), by=by)
    assert share_of(by, "040101") == 1
    wish = spec("case", date(2020, 7, 7), minutes=240)
    shown = queries.preview_booking(by, officer, wish, None)
    assert shown.alert is not None
    assert (shown.officer_before.share, shown.officer_after.share) == (Fraction(1), Fraction(2, 3))
    assert WorkBooking.objects.count() == 1  # nothing is kept by looking
    book_work(officer=officer, spec=wish, by=by)
    assert share_of(by, "040101") == Fraction(2, 3)
    alerts = queries.list_bookings(by, *MONTH, alerts=True)
    assert [(row.work, row.person.police_number) for row in alerts] == [(Work.CASE, "040101")]
    assert Event.objects.filter(action="staffing.book_work").latest("at").detail["alert"] is True


def test_the_rows_behind_a_share_are_those_it_counts(staff: Staff, by: Viewer) -> None:
    community, case = staff.people["040101"], staff.people["040181"]
    for work, hour in (("community", 8), ("duty", 12), ("training", 16)):
        book_work(officer=community, spec=spec(work, begins=hour * 60, minutes=120), by=by)
    book_work(officer=case, spec=spec("case"), by=by)
    kinds = {
        counted: {row.work.value for row in queries.list_bookings(by, *MONTH, counted=counted)}
        for counted in ("community", "other", "all")
    }
    assert kinds == {"community": {"community"}, "other": {"duty"}, "all": {"community", "duty"}}
    assert share_of(by, "040101") == Fraction(1, 2)


def test_whoever_was_no_community_officer_on_the_day_raises_no_alert(staff: Staff, by: Viewer) -> None:
    officer = staff.people["040102"]
    book_work(officer=officer, spec=spec("case"), by=by)
    transfer_officer(
        officer=officer,
        post="case_officer",
        from_date=date(2020, 7, 8),
        reason="reform",
        to_station=officer.postings.get().station,
        successor=staff.people["040101"],
        by=by,
    )
    book_work(officer=officer, spec=spec("case", date(2020, 7, 9)), by=by)
    assert [row.day for row in queries.list_bookings(by, *MONTH, alerts=True)] == [MONDAY]


def test_a_week_below_twenty_hours_on_four_days_is_said(staff: Staff, by: Viewer) -> None:
    for day in range(6, 10):
        book_work(officer=staff.people["040101"], spec=spec("patrol", date(2020, 7, day), minutes=300), by=by)
    week = queries.community_hours(by, *queries.week_of(MONDAY), one_week=True)
    assert {row.code: row.below_norm for row in week if row.station_code == "DT"} == {
        "040101": False, "040102": True, "040103": True,
    }  # fmt: skip


def test_nobody_is_in_two_places_also_past_midnight(staff: Staff, by: Viewer) -> None:
    officer = staff.people["040181"]
    book_work(officer=officer, spec=spec("duty", begins=22 * 60, minutes=600), by=by)
    with pytest.raises(Refused, match="2020-07-06 22:00"):
        book_work(officer=officer, spec=spec("case", date(2020, 7, 7), begins=7 * 60), by=by)
    book_work(officer=officer, spec=spec("case", date(2020, 7, 7), begins=8 * 60), by=by)


def test_an_auxiliary_is_not_put_to_enforcement_and_the_rule_is_quoted(staff: Staff, by: Viewer) -> None:
    auxiliary = staff.people["F040100"]
    with pytest.raises(Refused, match=r"案件调查取证.*杭州市"):
        book_work(officer=auxiliary, spec=spec("case"), by=by)
    with pytest.raises(Refused, match="强制措施"):
        book_work(
            officer=staff.people["Z040100"], spec=spec("coercion"), leader=staff.people["040181"], by=by
        )
    booking = book_work(officer=auxiliary, spec=spec("mediation"), by=by)
    assert booking.leader is not None and booking.leader.police_number == "040101"  # the paired officer


def test_a_helper_needs_an_officer_of_the_same_station_in_command(staff: Staff, by: Viewer) -> None:
    helper = staff.people["Z040100"]
    with pytest.raises(Refused, match="带领民警"):
        book_work(officer=helper, spec=spec("papers"), by=by)
    with pytest.raises(Refused, match="同一派出所"):
        book_work(officer=helper, spec=spec("papers"), leader=staff.people["040201"], by=by)
    assert book_work(officer=helper, spec=spec("papers"), leader=staff.people["040101"], by=by).pk


def test_a_correction_takes_the_place_of_the_old_booking(staff: Staff, by: Viewer) -> None:
    officer = staff.people["040101"]
    old = book_work(officer=officer, spec=spec("case"), by=by)
    new = correct_booking(booking=old, spec=spec("community"), by=by)
    assert new.replaces_id == old.pk
    assert share_of(by, "040101") == 1
    rows = queries.list_bookings(by, *MONTH, cancelled=True)
    assert {(row.cancelled, row.corrected) for row in rows} == {(True, True), (False, False)}
    cancel_booking(booking=new, by=by)
    assert share_of(by, "040101") is None
    with pytest.raises(Refused):
        cancel_booking(booking=new, by=by)


def test_a_correction_that_is_refused_leaves_the_old_booking(staff: Staff, by: Viewer) -> None:
    officer = staff.people["040101"]
    book_work(officer=officer, spec=spec("patrol", begins=60, minutes=60), by=by)
    old = book_work(officer=officer, spec=spec("case"), by=by)
    with pytest.raises(Refused):
        correct_booking(booking=old, spec=spec("case", begins=30, minutes=60), by=by)
    old.refresh_from_db()
    assert not old.cancelled


def test_a_head_books_the_own_people_and_nobody_elses(staff: Staff, cast: Cast) -> None:
    head = viewer(cast.dongta_head)
    book_work(officer=staff.people["040101"], spec=spec("patrol"), by=head)
    with pytest.raises(Refused):
        book_work(officer=staff.people["040201"], spec=spec("patrol"), by=head)
    other = book_work(officer=staff.people["040201"], spec=spec("patrol"), by=viewer(cast.command_office))
    with pytest.raises(NotYours):
        queries.get_booking(head, other.pk)
    assert {row.station_code for row in queries.list_bookings(head, *MONTH)} == {"DT"}
    mine = queries.list_bookings(viewer(cast.neighbour_officer), *MONTH)
    assert {row.person.police_number for row in mine} == {"040201"}


def test_a_table_is_taken_whole_or_not_at_all(staff: Staff, by: Viewer) -> None:
    officer = staff.people["040101"]
    good = [TableRow(2, officer, spec("community")), TableRow(3, officer, spec("case", date(2020, 7, 7)))]
    with pytest.raises(TableRefused) as refused:
        book_table(
            rows=[
                *good,
                TableRow(4, officer, spec("patrol")),
                TableRow(5, officer, spec("patrol", minutes=5)),
            ],
            by=by,
        )
    assert [problem.row for problem in refused.value.problems] == [4, 5]
    assert not WorkBooking.objects.exists()
    tried = book_table(rows=good, by=by, only_check=True)
    assert (tried.bookings, tried.alerts) == (2, (3,))
    assert not WorkBooking.objects.exists()
    done = book_table(rows=good, by=by)
    assert WorkBooking.objects.filter(origin_id=done.origin_id).count() == 2
    assert cancel_table(origin_id=done.origin_id, by=by) == 2
    assert share_of(by, "040101") is None


@pytest.mark.parametrize(
    ("begins", "minutes", "day"),
    [(510, 480, MONDAY), (960, 60, MONDAY), (0, 1440, MONDAY), (1400, 600, date(2020, 7, 5))],
)
def test_the_database_itself_refuses_two_works_at_once(
    staff: Staff, by: Viewer, begins: int, minutes: int, day: date
) -> None:
    booking = book_work(officer=staff.people["040101"], spec=spec("community"), by=by)
    values = WorkBooking.objects.filter(pk=booking.pk).values().get()
    other = {**values, "id": new_id(), "day": day, "start_minute": begins, "minutes": minutes}
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkBooking.objects.create(**other)
    WorkBooking.objects.create(**{**other, "cancelled": True})
    WorkBooking.objects.filter(pk=booking.pk).update(cancelled=True)
    WorkBooking.objects.create(**{**other, "id": new_id()})


def test_works_that_meet_end_to_end_share_no_minute(staff: Staff, by: Viewer) -> None:
    booking = book_work(officer=staff.people["040101"], spec=spec("community"), by=by)
    values = WorkBooking.objects.filter(pk=booking.pk).values().get()
    for begins, minutes in ((450, 60), (990, 60)):
        WorkBooking.objects.create(**{**values, "id": new_id(), "start_minute": begins, "minutes": minutes})
