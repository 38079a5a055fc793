"""The two ratios, what-if, and strength per station."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.models import Posting, held_on
from jingge.staffing.queries.holding import headcount
from jingge.staffing.queries.visible import station_of
from jingge.staffing.rules.ratios import after_moves, first_ratio, second_ratio, why_not_move
from jingge.staffing.terms import (
    Headcount,
    Move,
    OrganKind,
    Place,
    Post,
    Ratios,
    Shown,
    StaffKind,
    StrengthRow,
    StrengthTable,
    WhatIf,
)

COLUMN = {StaffKind.OFFICER: "officers", StaffKind.AUXILIARY: "auxiliaries", StaffKind.HELPER: "helpers"}
COMMUNITY = "community_officers"


def ratios(viewer: Viewer, day: date) -> Ratios:
    """Both targets on a day: of the bureau, or the second one of the viewer's own station."""
    return ratios_of(viewer, day, headcount(viewer.bureau_id, day, station_of(viewer)))


def ratios_of(viewer: Viewer, day: date, count: Headcount) -> Ratios:
    display = Bureau.objects.filter(pk=viewer.bureau_id).values_list("ratio_display", flat=True).first()
    station = station_of(viewer)
    return Ratios(
        day=day,
        display=Shown(display or Shown.ROUND),
        first=None if station else first_ratio(count),
        second=second_ratio(count),
        station_code=station,
    )


def figures(viewer: Viewer, day: date) -> tuple[Ratios, StrengthTable]:
    """Strength per place, and both targets from the same count."""
    table = strength(viewer, day)
    return ratios_of(viewer, day, headcount_of(table)), table


def headcount_of(table: StrengthTable) -> Headcount:
    return Headcount(
        bureau=table.total.officers,
        station=sum(row.officers for row in table.stations),
        community=sum(row.community_officers for row in table.stations),
    )


def what_if(viewer: Viewer, day: date, moves: Sequence[Move]) -> WhatIf:
    """Both ratios before and after officers move, without anything being written."""
    return what_if_from(viewer, *figures(viewer, day), moves)


def what_if_from(viewer: Viewer, now: Ratios, table: StrengthTable, moves: Sequence[Move]) -> WhatIf:
    """The same from figures already read."""
    if not viewer.sees_whole_bureau:
        raise NotYours(_("A move concerns the whole bureau; you see one station."))
    rows = {row.place: row for row in (*table.stations, *table.elsewhere)}
    for move in moves:
        row = rows.get(move.source, StrengthRow(move.source, ""))
        refuse_if(why_not_move(move, officers=row.officers, community=row.community_officers))
    then = after_moves(headcount_of(table), moves)
    return WhatIf(now, replace(now, first=first_ratio(then), second=second_ratio(then)), tuple(moves))


def strength_by_station(viewer: Viewer, day: date) -> list[StrengthRow]:
    """One row a station the viewer may see, also where nobody serves."""
    return list(strength(viewer, day).stations)


def strength(viewer: Viewer, day: date) -> StrengthTable:
    """Stations, and for bureau roles brigades and departments, with their sum."""
    counted = counts(viewer, day)
    peopled = [place.code for place in counted if place.kind is OrganKind.STATION]
    stations = Station.objects.filter(
        held_on_or_always(day) | Q(code__in=peopled), bureau_id=viewer.bureau_id
    )
    if code := station_of(viewer):
        stations = stations.filter(code=code)
    rows = [
        strength_row(Place(OrganKind.STATION, code), name, counted)
        for code, name in stations.values_list("code", "name")
    ]
    elsewhere = [] if station_of(viewer) else elsewhere_rows(viewer, counted)
    return StrengthTable(day, tuple(rows), tuple(elsewhere), total_of([*rows, *elsewhere]))


def elsewhere_rows(viewer: Viewer, counted: dict[Place, dict[str, int]]) -> list[StrengthRow]:
    brigades = Brigade.objects.filter(bureau_id=viewer.bureau_id).values_list("code", "name")
    rows = [strength_row(Place(OrganKind.BRIGADE, code), name, counted) for code, name in brigades]
    return [*rows, strength_row(Place(OrganKind.DEPARTMENT), str(OrganKind.DEPARTMENT.label), counted)]


def counts(viewer: Viewer, day: date) -> dict[Place, dict[str, int]]:
    """Place → how many of each kind, from postings in force."""
    rows = Posting.objects.filter(held_on(day), bureau_id=viewer.bureau_id)
    if code := station_of(viewer):
        rows = rows.filter(station__code=code)
    found: dict[Place, dict[str, int]] = {}
    for station, brigade, kind, post, number in rows.values_list(
        "station__code", "brigade__code", "officer__kind", "post"
    ).annotate(Count("pk")):
        organ = OrganKind.STATION if station else OrganKind.BRIGADE if brigade else OrganKind.DEPARTMENT
        row = found.setdefault(Place(organ, station or brigade or ""), dict.fromkeys(COLUMN.values(), 0))
        row[COLUMN[StaffKind(kind)]] += number
        if kind == StaffKind.OFFICER and post == Post.COMMUNITY_OFFICER:
            row[COMMUNITY] = row.get(COMMUNITY, 0) + number
    return found


def held_on_or_always(day: date) -> Q:
    """Condition on Station: there on a day; no first day means always."""
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return began & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def strength_row(place: Place, name: str, counted: dict[Place, dict[str, int]]) -> StrengthRow:
    return StrengthRow(place, name, **counted.get(place, {}))


def total_of(rows: Sequence[StrengthRow]) -> StrengthRow:
    return StrengthRow(
        Place(OrganKind.DEPARTMENT),
        "",
        officers=sum(r.officers for r in rows),
        community_officers=sum(r.community_officers for r in rows),
        auxiliaries=sum(r.auxiliaries for r in rows),
        helpers=sum(r.helpers for r in rows),
    )
