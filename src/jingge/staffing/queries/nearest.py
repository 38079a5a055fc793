"""Which office is nearest to a place at an hour: posted places and opening plans, never a live position (R32)."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

import numpy as np

from jingge.common.viewer import Viewer
from jingge.organisation.queries import calendar_of
from jingge.staffing.models import PoliceOffice, held_on
from jingge.staffing.queries.ground import on_map
from jingge.staffing.queries.openings import openings
from jingge.staffing.queries.visible import visible_offices
from jingge.staffing.rules.openings import closes_at, is_open, opens_next
from jingge.staffing.terms import NearOffice, Opening, Spot
from jingge.territory.models import Grid, Level, Road
from jingge.territory.queries import find_on_ground, road_graph
from jingge.territory.queries.roads import RoadGraph

SUGGESTED = 10


def spot_at(viewer: Viewer, day: date, lon: float, lat: float) -> tuple[Spot, str, str] | None:
    """A point of the viewer's ground with the codes of its unit and its block; None elsewhere."""
    path = find_on_ground(viewer, day, lon, lat)
    if path is None:
        return None
    return (
        Spot(lon, lat, " ".join(step.name for step in (path.unit, path.block))),
        path.unit.code,
        path.block.code,
    )


def find_spots(viewer: Viewer, day: date, words: str) -> list[tuple[Spot, str, str]]:
    """Communities, villages and level-4 grids by name or code: the place, its unit's code, its own code."""
    rows = Grid.objects.filter(on_map(viewer.bureau_id, day), level__in=(Level.UNIT, Level.BLOCK))
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    exact = rows.filter(code=words)
    found = exact if exact.exists() else rows.filter(name__icontains=words)
    return [
        (Spot(row.lon, row.lat, row.name), row.code if row.level == Level.UNIT else unit_of(row), row.code)
        for row in found.select_related("parent").order_by("level", "code")[:SUGGESTED]
        if row.lon is not None and row.lat is not None
    ]


def unit_of(block: Grid) -> str:
    return block.parent.code if block.parent is not None else ""


def nearest_offices(viewer: Viewer, spot: Spot, unit_code: str, moment: datetime) -> list[NearOffice]:
    """Offices by way over roads, those open at the hour first; without a plan they stand between."""
    day = moment.date()
    rows = list(
        PoliceOffice.objects.filter(held_on(day) & visible_offices(viewer))
        .select_related("station")
        .prefetch_related("services")
    )
    if not rows:
        return []
    km = graph_of(viewer.bureau_id).travel_km(
        np.array([(spot.lon, spot.lat)]), np.array([(row.lon, row.lat) for row in rows])
    )[0]
    plans = openings(viewer, day, calendar_of(viewer.bureau_id))
    found = [
        near(row, float(way), unit_code, plans.get(row.code), moment)
        for row, way in zip(rows, km, strict=True)
    ]
    order = {True: 0, None: 1, False: 2}
    return sorted(found, key=lambda one: (order[one.open], one.km, one.code))[:SUGGESTED]


def near(row: PoliceOffice, km: float, unit_code: str, plan: Opening | None, moment: datetime) -> NearOffice:
    opened = is_open(plan, moment) if plan else None
    turn = (closes_at if opened else opens_next)(plan, moment) if plan else None
    return NearOffice(
        id=row.pk,
        code=row.code,
        name=row.name,
        office_class=row.office_class,
        station_code=row.station.code,
        station_name=row.station.name,
        lon=row.lon,
        lat=row.lat,
        km=round(km, 2),
        serves=unit_code in {service.unit_code for service in row.services.all()},
        open=opened,
        until=f"{turn:%m-%d %H:%M}" if turn else "",
    )


def graph_of(bureau_id: UUID) -> RoadGraph:
    newest = Road.objects.filter(bureau_id=bureau_id).order_by("-id").values_list("id", flat=True).first()
    return _graph(bureau_id, newest)


@lru_cache(maxsize=2)
def _graph(bureau_id: UUID, newest_road: UUID | None) -> RoadGraph:
    """Built once; `newest_road` is only there to tell one state of the roads from another."""
    return road_graph(bureau_id)
