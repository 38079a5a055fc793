"""An officer's own month: shifts, requests, and whom a swap may be asked of."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.rosters.models import Cell, Roster
from jingge.rosters.queries.asking import own_officer
from jingge.rosters.queries.rosters import list_rosters
from jingge.rosters.rules.hours import hours_text
from jingge.rosters.terms import RosterState
from jingge.staffing.models import Officer


@dataclass(frozen=True, slots=True)
class OwnShift:
    roster_id: UUID
    day: date
    name: str
    hours: str
    today: bool


@dataclass(frozen=True, slots=True)
class OwnMonth:
    officer: Officer | None
    shifts: tuple[OwnShift, ...]
    rosters: tuple[Roster, ...]


def own_month(viewer: Viewer) -> OwnMonth:
    """What is published for the officer who asks, from today on."""
    officer, now = own_officer(viewer), today()
    cells = Cell.objects.filter(officer=officer, day__gte=now, roster__state=RosterState.PUBLISHED)
    rosters = list_rosters(viewer, state=RosterState.PUBLISHED).filter(month__gte=now.replace(day=1))
    return OwnMonth(
        officer,
        tuple(
            OwnShift(
                cell.roster_id, cell.day, cell.kind.name,
                hours_text(cell.kind.start_minute, cell.kind.minutes), cell.day == now,
            )
            for cell in cells.select_related("kind").order_by("day")
        ) if officer else (),
        tuple(rosters),
    )  # fmt: skip
