"""One planar partition of the outline: every boundary is drawn once and shared by its two sides."""

import itertools
import math
from collections import defaultdict

import numpy as np
import shapely
from shapely import LineString, Polygon

from jingge.demo.synthesis.dice import Dice
from jingge.demo.synthesis.plane import DECIMALS, to_degrees, to_km
from jingge.demo.synthesis.source import read_outline
from jingge.demo.synthesis.waves import Point, bend
from jingge.demo.terms import Seed

GRID = 10.0**-DECIMALS
ROUGH_COUNTRY, ROUGH_TOWN = 0.13, 0.02


def partition(seeds: list[Seed], seed: int) -> list[Polygon]:
    """The ground of every seed in degrees, in the order of the seeds: no gap, no overlap."""
    outline = read_outline()
    lines = [outline.exterior, *_boundaries(seeds, Dice(seed, "boundaries"))]
    faces = [
        face
        for face in shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=GRID)]))
        if outline.contains(face.representative_point())
    ]
    return _faces_by_seed([_rounded(face) for face in faces], seeds)


def _boundaries(seeds: list[Seed], dice: Dice) -> list[LineString]:
    sites = shapely.MultiPoint([(s.x, s.y) for s in seeds])
    around = shapely.transform(read_outline(), lambda ring: np.array([to_km(*p) for p in ring])).buffer(30.0)
    cells = shapely.voronoi_polygons(sites, extend_to=around, ordered=True).geoms
    sides: dict[tuple[Point, Point], list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        ring = [(round(x, 6), round(y, 6)) for x, y in cell.exterior.coords]
        for p, q in itertools.pairwise(ring):
            if p != q:
                sides[min(p, q), max(p, q)].append(number)
    lines = []
    for (p, q), owners in sorted(sides.items()):
        if len(owners) == 2:
            i, j = (seeds[owner] for owner in owners)
            rough = ROUGH_TOWN if i.in_town and j.in_town else ROUGH_COUNTRY
            bent = bend(p, q, ((i.x, i.y), (j.x, j.y)), rough, dice)
            lines.append(LineString([to_degrees(x, y) for x, y in bent]))
    return lines


def _rounded(face: Polygon) -> Polygon:
    """Equal corners become equal numbers, so that a reader finds exact neighbours."""
    return Polygon(np.round(shapely.get_coordinates(face.exterior), DECIMALS))


def _faces_by_seed(faces: list[Polygon], seeds: list[Seed]) -> list[Polygon]:
    """A bay of the outline may cut a corner off a cell: the corner goes to the side it is joined to most."""
    tree = shapely.STRtree([shapely.Point(to_degrees(s.x, s.y)) for s in seeds])
    ground: dict[int, list[Polygon]] = {}
    corners: list[Polygon] = []
    for face in sorted(faces, key=lambda face: face.bounds):
        inside = sorted(int(i) for i in tree.query(face, predicate="contains"))
        if len(inside) > 1:
            raise ValueError(f"seeds: {inside} share one face of the map")
        if inside:
            ground[inside[0]] = [face]
        else:
            corners.append(face)
    for corner in corners:
        owner = max(sorted(ground), key=lambda i: _joined(corner, ground[i][0]))
        ground[owner].append(corner)
    return [_one(shapely.coverage_union_all(ground[i])) for i in range(len(seeds))]


def _joined(corner: Polygon, face: Polygon) -> float:
    return float(shapely.intersection(corner.exterior, face.exterior).length)


def _one(geometry: shapely.Geometry) -> Polygon:
    if not isinstance(geometry, Polygon) or geometry.interiors:
        raise ValueError(f"a block is not one plain polygon: {shapely.to_wkt(geometry)[:80]}")
    return shapely.normalize(geometry)


def segments(polygon: Polygon) -> list[tuple[Point, Point]]:
    """The straight pieces of the boundary, each written the same way from both sides."""
    ring = [(float(x), float(y)) for x, y in polygon.exterior.coords]
    return [(min(p, q), max(p, q)) for p, q in itertools.pairwise(ring)]


def shared_km(polygons: list[Polygon]) -> dict[int, dict[int, float]]:
    """Kilometres of common boundary between neighbours, by number."""
    owners: dict[tuple[Point, Point], list[int]] = defaultdict(list)
    for number, polygon in enumerate(polygons):
        for segment in segments(polygon):
            owners[segment].append(number)
    joined: dict[int, dict[int, float]] = {number: {} for number in range(len(polygons))}
    for (p, q), pair in sorted(owners.items()):
        if len(pair) == 2:
            length = math.dist(to_km(*p), to_km(*q))
            for i, j in (pair, pair[::-1]):
                joined[i][j] = joined[i].get(j, 0.0) + length
    return joined
