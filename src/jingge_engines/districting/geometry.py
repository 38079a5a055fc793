"""The one door to Shapely, which the engine needs only where somebody hands it a map."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingge_engines.districting.checks import Floats, ProblemError

try:
    import shapely
except ImportError as error:
    raise ImportError(
        "maps need Shapely, which is not installed: pip install 'jingge[geo]', or give the engine edges and "
        "points as arrays"
    ) from error

__all__ = ["KM_PER_DEGREE", "Shapes", "checked_polygons", "flattened", "shapely"]

Shapes = NDArray[np.object_]
KM_PER_DEGREE = 111.195
"""Of latitude, on the sphere that `core.distance` measures on."""
POLYGONS = (3, 6)
"""Shapely's numbers for Polygon and MultiPolygon."""


def checked_polygons(geometries: Any, units: Sequence[str]) -> Shapes:
    """One valid polygon per unit, or a refusal that names the unit and the place."""
    shapes = np.asarray(geometries, dtype=object)
    if shapes.shape != (len(units),):
        raise ProblemError(f"geometry: {shapes.shape} shapes for {len(units)} units; give one polygon each")
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    for bad in np.flatnonzero(missing)[:1]:
        raise ProblemError(f"geometry: unit {units[bad]!r} has none; draw its polygon or leave the unit out")
    for bad in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), POLYGONS))[:1]:
        kind = shapes[bad].geom_type
        raise ProblemError(
            f"geometry: unit {units[bad]!r} is a {kind}; give polygons, or say who touches whom in neighbours"
        )
    for bad in np.flatnonzero(~shapely.is_valid(shapes))[:1]:
        reason = shapely.is_valid_reason(shapes[bad])
        raise ProblemError(
            f"geometry: the polygon of unit {units[bad]!r} is broken ({reason}); mend it, for instance with "
            "make_valid"
        )
    return shapes


def flattened(shapes: Shapes, *, degrees: bool, km_per_unit: float = 1.0) -> Shapes:
    """Shapes on a plane in kilometres: near enough to tell who touches whom and who is nearest."""
    if not degrees and km_per_unit == 1.0:
        return shapes
    scale = np.array([km_per_unit, km_per_unit])
    if degrees:
        _, south, _, north = shapely.total_bounds(shapes)
        scale = KM_PER_DEGREE * np.array([np.cos(np.radians((south + north) / 2)), 1.0])

    def scaled(points: Floats) -> Floats:
        return np.asarray(points * scale, dtype=np.float64)

    return np.asarray(shapely.transform(shapes, scaled))
