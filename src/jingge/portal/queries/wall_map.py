"""The rows of the wall map."""

from datetime import date

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.organisation.queries import get_bureau
from jingge.portal.queries.baseline import get_baseline
from jingge.portal.queries.figures import office_points
from jingge.portal.terms import Baseline, Marker, WallMap, WallMapGrid, WallMapRoad
from jingge.territory.models import Grid, Level, Road
from jingge.territory.queries import version_in_force

DENSE_TIMES = 4  # an inset is worth its place when its units are so many times smaller than the middle one


def get_wall_map(viewer: Viewer, day: date) -> WallMap:
    """The map in force on a day, on this person's ground, ready to be drawn."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        raise Refused(
            _("No map is in force on %(day)s. Import the bureau's tables or choose another day.")
            % {"day": day}
        )
    bureau = get_bureau(viewer)
    rows = Grid.objects.filter(version=version, shape__isnull=False).select_related("shape", "station")
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    found = list(rows)
    if not found:
        raise Refused(_("The map in force has no polygons, so there is nothing to draw."))
    geometries = shapely.from_wkb(np.array([bytes(g.shape.wkb) for g in found if g.shape], dtype=object))
    grids = [
        WallMapGrid(g.code, g.level, g.station.code, g.name, g.lon, g.lat, geometry)
        for g, geometry in zip(found, geometries, strict=True)
    ]
    roads = Road.objects.filter(bureau_id=viewer.bureau_id).values_list("road_class", "wkb")
    until = _(" until %(day)s") % {"day": version.valid_to} if version.valid_to else ""
    return WallMap(
        bureau=bureau.name,
        title=_("%(bureau)s: four-level police grid") % {"bureau": bureau.name},
        subtitle=_("Version %(number)s, %(name)s, in force from %(day)s")
        % {"number": version.number, "name": version.name, "day": version.valid_from}
        + until,
        note=_("Schematic drawing, not administrative boundaries. Internal use."),
        imprint=_("CGCS2000 · printed %(day)s by %(who)s") % {"day": today(), "who": viewer.label},
        synthetic=_("Synthetic demonstration data") if bureau.is_synthetic else "",
        grids=grids,
        roads=[WallMapRoad(kind, shapely.from_wkb(bytes(wkb))) for kind, wkb in roads],
        offices=[Marker(o.name, o.lon, o.lat, o.office_class) for o in office_points(viewer, day)],
        rows=_rows(get_baseline(viewer, day)),
        dense=_dense(grids),
    )


def _rows(baseline: Baseline) -> list[tuple[str, ...]]:
    lines = [(row.name, row) for row in baseline.stations]
    if baseline.total is not None and len(lines) > 1:
        lines.append((_("Bureau"), baseline.total))
    return [(name, str(r.units), str(r.beats), str(r.blocks), f"{r.population:,}") for name, r in lines]


def _dense(grids: list[WallMapGrid]) -> tuple[float, float, float, float] | None:
    """The ground of the units far smaller than the middle one, where they lie together."""
    units = sorted((g for g in grids if g.level == Level.UNIT), key=lambda g: g.geometry.area)
    if len(units) < 8:
        return None
    middle = units[len(units) // 2].geometry.area
    small = [g for g in units if g.geometry.area * DENSE_TIMES < middle]
    if len(small) < 4:
        return None
    lon, lat = np.array([g.lon for g in small]), np.array([g.lat for g in small])
    keep = _core(lon) & _core(lat)
    west, south, east, north = shapely.total_bounds(
        np.array([g.geometry for g, k in zip(small, keep, strict=True) if k])
    )
    return (float(west), float(south), float(east), float(north))


def _core(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Those near the middle: outliers would make the inset as wide as the map."""
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
    reach = 2.5 * max(high - middle, middle - low, 0.005)
    near: NDArray[np.bool_] = np.abs(values - middle) <= reach
    return near
