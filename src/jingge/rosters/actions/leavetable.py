"""Leave from a table, approved as it comes: taken whole or not at all, and taken back whole."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Invalid, NotAllowed, NotYours
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.rosters.actions.leave import create_leave
from jingge.rosters.actions.locking import record
from jingge.rosters.models import Leave
from jingge.rosters.queries.asking import last_leave_table
from jingge.rosters.queries.rosters import may_arrange
from jingge.rosters.terms import LeaveKind, LeaveSpec, LeaveState
from jingge.staffing.models import Posting, held_on
from jingge.staffing.terms import StaffKind
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def enter_leave_table(
    *, rows: Sequence[tuple[Line, LeaveSpec]], faults: Faults, by: Viewer, only_check: bool = False
) -> int:
    """Days away, in all."""
    if not may_arrange(by):
        raise NotAllowed(_("Leave is entered by whoever arranges the station."))
    table_id, days = new_id(), 0
    last: Leave | None = None
    for line, given in rows:
        with faults.row(line, of="number"):
            if given.kind == LeaveKind.SHORT_NOTICE:
                raise Invalid(
                    "kind", given.kind, _("Report this on the month's roster, which is then mended.")
                )
            posting = _posting(given, by)
            assert posting.station is not None
            last = create_leave(
                posting.station, posting.officer, given.kind, given.first_day, given.last_day, by,
                LeaveState.APPROVED, table_id,
            )  # fmt: skip
            days += (given.last_day - given.first_day).days + 1
    faults.refuse()
    if only_check:
        transaction.set_rollback(True)
    elif last is not None:
        record("enter_leave_table", last, "", by, rows=len(rows), days=days, table=str(table_id))
    return days


def _posting(given: LeaveSpec, by: Viewer) -> Posting:
    """Where somebody works on the first day, within one's ground."""
    rows = Posting.objects.filter(
        held_on(given.first_day), officer__bureau_id=by.bureau_id, officer__police_number=given.number,
        officer__kind=StaffKind.OFFICER, station__isnull=False,
    ).select_related("officer", "station")  # fmt: skip
    if not by.sees_whole_bureau:
        rows = rows.filter(station__code=by.station_code)
    found = rows.first()
    if found is None:
        mend = _("No officer of your stations has this number on %(day)s.") % {"day": given.first_day}
        raise Invalid("number", given.number, mend)
    return found


@transaction.atomic
def take_back_leave_table(*, table_id: UUID, by: Viewer) -> int:
    """All of its entries that still stand are withdrawn; how many."""
    if not may_arrange(by):
        raise NotAllowed(_("Leave is entered by whoever arranges the station."))
    known = last_leave_table(by)
    if known is None or known[0] != table_id:
        raise NotYours(_("There is no such table of leave, or a later one came after it."))
    rows = list(
        Leave.objects.select_for_update().filter(
            bureau_id=by.bureau_id, table_id=table_id, state=LeaveState.APPROVED
        )
    )
    Leave.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=LeaveState.WITHDRAWN, decided_at=now(), decided_by_label=by.label
    )
    record("take_back_leave_table", rows[0], "", by, rows=len(rows), table=str(table_id))
    return len(rows)
