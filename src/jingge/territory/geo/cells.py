"""Cells round points: where a bureau has no block polygons, each block gets the nearest ground.

Thiessen (Voronoi) cells, clipped to the unit's polygon where there is one, else to the hull of
the points with a margin, less the ground that others have by survey. The cells cover that
ground once; they are marked as derived everywhere they are shown.
"""

import numpy as np
import shapely
from shapely import MultiPoint
from shapely.geometry.base import BaseGeometry

from jingge.territory.geo.plane import Floats, Plane, Shapes

MARGIN_KM = 1.0


def cells_in(points: Floats, ground: BaseGeometry) -> Shapes:
    """One cell of `ground` for each (lon, lat) of `points`, in the points' order.

    The rules see to it that the points lie in the ground, so no cell is empty.
    """
    plane = Plane(round(float(points[:, 0].mean()), 3), round(float(points[:, 1].mean()), 3))
    if len(points) == 1:
        return np.array([ground], dtype=object)
    extent = shapely.box(*shapely.transform(ground, plane.points).bounds).buffer(MARGIN_KM)
    sites = MultiPoint(plane.points(points))
    cells = shapely.get_parts(shapely.voronoi_polygons(sites, extend_to=extent, ordered=True))
    # Nearness is asked on the plane, but the ground is clipped in degrees: a straight border
    # there is not quite straight here, and slivers of metres would open beside drawn blocks.
    clipped = shapely.intersection(shapely.transform(cells, plane.degrees), ground)
    return np.array([_polygonal(shape) for shape in clipped], dtype=object)


def hull_of(points: Floats) -> BaseGeometry:
    """The ground a set of points stands for when nobody has drawn any."""
    plane = Plane(round(float(points[:, 0].mean()), 3), round(float(points[:, 1].mean()), 3))
    hull = MultiPoint(plane.points(points)).convex_hull.buffer(MARGIN_KM, quad_segs=4)
    ground: BaseGeometry = shapely.transform(hull, plane.degrees)
    return ground


def _polygonal(shape: BaseGeometry) -> BaseGeometry:
    """Only the areas of a clipped cell: clipping can leave stray lines."""
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    alone: BaseGeometry = areas[0] if areas else shapely.Polygon()
    return alone if len(areas) < 2 else shapely.MultiPolygon(areas)
