"""A record from its entering to its end."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.clock import now, today
from jingge.common.errors import Invalid, Refused, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.followups.actions.tallying import count
from jingge.followups.actions.writing import locked, locked_due, note
from jingge.followups.models import Due, FollowUp
from jingge.followups.queries.grounds import grounds_on
from jingge.followups.queries.visible import areas_of_station, beats_of
from jingge.followups.rules.grounds import ground_called
from jingge.followups.rules.records import (
    due_days,
    record_faults,
    why_not_do,
    why_not_end,
    why_not_pass_on,
    why_not_reopen,
    why_not_undo,
)
from jingge.followups.terms import Ended, Post, RecordSpec
from jingge.organisation.models import Station
from jingge.organisation.queries import calendar_of
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def enter(*, spec: RecordSpec, by: Viewer) -> FollowUp:
    """A document came: its term, its grid, the dates on which somebody goes there."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    return _enter(spec, EntryDesk(by))


@transaction.atomic
def enter_table(
    *, rows: Sequence[tuple[Line, RecordSpec]], faults: Faults, by: Viewer, only_check: bool = False
) -> int:
    """How many were entered; all or none. `only_check`: everything is tried, nothing is kept."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    desk = EntryDesk(by)
    for line, spec in rows:
        with faults.row(line, of="serial"):
            _enter(spec, desk)
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    return len(rows)


class EntryDesk:
    """What entering looks up once: the station, its areas, calendar and grounds of today."""

    def __init__(self, by: Viewer) -> None:
        self.by, self.day = by, today()
        self.station = Station.objects.get(bureau_id=by.bureau_id, code=by.station_code)
        self.areas = beats_of(by, self.day)
        self.calendar = calendar_of(by.bureau_id)
        self.on = {one.code for one in grounds_on(by.bureau_id, self.day)}


def _enter(spec: RecordSpec, desk: EntryDesk) -> FollowUp:
    refuse(record_faults(spec, is_on=spec.ground in desk.on, today=desk.day))
    if spec.beat_code not in desk.areas:
        raise Invalid("beat_code", spec.beat_code, _("Choose an area you answer for."))
    record = FollowUp(
        bureau_id=desk.by.bureau_id,
        station=desk.station,
        entered_at=now(),
        **{name: getattr(spec, name) for name in RecordSpec.__slots__},
    )
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as double:
        raise Invalid("serial", spec.serial, _("This document is entered already.")) from double
    ground = ground_called(spec.ground)
    assert ground is not None
    days = due_days(spec.start, spec.end, ground.visit_days, desk.calendar, since=desk.day)
    Due.objects.bulk_create(Due(record=record, on=one) for one in days)
    count(record, desk.day, opened=1)
    note("enter", record, desk.by, dues=len(days))
    return record


@transaction.atomic
def pass_on(*, record_id: UUID, beat_code: str, post: Post, by: Viewer) -> FollowUp:
    """To another area or post of the station: the map changed, or who answers for it."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    record = locked(record_id, by)
    refuse_if(why_not_pass_on(is_open=record.ended_on is None))
    areas = areas_of_station(by, today())
    if beat_code not in areas:
        raise Invalid("beat_code", beat_code, _("Choose an area of your station."))
    if (record.beat_code, record.post) == (beat_code, post):
        raise Invalid("beat_code", beat_code, _("It lies there already, with this post."))
    was = record.beat_code
    record.beat_code, record.post = beat_code, post
    record.save(update_fields=["beat_code", "post"])
    note("pass_on", record, by, was=was, area=beat_code, post=post)
    return record


@transaction.atomic
def do(*, due_id: UUID, by: Viewer) -> Due:
    """Followed up today."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    due = locked_due(due_id, by)
    record, day = due.record, today()
    refuse_if(why_not_do(is_open=record.ended_on is None, on=due.on, done_on=due.done_on, today=day))
    due.done_on = day
    due.save(update_fields=["done_on"])
    count(record, day, **{"late" if day > due.on else "done": 1})
    note("do", record, by, on=due.on.isoformat())
    return due


@transaction.atomic
def undo(*, due_id: UUID, by: Viewer) -> Due:
    """Marked by mistake."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    due = locked_due(due_id, by)
    refuse_if(why_not_undo(is_open=due.record.ended_on is None, done_on=due.done_on, today=today()))
    was: date | None = due.done_on
    assert was is not None
    due.done_on = None
    due.save(update_fields=["done_on"])
    count(due.record, was, **{"late" if was > due.on else "done": -1})
    note("undo", due.record, by, on=due.on.isoformat())
    return due


@transaction.atomic
def end_record(*, record_id: UUID, why: Ended, by: Viewer) -> FollowUp:
    """Before its term: lifted, handed to another bureau, or entered by mistake."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    record = locked(record_id, by)
    refuse_if(why_not_end(is_open=record.ended_on is None, why=why))
    close(record, why, today())
    note("end_record", record, by, why=why)
    return record


@transaction.atomic
def reopen_record(*, record_id: UUID, by: Viewer) -> FollowUp:
    """Ended by mistake, while the term still lasts."""
    refuse_if(why_not(by, Ability.KEEP_FOLLOWUPS))
    record = locked(record_id, by)
    day = today()
    refuse_if(
        why_not_reopen(is_open=record.ended_on is None, why=record.ended_why, end=record.end, today=day)
    )
    ended = record.ended_on
    assert ended is not None
    record.ended_on, record.ended_why = None, ""
    record.save(update_fields=["ended_on", "ended_why"])
    count(record, ended, ended=-1)
    note("reopen_record", record, by)
    return record


def close(record: FollowUp, why: Ended, day: date) -> None:
    """Ended on a day; what was due by then and not done is counted as missed when the term itself ended."""
    if record.ended_on is not None:
        raise Refused(_("The record has ended."))
    record.ended_on, record.ended_why = day, why
    record.save(update_fields=["ended_on", "ended_why"])
    count(record, day, ended=1)
    if why is Ended.TERM:
        missed = record.dues.filter(done_on__isnull=True, on__lte=day).count()
        count(record, day, missed=missed)
