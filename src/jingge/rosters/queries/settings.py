"""A station's kinds of shift and rules."""

from datetime import date

from django.db.models import QuerySet

from jingge.organisation.models import Station
from jingge.rosters.models import DayNeed, RosterRules, ShiftKind
from jingge.rosters.terms import KindSpec, StationRules


def all_kinds(station: Station) -> list[ShiftKind]:
    """Open ones first, in the station's order."""
    return sorted(ShiftKind.objects.filter(station=station), key=lambda k: (k.closed_at is not None, k.order))


def kinds_of(station: Station) -> tuple[KindSpec, ...]:
    """What is open today."""
    return tuple(spec(kind) for kind in ShiftKind.objects.filter(station=station, closed_at__isnull=True))


def day_needs(station: Station, since: date, until: date | None = None) -> QuerySet[DayNeed]:
    """Needs of single dates from a day on, of kinds that are open; without `until`."""
    rows = DayNeed.objects.filter(station=station, day__gte=since, kind__closed_at__isnull=True)
    return (rows.filter(day__lt=until) if until else rows).select_related("kind")


def spec(kind: ShiftKind) -> KindSpec:
    return KindSpec(
        code=kind.code, name=kind.name, mark=kind.mark, start_minute=kind.start_minute, minutes=kind.minutes,
        who=kind.who, night=kind.night, community=kind.community, rest_days=kind.rest_days,
        need_workday=kind.need_workday, need_dayoff=kind.need_dayoff,
    )  # fmt: skip


def rules_of(station: Station) -> StationRules:
    row = RosterRules.objects.filter(station=station).first()
    if row is None:
        return StationRules()
    return StationRules(
        most_run=row.most_run,
        community_days=row.community_days,
        community_hours=row.community_hours,
        seconds=row.seconds,
    )
