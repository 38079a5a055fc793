"""What was entered by hand, newest first."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import StaffEntry
from jingge.staffing.rules.entries import why_not_take_back_entry
from jingge.staffing.terms import EntryKind, EntryRow


def visible_entries(viewer: Viewer) -> Q:
    mine = Q(bureau_id=viewer.bureau_id)
    return mine if viewer.sees_whole_bureau else mine & Q(station_code=viewer.station_code)


def list_entries(
    viewer: Viewer, *, kind: str = "", station_code: str = "", text: str = "", open_only: bool = False
) -> list[EntryRow]:
    rows = StaffEntry.objects.filter(visible_entries(viewer))
    if kind:
        rows = rows.filter(kind=kind)
    if station_code:
        rows = rows.filter(station_code=station_code)
    if text:
        words = Q(officer__police_number__icontains=text) | Q(officer__display_name__icontains=text)
        rows = rows.filter(words)
    if open_only:
        rows = rows.filter(taken_back_at=None)
    rows = rows.select_related("officer").defer("written").order_by("-entered_at", "-pk")
    found = [entry_row(row) for row in rows]
    return [row for row in found if row.why_not is None] if open_only else found


def entry_row(row: StaffEntry) -> EntryRow:
    return EntryRow(
        id=row.pk,
        kind=EntryKind(row.kind),
        officer_id=row.officer_id,
        police_number=row.officer.police_number,
        display_name=row.officer.display_name,
        detail=row.detail,
        holds_from=row.holds_from,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        taken_back_at=row.taken_back_at,
        taken_back_by=row.taken_back_by,
        why_not=why_not_take_back_entry(
            taken_back=row.taken_back_at is not None,
            entered_on=timezone.localtime(row.entered_at).date(),
            holds_from=row.holds_from,
            today=today(),
        ),
    )


def get_entry(viewer: Viewer, entry_id: UUID) -> StaffEntry:
    row = StaffEntry.objects.filter(visible_entries(viewer), pk=entry_id).select_related("officer").first()
    if row is None:
        raise NotYours(_("This entry is not on your ground."))
    return row
