"""Degrees to kilometres on a local plane: enough for one county, and the same on every machine."""

import math

from shapely import Geometry, MultiPolygon, Polygon

LON_0, LAT_0 = 106.5, 38.0
KM_PER_LON, KM_PER_LAT = 87.85, 111.0
DECIMALS = 6
"""Coordinates are written to a millionth of a degree, about ten centimetres."""


def to_km(lon: float, lat: float) -> tuple[float, float]:
    return (lon - LON_0) * KM_PER_LON, (lat - LAT_0) * KM_PER_LAT


def to_degrees(x: float, y: float) -> tuple[float, float]:
    return round(LON_0 + x / KM_PER_LON, DECIMALS), round(LAT_0 + y / KM_PER_LAT, DECIMALS)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Between two points given in degrees."""
    return math.hypot((a[0] - b[0]) * KM_PER_LON, (a[1] - b[1]) * KM_PER_LAT)


def as_ground(geometry: Geometry) -> Polygon | MultiPolygon:
    """A union of polygons is polygons again, and the type says so from here on."""
    if not isinstance(geometry, Polygon | MultiPolygon):
        raise TypeError(f"not an area: {type(geometry).__name__}")
    return geometry
