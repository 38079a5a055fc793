"""Who touches whom: from the borders of polygons, from the roads across them, or from libpysal weights."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from jingge_engines.districting.checks import Floats, Ints, ProblemError
from jingge_engines.districting.geometry import Shapes, shapely

TOLERANCE = 1e-6
"""Width of a crack between two borders that counts as none, as a share of the side of a usual unit."""
CORNER = 4.0
"""Two polygons that meet in a corner run beside each other for a few widths of the crack, no more."""


def border_edges(polygons: Shapes, *, gap: float | None = None) -> Ints:
    """m x 2, u < v: pairs of units that share a stretch of border; a corner is not enough (rook).

    `gap`: borders that run beside each other at up to this distance, over more than four times of it, count
    as shared; in the unit of the coordinates, by default a millionth of the side of a usual unit, which
    swallows what rounding leaves and no more.
    """
    return shared_borders(polygons, gap=gap)[0]


def shared_borders(polygons: Shapes, *, gap: float | None = None) -> tuple[Ints, Floats]:
    """The pairs of `border_edges` and the length of what each shares."""
    if gap is not None and not 0 <= gap < np.inf:
        raise ProblemError(f"gap: {gap!r}; give a finite distance of at least 0")
    if len(polygons) < 2:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    usual = float(np.sqrt(np.median(shapely.area(polygons))))
    width = max(gap or 0.0, TOLERANCE * usual)
    first, second = shapely.STRtree(polygons).query(polygons, predicate="dwithin", distance=width)
    once = first < second
    first, second = first[once], second[once]
    borders = shapely.boundary(polygons)
    exact = shapely.length(shapely.intersection(borders[first], borders[second]))
    # Where vertices agree the exact length is right; only the rest pays for the tolerant measure.
    loose = exact <= CORNER * width
    along = _beside(borders, polygons, first[loose], second[loose], width)
    exact[loose] = np.where(along > CORNER * width, along, 0.0)
    kept = exact > 0
    order = np.lexsort((second[kept], first[kept]))
    edges = np.column_stack([first[kept], second[kept]])[order].astype(np.int64)
    return edges, np.asarray(exact[kept][order], dtype=np.float64)


def _beside(borders: Shapes, polygons: Shapes, first: Ints, second: Ints, width: float) -> Floats:
    """Length of either border that runs within `width` of the other polygon."""
    wide = np.full(len(polygons), None, dtype=object)
    used = np.unique(np.concatenate([first, second]))
    wide[used] = shapely.buffer(polygons[used], width, quad_segs=2)
    there = shapely.length(shapely.intersection(borders[first], wide[second]))
    back = shapely.length(shapely.intersection(borders[second], wide[first]))
    return np.asarray(np.maximum(there, back), dtype=np.float64)


def road_edges(polygons: Shapes, roads: Any) -> Ints:
    """m x 2, u < v: pairs of units such that some road leaves one and comes next into the other.

    What lies between two units and belongs to none (a river under a bridge) does not part them.
    """
    lines = shapely.get_parts(np.asarray(roads, dtype=object))
    if not np.isin(shapely.get_type_id(lines), (1, 2)).all():
        raise ProblemError("roads: not all are lines; give LineStrings in the coordinates of the units")
    points, line = shapely.get_coordinates(lines, return_index=True)
    inside = line[1:] == line[:-1]
    if not inside.any():
        return np.zeros((0, 2), dtype=np.int64)
    segments = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)[inside])
    stretch, unit = shapely.STRtree(polygons).query(segments, predicate="intersects")
    crossed = shapely.intersection(segments[stretch], polygons[unit])
    parts, row = shapely.get_parts(crossed, return_index=True)
    long = shapely.length(parts) > 0
    parts, row = parts[long], row[long]
    stretch, unit = stretch[row], unit[row]
    middle = shapely.line_interpolate_point(parts, 0.5, normalized=True)
    order = np.lexsort((unit, shapely.line_locate_point(segments[stretch], middle), stretch))
    passed, road = unit[order], line[:-1][inside][stretch[order]]
    steps = np.column_stack([passed[:-1], passed[1:]])[road[:-1] == road[1:]]
    return _once(steps[steps[:, 0] != steps[:, 1]])


def weight_edges(weights: Any, units: Sequence[str], index: Iterable[Hashable] = ()) -> Ints:
    """m x 2, u < v: pairs from libpysal weights (`W`, `Graph`), or a mapping from unit to its neighbours.

    Their keys may be unit ids, labels of the frame's `index`, or positions. A pair that only one side names
    (nearest neighbours) counts; what is said of a unit and itself means nothing here.
    """
    table = getattr(weights, "neighbors", weights)
    if not isinstance(table, Mapping):
        raise ProblemError(
            f"neighbours: a {type(weights).__name__}; give libpysal weights, a mapping or pairs"
        )
    pairs = [(str(unit), str(other)) for unit, others in table.items() for other in others]
    named = {name for pair in pairs for name in pair}.union(map(str, table))
    numberings = (units, list(index), range(len(units)))
    places = [{str(name): place for place, name in enumerate(names)} for names in numberings]
    place = next((one for one in places if named <= one.keys()), None)
    if place is None:
        stranger = min(named - places[0].keys())
        raise ProblemError(f"neighbours: no unit {stranger!r}; use the ids of the units, or their positions")
    found = np.array([(place[u], place[v]) for u, v in pairs], dtype=np.int64).reshape(-1, 2)
    return _once(found[found[:, 0] != found[:, 1]])


def _once(pairs: Ints) -> Ints:
    return np.unique(np.sort(pairs, axis=1), axis=0).reshape(-1, 2).astype(np.int64)
