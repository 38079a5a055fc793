"""The sweep: reminds before a limit, tells the superior after it. It never changes a limit."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.incidents.models import Clock, Entry
from jingge.incidents.rules.clocks import reminds_at
from jingge.incidents.terms import ClockState, EntryKind

AHEAD = timedelta(days=1)
BATCH = 2000


@transaction.atomic
def sweep(*, bureau_id: UUID, by: Viewer) -> tuple[int, int]:
    """How many were reminded, how many escalated. Each clock once, until its end moves."""
    moment = now()
    reminded = _mark(bureau_id, by, moment, "reminded_at", EntryKind.REMINDED)
    escalated = _mark(bureau_id, by, moment, "escalated_at", EntryKind.ESCALATED)
    if reminded or escalated:
        detail = {"reminded": reminded, "escalated": escalated}
        record(action="incidents.sweep", by=by, detail=detail)
    return reminded, escalated


def _mark(bureau_id: UUID, by: Viewer, moment: datetime, field: str, kind: EntryKind) -> int:
    until = moment if kind is EntryKind.ESCALATED else moment + AHEAD
    rows = Clock.objects.filter(
        state=ClockState.RUNNING,
        due_at__lt=until,
        incident__bureau_id=bureau_id,
        **{f"{field}__isnull": True},
    ).order_by("due_at")
    marked = [
        clock
        for clock in rows.only("id", "incident_id", "organ_id", "key", "started_at", "due_at").iterator(BATCH)
        if kind is EntryKind.ESCALATED or reminds_at(clock.started_at, clock.due_at) <= moment
    ]
    for first in range(0, len(marked), BATCH):
        part = marked[first : first + BATCH]
        Clock.objects.filter(pk__in=[one.pk for one in part]).update(**{field: moment})
        Entry.objects.bulk_create(
            Entry(
                incident_id=one.incident_id,
                at=moment,
                kind=kind,
                organ_id=one.organ_id,
                by_label=by.label,
                detail={"key": one.key, "due": timezone.localtime(one.due_at).isoformat(timespec="minutes")},
            )
            for one in part
        )
    return len(marked)
