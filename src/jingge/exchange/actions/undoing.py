"""An applied import is taken back: the owners put every row as it was, newest first."""

from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.exchange.actions.steps import label_of, locked, step
from jingge.exchange.models import BureauImport
from jingge.organisation import actions as organisation
from jingge.staffing import actions as staffing
from jingge.territory import actions as territory
from jingge.territory.models import GridVersion


@transaction.atomic
def undo_import(*, import_id: UUID, by: Viewer) -> BureauImport:
    """Refused as a whole, naming what has moved on, when anything changed since."""
    row = locked(import_id, by)
    step(row, "undo")
    changes = [Change(c.table, c.key, c.before, c.after) for c in row.changes.order_by("position")]
    staffing.revert_changes(changes=changes, by=by)
    if row.version_id is not None:
        territory.withdraw_version(version=GridVersion.objects.get(pk=row.version_id), by=by)
    territory.revert_changes(changes=changes, by=by)
    organisation.revert_changes(changes=[c for c in changes if not still_needed(c, row)], by=by)
    row.undone_at, row.undone_by_label = now(), by.label
    row.save()
    record(
        action="exchange.undo_import",
        by=by,
        subject=row,
        subject_label=label_of(row),
        detail={"changes": len(changes), "version": str(row.version_id or "")},
    )
    return row


def still_needed(change: Change, row: BureauImport) -> bool:
    """A station this import added stands under the withdrawn map, which stays readable: it stays too."""
    return change.table == "organisation.station" and change.before is None and row.version_id is not None
