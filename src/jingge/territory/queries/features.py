"""Grids as drawn on a map: simplified by level, rounded, on the viewer's ground."""

import json
from typing import Any

import numpy as np
import shapely

from jingge.common.viewer import Viewer
from jingge.territory.geo.plane import Shapes
from jingge.territory.models import Grid, GridVersion, Level, Road
from jingge.territory.queries.grids import list_grids

# Degrees a drawn border may leave the true one: about 10 m from afar, 2 m for single blocks.
SIMPLER = {1: 1e-4, 2: 1e-4, 3: 1e-4, 4: 2e-5}
DIGITS = 6  # a decimetre
Feature = dict[str, Any]


def grid_features(
    viewer: Viewer, version: GridVersion, level: int, station_code: str | None = None
) -> list[Feature]:
    """GeoJSON features of one level.

    People of one station also get the other towns of level 1, by name and outline only: a
    map without neighbours can't be read, their figures are not needed for that.
    """
    rows = list(list_grids(viewer, version, level, station_code).select_related("shape").order_by("code"))
    own = {row.pk for row in rows}
    if level == Level.TOWN and not viewer.sees_whole_bureau and not station_code:
        rows = list(
            Grid.objects.filter(version=version, version__bureau_id=viewer.bureau_id, level=Level.TOWN)
            .select_related("shape", "station", "parent", "beat")
            .order_by("code")
        )
    rows = [row for row in rows if row.shape is not None]
    wkbs = np.array([bytes(row.shape.wkb) for row in rows if row.shape is not None], dtype=object)
    shapes = _drawn(np.asarray(shapely.from_wkb(wkbs), dtype=object), SIMPLER[level])
    return [
        {"type": "Feature", "geometry": json.loads(text), "properties": _properties(row, row.pk in own)}
        for row, text in zip(rows, shapely.to_geojson(shapes), strict=True)
    ]


def _drawn(shapes: Shapes, tolerance: float) -> Shapes:
    """Shared borders are simplified alike, so that no gaps appear between neighbours."""
    if len(shapes) == 0:
        return shapes
    simpler = shapely.coverage_simplify(shapes, tolerance) if tolerance else shapes
    return np.asarray(shapely.transform(simpler, lambda xy: np.round(xy, DIGITS)), dtype=object)


def _properties(grid: Grid, own: bool) -> dict[str, Any]:
    name = {
        "code": grid.code,
        "name": grid.name,
        "level": grid.level,
        "station": grid.station.code,
        "station_name": grid.station.name,
        "own": own,
    }
    if not own:
        return name
    return name | {
        "kind": grid.kind,
        "parent": grid.parent.code if grid.parent else "",
        "beat": grid.beat.code if grid.beat else "",
        "households": grid.households,
        "population": grid.population,
        "organisations": grid.organisations,
        "incidents": sum(grid.incidents.values()),
        "area_km2": round(grid.area_km2, 4),
        "derived": grid.derived,
        "lon": round(grid.lon, DIGITS),
        "lat": round(grid.lat, DIGITS),
    }


def road_features(viewer: Viewer) -> list[Feature]:
    """All roads of the bureau as GeoJSON features."""
    rows = list(Road.objects.filter(bureau_id=viewer.bureau_id).order_by("name", "id"))
    lines = np.asarray(
        shapely.from_wkb(np.array([bytes(row.wkb) for row in rows], dtype=object)), dtype=object
    )
    drawn = shapely.transform(shapely.simplify(lines, SIMPLER[4]), lambda xy: np.round(xy, DIGITS))
    return [
        {
            "type": "Feature",
            "geometry": json.loads(text),
            "properties": {"name": row.name, "class": row.road_class, "length_km": round(row.length_km, 3)},
        }
        for row, text in zip(rows, shapely.to_geojson(drawn), strict=True)
    ]
