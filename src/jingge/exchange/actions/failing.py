"""A job that ended badly must not leave its import waiting for ever."""

from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.viewer import Viewer
from jingge.exchange.actions.steps import label_of, locked, step
from jingge.exchange.models import BureauImport
from jingge.exchange.rules.states import why_not_step


@transaction.atomic
def mark_failed(*, import_id: UUID, reason: str, by: Viewer) -> BureauImport:
    """Called in the transaction that ends the job as failed or cancelled."""
    row = locked(import_id, by)
    if why_not_step(row.state, "fail") is None:
        step(row, "fail")
        row.save(update_fields=["state"])
        record(
            action="exchange.mark_failed",
            by=by,
            subject=row,
            subject_label=label_of(row),
            result="refused",
            detail={"reason": reason[:200]},
        )
    return row
