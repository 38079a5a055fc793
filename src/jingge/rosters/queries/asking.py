"""Leave, swaps, proposals: each person's own, and those of the ground one arranges."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.rosters.models import Leave, RepairProposal, Swap
from jingge.rosters.queries.rosters import get_roster
from jingge.rosters.terms import LeaveState
from jingge.staffing.models import Officer


def own_officer(viewer: Viewer) -> Officer | None:
    """The officer who signed in; None for an account without a police number."""
    if not viewer.police_number:
        return None
    return Officer.objects.filter(bureau_id=viewer.bureau_id, police_number=viewer.police_number).first()


def list_leaves(viewer: Viewer, *, state: str = "", station_code: str = "") -> QuerySet[Leave]:
    rows = Leave.objects.filter(bureau_id=viewer.bureau_id).select_related("officer", "station")
    if not may(viewer, Ability.SEE_STAFF):
        rows = rows.filter(officer__police_number=viewer.police_number or None)
    elif not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    if station_code:
        rows = rows.filter(station__code=station_code)
    return rows.filter(state=state) if state else rows


def last_leave_table(viewer: Viewer) -> tuple[UUID, int] | None:
    """The latest table of leave of one's ground that still stands in part: its id and how many entries stand.

    A table that holds leave of other stations too is not a station's to take back.
    """
    standing = Leave.objects.filter(
        bureau_id=viewer.bureau_id, state=LeaveState.APPROVED, table_id__isnull=False
    )
    if not viewer.sees_whole_bureau:
        standing = standing.exclude(
            table_id__in=standing.exclude(station__code=viewer.station_code).values("table_id")
        )
    last = standing.order_by("-asked_at", "-id").first()
    if last is None or last.table_id is None:
        return None
    return last.table_id, standing.filter(table_id=last.table_id).count()


def leave_row(viewer: Viewer, leave_id: UUID) -> Leave:
    row = list_leaves(viewer).filter(pk=leave_id).first()
    if row is None:
        raise NotYours(_("There is no such entry of leave."))
    return row


def list_swaps(viewer: Viewer, *, state: str = "") -> QuerySet[Swap]:
    rows = Swap.objects.filter(roster__bureau_id=viewer.bureau_id).select_related(
        "roster__station", "asker", "colleague"
    )
    if not may(viewer, Ability.SEE_STAFF):
        mine = viewer.police_number or None
        rows = rows.filter(Q(asker__police_number=mine) | Q(colleague__police_number=mine))
    elif not viewer.sees_whole_bureau:
        rows = rows.filter(roster__station__code=viewer.station_code)
    return rows.filter(state=state) if state else rows


def swap_row(viewer: Viewer, swap_id: UUID) -> Swap:
    row = list_swaps(viewer).filter(pk=swap_id).first()
    if row is None:
        raise NotYours(_("There is no such swap."))
    return row


def get_proposal(viewer: Viewer, proposal_id: UUID) -> RepairProposal:
    row = (
        RepairProposal.objects.select_related("roster__station", "leave__officer")
        .filter(pk=proposal_id, roster__bureau_id=viewer.bureau_id)
        .first()
    )
    if row is None:
        raise NotYours(_("There is no such proposal."))
    get_roster(viewer, row.roster_id)
    return row
