"""Need, have and delta by day, station and kind of shift."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jingge.common.viewer import Viewer
from jingge.organisation.queries import calendar_of
from jingge.rosters.models import Cell, DayNeed, ShiftKind
from jingge.rosters.queries.people import month_days
from jingge.rosters.queries.rosters import list_rosters
from jingge.rosters.rules.hours import hours_text
from jingge.rosters.terms import RosterState


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    roster_id: UUID
    station_name: str
    day: date
    kind: str
    hours: str
    need: int
    have: int

    @property
    def delta(self) -> int:
        return self.have - self.need


def readiness(
    viewer: Viewer, month: date, *, station_code: str = "", only_short: bool = False
) -> list[ReadinessRow]:
    """Of drawn and published months."""
    rosters = [
        roster
        for roster in list_rosters(viewer, month=month, station_code=station_code)
        if roster.state in (RosterState.DRAWN, RosterState.PUBLISHED)
    ]
    have = Counter(Cell.objects.filter(roster__in=rosters).values_list("roster_id", "day", "kind_id"))
    kinds = ShiftKind.objects.filter(station__in=[r.station_id for r in rosters], closed_at__isnull=True)
    by_station: dict[UUID, list[ShiftKind]] = {}
    for kind in kinds:
        by_station.setdefault(kind.station_id, []).append(kind)
    single = {
        (kind, day): need
        for kind, day, need in DayNeed.objects.filter(
            kind__in=kinds, day__gte=month, day__lt=month + timedelta(days=month_days(month))
        ).values_list("kind_id", "day", "need")
    }
    rows = []
    calendar = calendar_of(viewer.bureau_id)
    for roster in sorted(rosters, key=lambda r: r.station.code):
        for n in range(month_days(month)):
            day = month + timedelta(days=n)
            for kind in by_station.get(roster.station_id, ()):
                usual = kind.need_workday if calendar.is_workday(day) else kind.need_dayoff
                need = single.get((kind.pk, day), usual)
                found = have[roster.pk, day, kind.pk]
                if (need or found) and (found < need or not only_short):
                    rows.append(
                        ReadinessRow(
                            roster.pk, roster.station.name, day, kind.name,
                            hours_text(kind.start_minute, kind.minutes), need, found,
                        )
                    )  # fmt: skip
    return rows
