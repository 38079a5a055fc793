"""Hours of work booked, corrected, cancelled. Nothing is deleted: a cancelled booking stays readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.errors import NotYours, Refused, refuse_if
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.models import Officer, WorkBooking
from jingge.staffing.queries.booking import Standing, standing_of
from jingge.staffing.queries.visible import visible_bookings
from jingge.staffing.rules.work import alert_text, why_not_book, why_not_book_at, why_not_cancel
from jingge.staffing.terms import BookingSpec, StaffKind, TableProblem, TableRefused, Work
from jingge.uploads.rules.tabled import Faults


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, as the file counts its rows."""

    row: int
    officer: Officer
    spec: BookingSpec
    leader: Officer | None = None


@dataclass(frozen=True, slots=True)
class TableDone:
    origin_id: UUID
    bookings: int
    alerts: tuple[int, ...]  # rows that book a community officer on other work


@transaction.atomic
def book_work(
    *, officer: Officer, spec: BookingSpec, by: Viewer, leader: Officer | None = None
) -> WorkBooking:
    """Book somebody of a station on hours of work. An alert does not refuse: it is kept on record."""
    lock_bureau(by.bureau_id)
    booking, alert = put(officer, spec, leader, by)
    note("staffing.book_work", booking, officer, alert, by)
    return booking


@transaction.atomic
def correct_booking(
    *, booking: WorkBooking, spec: BookingSpec, by: Viewer, leader: Officer | None = None
) -> WorkBooking:
    """The booking was wrong: it is cancelled and another takes its place."""
    lock_bureau(by.bureau_id)
    row = WorkBooking.objects.select_related("officer", "station").get(pk=booking.pk)
    refuse_if(why_not_book_at(by, row.station.code) or why_not_cancel(cancelled=row.cancelled))
    row.cancelled = True
    row.save(update_fields=["cancelled"])
    other, alert = put(row.officer, spec, leader, by, replaces=row)
    note("staffing.correct_booking", other, row.officer, alert, by, was=said(row))
    return other


@transaction.atomic
def cancel_booking(*, booking: WorkBooking, by: Viewer) -> WorkBooking:
    lock_bureau(by.bureau_id)
    row = WorkBooking.objects.select_related("officer", "station").get(pk=booking.pk)
    refuse_if(why_not_book_at(by, row.station.code) or why_not_cancel(cancelled=row.cancelled))
    row.cancelled = True
    row.save(update_fields=["cancelled"])
    note("staffing.cancel_booking", row, row.officer, alert=False, by=by)
    return row


@transaction.atomic
def book_table(
    *, rows: Sequence[TableRow], by: Viewer, only_check: bool = False, faults: Faults | None = None
) -> TableDone:
    """A whole table of bookings, or none of it. With `only_check` it is tried and left.

    `faults` are the rows that could not be read: they are told together with those refused here.
    """
    lock_bureau(by.bureau_id)
    origin, problems = new_id(), list(faults.found) if faults else []
    standing = standing_of([row.officer for row in rows], [row.spec.day for row in rows])
    stations: set[str] = set()
    alerts: list[int] = []
    for row in rows:
        try:
            booking, alert = put(row.officer, row.spec, row.leader, by, standing=standing, origin_id=origin)
        except Refused as refusal:
            value = row.officer.police_number
            problems.append(TableProblem(row.row, _("Police number"), value, refusal.reason))
            continue
        if alert:
            alerts.append(row.row)
        stations.add(booking.station.code)
    if problems:
        raise TableRefused(sorted(problems, key=lambda problem: problem.row))
    done = TableDone(origin, len(rows), tuple(alerts))
    if only_check:
        transaction.set_rollback(True)
        return done
    record(
        action="staffing.book_table",
        by=by,
        subject=None,
        detail={
            "origin": str(origin),
            "bookings": len(rows),
            "alerts": len(alerts),
            "stations": sorted(stations),
        },
    )
    return done


@transaction.atomic
def cancel_table(*, origin_id: UUID, by: Viewer) -> int:
    """Take a whole table of bookings back; those corrected or cancelled since stay as they are."""
    lock_bureau(by.bureau_id)
    rows = WorkBooking.objects.filter(visible_bookings(by), origin_id=origin_id, cancelled=False)
    if not rows.exists():
        raise NotYours(_("No booking of such a table is kept on your ground."))
    for code in sorted(set(rows.values_list("station__code", flat=True))):
        refuse_if(why_not_book_at(by, code))
    count = WorkBooking.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(cancelled=True)
    record(
        action="staffing.cancel_table",
        by=by,
        subject=None,
        detail={"origin": str(origin_id), "bookings": count},
    )
    return count


def put(
    officer: Officer,
    spec: BookingSpec,
    leader: Officer | None,
    by: Viewer,
    *,
    replaces: WorkBooking | None = None,
    standing: Standing | None = None,
    origin_id: UUID | None = None,
) -> tuple[WorkBooking, bool]:
    """One booking, and whether it is worth an alert."""
    standing = standing or standing_of([officer], [spec.day])
    leader = leader or standing.leader_of(officer, spec.day)
    present = standing.posting(officer, spec.day)
    refuse_if(
        why_not_book(
            spec,
            kind=StaffKind(officer.kind),
            present=present,
            taken=standing.taken(officer, spec.day),
            leader_kind=StaffKind(leader.kind) if leader else None,
            leader_place=standing.posting(leader, spec.day) if leader else None,
        )
    )
    assert present is not None
    refuse_if(why_not_book_at(by, present.place.code))
    booking = WorkBooking.objects.create(
        bureau_id=officer.bureau_id,
        station=standing.stations[present.place.code],
        officer=officer,
        leader=leader,
        work=spec.work,
        day=spec.day,
        start_minute=spec.start_minute,
        minutes=spec.minutes,
        replaces=replaces,
        origin_id=origin_id,
    )
    standing.take(officer, spec)
    return booking, alert_text(present.post, Work(spec.work)) is not None


def said(booking: WorkBooking) -> dict[str, str | int]:
    return {
        "day": booking.day.isoformat(),
        "work": booking.work,
        "start_minute": booking.start_minute,
        "minutes": booking.minutes,
    }


def note(
    action: str,
    booking: WorkBooking,
    officer: Officer,
    alert: bool,
    by: Viewer,
    was: dict[str, str | int] | None = None,
) -> None:
    record(
        action=action,
        by=by,
        subject=booking,
        subject_label=f"{officer.police_number} {officer.display_name}",
        detail={**said(booking), "alert": alert, **({"was": was} if was else {})},
        station_code=booking.station.code,
    )
