"""What the command office enters by hand is noted with what it wrote, and can be taken back."""

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.clock import now, today
from jingge.common.errors import NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.takingback import revert_changes
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Officer, StaffEntry
from jingge.staffing.rules.entries import why_not_take_back_entry
from jingge.staffing.rules.standing import why_not_edit_staff
from jingge.staffing.terms import EntryKind


def enter(
    kind: EntryKind,
    officer: Officer,
    writing: Writing,
    *,
    holds_from: date,
    by: Viewer,
    station_code: str = "",
    **detail: str,
) -> StaffEntry:
    """Note a deed inside its own transaction."""
    return StaffEntry.objects.create(
        bureau_id=officer.bureau_id,
        officer=officer,
        kind=kind,
        station_code=station_code,
        detail=detail,
        written=[asdict(change) for change in writing.changes()],
        holds_from=holds_from,
        entered_at=now(),
        entered_by=by.label[:80],
    )


@transaction.atomic
def take_back_entry(*, entry: StaffEntry, by: Viewer) -> StaffEntry:
    """Everything as it was before the entry; refused when something later stands on it."""
    refuse_if(why_not_edit_staff(by, entry.bureau_id))
    lock_bureau(entry.bureau_id)
    row = StaffEntry.objects.select_related("officer").filter(pk=entry.pk, bureau_id=by.bureau_id).first()
    if row is None:
        raise NotYours(_("This entry is not on your ground."))
    refuse_if(
        why_not_take_back_entry(
            taken_back=row.taken_back_at is not None,
            entered_on=timezone.localtime(row.entered_at).date(),
            holds_from=row.holds_from,
            today=today(),
        )
    )
    refuse_later(row)
    try:
        revert_changes(changes=[Change(**one) for one in row.written], by=by)
    except Refused as refusal:
        raise Refused(
            _("Something else has changed these postings since: enter a new change instead.")
        ) from refusal
    row.taken_back_at, row.taken_back_by = now(), by.label[:80]
    row.save(update_fields=["taken_back_at", "taken_back_by"])
    record(
        action="staffing.take_back_entry",
        by=by,
        subject=row.officer,
        subject_label=f"{row.officer.police_number} {row.officer.display_name}",
        detail={"kind": row.kind, "from_date": row.holds_from.isoformat(), **row.detail},
        station_code=row.station_code,
    )
    return row


def refuse_later(row: StaffEntry) -> None:
    """Of two entries on the same rows the later one goes first; it is named."""
    mine = {one["key"] for one in row.written}
    later = StaffEntry.objects.filter(
        bureau_id=row.bureau_id, entered_at__gte=row.entered_at, taken_back_at=None
    )
    for one in later.exclude(pk=row.pk).select_related("officer").order_by("-entered_at", "-pk"):
        if mine & {written["key"] for written in one.written}:
            raise Refused(
                _("Take back the later entry first: %(kind)s of %(name)s from %(day)s.")
                % {
                    "kind": EntryKind(one.kind).label,
                    "name": one.officer.display_name,
                    "day": one.holds_from.isoformat(),
                }
            )
