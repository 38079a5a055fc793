"""Terms end by themselves; after the time of keeping the record is erased and only figures remain."""

from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record as audit
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.followups.actions.records import close
from jingge.followups.actions.tallying import count
from jingge.followups.models import FollowUp
from jingge.followups.terms import RETENTION, Ended


@transaction.atomic
def sweep(*, bureau_id: UUID, by: Viewer) -> tuple[int, int]:
    """How many ended, how many were erased."""
    day = today()
    rows = FollowUp.objects.filter(bureau_id=bureau_id)
    over = list(rows.select_for_update().filter(ended_on__isnull=True, end__lt=day))
    for record in over:
        close(record, Ended.TERM, record.end)
    gone = list(rows.select_for_update().filter(ended_on__lt=day - RETENTION))
    for record in gone:
        count(record, day, erased=1)
        record.delete()
    if over or gone:
        detail = {"ended": len(over), "erased": len(gone)}
        audit(action="followups.sweep", by=by, detail=detail)
    return len(over), len(gone)
