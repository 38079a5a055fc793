"""Looking a record up for a deed, locked; noting a deed without saying which document it was."""

from uuid import UUID

from django.utils.translation import gettext as _

from jingge.audit.actions import record as audit
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.followups.models import Due, FollowUp
from jingge.followups.queries.visible import visible_records


def locked(record_id: UUID, by: Viewer) -> FollowUp:
    if not visible_records(by).filter(pk=record_id).exists():
        raise NotYours(_("There is no such record on your ground."))
    FollowUp.objects.select_for_update().get(pk=record_id)
    return FollowUp.objects.select_related("station").get(pk=record_id)


def locked_due(due_id: UUID, by: Viewer) -> Due:
    """The record is locked first."""
    found = Due.objects.filter(pk=due_id).values_list("record_id", flat=True).first()
    if found is None:
        raise NotYours(_("There is no such date on your ground."))
    held = locked(found, by)
    due = Due.objects.select_for_update().get(pk=due_id)
    due.record = held
    return due


def note(deed: str, record: FollowUp, by: Viewer, **detail: object) -> None:
    """The log never forgets, so it learns the key of the record and its ground, and no number."""
    audit(
        action=f"followups.{deed}",
        by=by,
        subject=record,
        subject_label="",
        detail={"ground": record.ground, **detail},
        station_code=record.station.code,
    )
