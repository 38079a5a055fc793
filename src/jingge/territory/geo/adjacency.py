"""Which blocks touch, and along how many kilometres.

Rook contiguity: two blocks are neighbours when they share a stretch of border; a corner is
not enough. Surveyed borders that run beside each other within TOLERANCE_KM count as shared.
"""

import numpy as np
import shapely

from jingge.territory.geo.plane import Shapes, plane_of

TOLERANCE_KM = 0.003
LEAST_SHARED_KM = 0.005  # less is a corner, however ragged


def shared_borders(shapes: Shapes) -> list[tuple[int, int, float]]:
    """(first, second, shared kilometres) with first < second, in order."""
    if len(shapes) < 2:
        return []
    flat = plane_of(shapes).shapes(shapes)
    first, second = shapely.STRtree(flat).query(flat, predicate="dwithin", distance=TOLERANCE_KM)
    once = first < second
    first, second = first[once], second[once]
    borders = shapely.boundary(flat)
    exact = shapely.length(shapely.intersection(borders[first], borders[second]))
    # Exact is right wherever vertices agree; only the rest pay for the tolerant measure.
    loose = exact <= LEAST_SHARED_KM
    near = shapely.buffer(flat[second[loose]], TOLERANCE_KM, quad_segs=2)
    along = shapely.length(shapely.intersection(borders[first[loose]], near))
    exact[loose] = np.where(along > 4 * TOLERANCE_KM + LEAST_SHARED_KM, along, 0.0)
    kept = exact > LEAST_SHARED_KM
    order = np.lexsort((second[kept], first[kept]))
    rows = zip(first[kept][order], second[kept][order], exact[kept][order], strict=True)
    return [(int(a), int(b), float(km)) for a, b, km in rows]
