"""Where things stand on the sheet: paper sizes, the map's frame, ground to paper."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

MM = 72 / 25.4
PAPERS = {
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "A0": (841, 1189),
}  # mm, ISO 216

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Sheet:
    """A landscape or portrait sheet; `unit` is one millimetre at A3, growing with the paper."""

    width: float  # points
    height: float

    @classmethod
    def of(cls, paper: str, ground: Box) -> "Sheet":
        """The sheet of a paper size, turned the way the ground asks for."""
        short, long = (side * MM for side in PAPERS[paper])
        west, south, east, north = ground
        tall = (north - south) > (east - west) * math.cos(math.radians((south + north) / 2))
        return cls(short, long) if tall else cls(long, short)

    @property
    def unit(self) -> float:
        return MM * math.sqrt(self.width * self.height / (297 * MM * 420 * MM))


@dataclass(frozen=True, slots=True)
class Window:
    """A frame on paper that shows a box of ground, equirectangular at the box's middle latitude."""

    frame: Box  # points
    ground: Box  # degrees

    @property
    def _stretch(self) -> float:
        return math.cos(math.radians((self.ground[1] + self.ground[3]) / 2))

    @property
    def points_per_degree(self) -> float:
        west, south, east, north = self.ground
        left, bottom, right, top = self.frame
        return min((right - left) / ((east - west) * self._stretch), (top - bottom) / (north - south))

    @property
    def points_per_km(self) -> float:
        return self.points_per_degree / 111.32

    def to_paper(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Degrees (n×2) to points (n×2), centred in the frame."""
        left, bottom, right, top = self.frame
        west, south, east, north = self.ground
        scale = self.points_per_degree
        x = (left + right) / 2 + (lonlat[:, 0] - (west + east) / 2) * scale * self._stretch
        y = (bottom + top) / 2 + (lonlat[:, 1] - (south + north) / 2) * scale
        return np.column_stack([x, y])


def rings(geometry: BaseGeometry) -> Iterator[NDArray[np.float64]]:
    """Every ring of a polygon or multipolygon as an n×2 array of degrees."""
    polygons = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    for polygon in polygons:
        if isinstance(polygon, Polygon):
            yield np.asarray(polygon.exterior.coords)[:, :2]
            for hole in polygon.interiors:
                yield np.asarray(hole.coords)[:, :2]


def padded(box: Box, share: float) -> Box:
    """A box widened by a share of its size on each side."""
    dx, dy = (box[2] - box[0]) * share, (box[3] - box[1]) * share
    return (box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy)
