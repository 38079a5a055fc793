"""Leave: entered by the station head, or asked for by the officer and decided."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import Invalid, NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.rosters.actions.locking import arranged_station, record
from jingge.rosters.models import Leave
from jingge.rosters.queries.asking import leave_row, own_officer
from jingge.rosters.rules.states import LEAVE_TRANSITIONS, why_not_leave, why_not_step
from jingge.rosters.terms import LeaveKind, LeaveState
from jingge.staffing.models import Officer, Posting, held_on


@transaction.atomic
def enter_leave(
    *, station_code: str, officer_id: UUID, kind: str, first_day: date, last_day: date, by: Viewer
) -> Leave:
    """By whoever arranges the station: approved at once."""
    station = arranged_station(station_code, by)
    officer = _officer_there(station, officer_id, first_day)
    leave = create_leave(station, officer, kind, first_day, last_day, by, LeaveState.APPROVED)
    record(
        "enter_leave",
        leave,
        officer.police_number,
        by,
        first=first_day.isoformat(),
        last=last_day.isoformat(),
    )
    return leave


@transaction.atomic
def ask_leave(*, kind: str, first_day: date, last_day: date, by: Viewer) -> Leave:
    """By the officer, for oneself; counts when it is approved."""
    officer = own_officer(by)
    if officer is None:
        raise Refused(_("Your account names no police number, so it has no leave. Ask the IT clerk."))
    posting = Posting.objects.filter(held_on(first_day), officer=officer, station__isnull=False).first()
    if posting is None or posting.station is None:
        raise Refused(_("You are not posted to a station on the first day."))
    if first_day < today():
        raise Invalid("first_day", first_day, _("Leave is asked for from today on."))
    leave = create_leave(posting.station, officer, kind, first_day, last_day, by, LeaveState.ASKED)
    record(
        "ask_leave", leave, officer.police_number, by, first=first_day.isoformat(), last=last_day.isoformat()
    )
    return leave


def _officer_there(station: Station, officer_id: UUID, day: date) -> Officer:
    posting = Posting.objects.filter(held_on(day), officer_id=officer_id, station=station)
    found = posting.select_related("officer").first()
    if found is None:
        raise NotYours(_("This person is not posted to the station on the first day."))
    return found.officer


def create_leave(
    station: Station, officer: Officer, kind: str, first: date, last: date, by: Viewer, state: LeaveState,
    table_id: UUID | None = None,
) -> Leave:  # fmt: skip
    if kind not in LeaveKind.values:
        raise Invalid("kind", kind, _("Choose one of the kinds of leave."))
    Officer.objects.select_for_update().get(pk=officer.pk)  # two entries at once would not see each other
    taken = Leave.objects.filter(
        officer=officer, first_day__lte=last, last_day__gte=first,
        state__in=(LeaveState.ASKED, LeaveState.APPROVED),
    ).exists()  # fmt: skip
    refuse_if(why_not_leave(first, last, taken))
    approved = state is LeaveState.APPROVED
    return Leave.objects.create(
        bureau_id=by.bureau_id, station=station, officer=officer, kind=kind, first_day=first, last_day=last,
        state=state, asked_at=now(), asked_by_label=by.label, decided_at=now() if approved else None,
        decided_by_label=by.label if approved else "", table_id=table_id,
    )  # fmt: skip


@transaction.atomic
def decide_leave(*, leave_id: UUID, approve: bool, by: Viewer) -> Leave:
    """By whoever arranges the station; never one's own."""
    leave = leave_row(by, leave_id)
    arranged_station(leave.station.code, by)
    if by.police_number and leave.officer.police_number == by.police_number:
        raise Refused(_("Nobody decides on their own leave: the command office does."))
    return _step(leave, "approve" if approve else "refuse", by)


@transaction.atomic
def withdraw_leave(*, leave_id: UUID, by: Viewer) -> Leave:
    """By the officer, or whoever arranges the station."""
    leave = leave_row(by, leave_id)
    if leave.officer.police_number != by.police_number:
        arranged_station(leave.station.code, by)
    return _step(leave, "withdraw", by)


def _step(found: Leave, verb: str, by: Viewer) -> Leave:
    leave = (
        Leave.objects.select_for_update(of=("self",)).select_related("officer", "station").get(pk=found.pk)
    )
    refuse_if(why_not_step(LEAVE_TRANSITIONS, leave.state, verb))
    leave.state = LEAVE_TRANSITIONS[leave.state][verb]
    leave.decided_at, leave.decided_by_label = now(), by.label
    leave.save(update_fields=["state", "decided_at", "decided_by_label"])
    record(f"{verb}_leave", leave, leave.officer.police_number, by)
    return leave
