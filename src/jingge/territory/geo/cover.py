"""Do the blocks cover the ground once? Overlaps, gaps, and the union that makes the upper levels.

Tolerances, all in the plane: boundaries of surveyed data meet within a metre or two, so an
overlap counts from OVERLAP_KM2 (200 m²) and a gap from GAP_KM2 (200 m²). A hole of the whole
map that is larger than its largest block is no gap: it is ground of another authority.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from jingge.territory.geo.plane import Shapes, plane_of

OVERLAP_KM2 = 0.0002
GAP_KM2 = 0.0002
SNAP_DEGREES = 1e-9  # 0.1 mm: joins vertices that differ only by rounding


@dataclass(frozen=True, slots=True)
class Overlap:
    first: int
    second: int
    km2: float


@dataclass(frozen=True, slots=True)
class Gap:
    lon: float
    lat: float
    km2: float
    beside: tuple[int, ...]


def is_clean(polygons: Shapes) -> bool:
    """Shared borders agree vertex by vertex: the fast paths are then exact."""
    return bool(shapely.coverage_is_valid(polygons))


def overlaps(polygons: Shapes) -> list[Overlap]:
    """Pairs of polygons with more ground in common than the tolerance."""
    if len(polygons) < 2 or is_clean(polygons):
        return []
    flat = plane_of(polygons).shapes(polygons)
    first, second = shapely.STRtree(flat).query(flat, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    inner = ~shapely.touches(flat[first], flat[second])
    first, second = first[inner], second[inner]
    common = shapely.area(shapely.intersection(flat[first], flat[second]))
    bad = common > OVERLAP_KM2
    return [
        Overlap(int(a), int(b), float(km2))
        for a, b, km2 in zip(first[bad], second[bad], common[bad], strict=True)
    ]


def gaps(polygons: Shapes) -> list[Gap]:
    """Holes of the whole map that belong to nobody."""
    if len(polygons) < 2:
        return []
    plane = plane_of(polygons)
    flat = plane.shapes(polygons)
    largest = float(shapely.area(flat).max())
    holes = np.array(list(_holes(union(polygons))), dtype=object)
    if len(holes) == 0:
        return []
    flat_holes = plane.shapes(holes)
    tree = shapely.STRtree(flat)
    found = []
    for hole, flat_hole in zip(holes, flat_holes, strict=True):
        if GAP_KM2 < flat_hole.area <= largest:
            beside = tree.query(flat_hole, predicate="dwithin", distance=0.001)
            point = hole.representative_point()
            found.append(Gap(point.x, point.y, float(flat_hole.area), tuple(sorted(map(int, beside)))))
    return found


def _holes(ground: BaseGeometry) -> Iterator[Polygon]:
    for part in _polygons(ground):
        yield from (Polygon(ring) for ring in part.interiors)


def _polygons(ground: BaseGeometry) -> list[Polygon]:
    if isinstance(ground, Polygon):
        return [ground]
    return [part for part in getattr(ground, "geoms", []) if isinstance(part, Polygon)]


def union(polygons: Shapes, *, clean: bool | None = None) -> BaseGeometry:
    """One ground from many polygons, whether or not their borders agree to the last digit."""
    if len(polygons) == 1:
        alone: BaseGeometry = polygons[0]
        return alone
    if is_clean(polygons) if clean is None else clean:
        return shapely.coverage_union_all(polygons)
    snapped: BaseGeometry = shapely.union_all(polygons, grid_size=SNAP_DEGREES)
    return snapped


def closed(ground: BaseGeometry) -> BaseGeometry:
    """The ground without the slivers that rounding left inside it."""
    parts = _polygons(ground)
    slivers = [ring for part in parts for ring in part.interiors]
    if not slivers:
        return ground
    rings = np.array([Polygon(r) for r in slivers], dtype=object)
    small = iter(shapely.area(plane_of(rings).shapes(rings)) <= GAP_KM2)
    kept = [Polygon(p.exterior, [ring for ring in p.interiors if not next(small)]) for p in parts]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)
