"""How far each block lies from its officer's place of work, by road; kept, because maps do not change."""

from functools import lru_cache
from uuid import UUID

import numpy as np

from jingge.staffing.models import PoliceOffice
from jingge.territory.models import Grid, GridVersion, Road
from jingge.territory.queries import road_graph

Point = tuple[float, float]
Where = tuple[tuple[str, str, float, float], ...]
Places = tuple[tuple[str, tuple[Point, ...]], ...]


def travel_km(version: GridVersion, blocks: list[Grid]) -> dict[str, float]:
    """Kilometres to the nearest police office of the block's station, or to the station's seat."""
    roads = Road.objects.filter(bureau_id=version.bureau_id)
    newest_road = roads.order_by("-id").values_list("id", flat=True).first()
    where = tuple((grid.code, grid.station.code, grid.lon, grid.lat) for grid in blocks)
    return dict(_travel(version.bureau_id, newest_road, where, _places(version, blocks)))


def _places(version: GridVersion, blocks: list[Grid]) -> Places:
    places: dict[str, set[Point]] = {}
    offices = PoliceOffice.objects.filter(bureau_id=version.bureau_id, valid_to__isnull=True)
    for station, lon, lat in offices.values_list("station__code", "lon", "lat"):
        places.setdefault(station, set()).add((lon, lat))
    for grid in blocks:
        if grid.station.lon is not None and grid.station.lat is not None:
            places.setdefault(grid.station.code, set()).add((grid.station.lon, grid.station.lat))
    return tuple((station, tuple(sorted(points))) for station, points in sorted(places.items()))


@lru_cache(maxsize=4)
def _travel(
    bureau_id: UUID, newest_road: UUID | None, where: Where, places: Places
) -> tuple[tuple[str, float], ...]:
    """`newest_road` is only there to tell one state of the roads from another."""
    graph = road_graph(bureau_id)
    of_station: dict[str, list[tuple[str, float, float]]] = {}
    for code, station, lon, lat in where:
        of_station.setdefault(station, []).append((code, lon, lat))
    found: list[tuple[str, float]] = []
    points_of = dict(places)
    for station, rows in of_station.items():
        points = points_of.get(station)
        if not points:  # nobody knows where the station stands: distance then counts for no block of it
            found += [(code, 0.0) for code, _lon, _lat in rows]
            continue
        km = graph.travel_km(np.array(points), np.array([(lon, lat) for _code, lon, lat in rows])).min(axis=0)
        found += [(code, float(one)) for (code, _lon, _lat), one in zip(rows, km, strict=True)]
    return tuple(found)
