"""Degrees of CGCS2000 to kilometres on a plane where areas are true.

The Lambert azimuthal equal-area projection round the middle of the map: areas are exact, and
lengths within a county (100 km from the middle) are off by less than 0.01 %.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

CGCS2000 = 4490
Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Plane:
    """The tangent plane at one point; x east and y north in kilometres."""

    lon: float
    lat: float

    @cached_property
    def _there(self) -> Transformer:
        plane = f"+proj=laea +lon_0={self.lon} +lat_0={self.lat} +ellps=GRS80 +units=km"
        return Transformer.from_crs("+proj=longlat +ellps=GRS80 +no_defs", plane, always_xy=True)

    def points(self, lonlat: Floats) -> Floats:
        """(n, 2) degrees to (n, 2) kilometres."""
        x, y = self._there.transform(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([x, y])

    def degrees(self, xy: Floats) -> Floats:
        """(n, 2) kilometres back to (n, 2) degrees."""
        lon, lat = self._there.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        return np.column_stack([lon, lat])

    def shapes(self, geometries: Shapes) -> Shapes:
        """Polygons or lines in degrees to kilometres."""
        return np.asarray(shapely.transform(np.asarray(geometries, dtype=object), self.points))


def plane_of(geometries: Shapes) -> Plane:
    """The plane at the middle of a map."""
    west, south, east, north = np.nan_to_num(shapely.total_bounds(geometries))  # nan when all are empty
    return Plane(round(float(west + east) / 2, 3), round(float(south + north) / 2, 3))


def areas_km2(geometries: Shapes) -> Floats:
    if len(geometries) == 0:
        return np.zeros(0)
    return np.asarray(shapely.area(plane_of(geometries).shapes(geometries)))
