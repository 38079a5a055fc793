"""Distances between points, as plain arrays."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Metric = Literal["haversine_km", "plane"]

ROWS_AT_ONCE = 256
"""Keeps the intermediate arrays of a large matrix small."""
EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the WGS 84 ellipsoid (IUGG)."""


def haversine_km(points: Floats, others: Floats) -> Floats:
    """Great-circle kilometres from each of `points` to each of `others` (longitude, latitude, degrees)."""
    lon, lat = np.radians(points[:, 0])[:, None], np.radians(points[:, 1])[:, None]
    lon_b, lat_b = np.radians(others[:, 0])[None, :], np.radians(others[:, 1])[None, :]
    half = np.sin((lat - lat_b) / 2) ** 2 + np.cos(lat) * np.cos(lat_b) * np.sin((lon - lon_b) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))), dtype=np.float64)


def plane(points: Floats, others: Floats) -> Floats:
    """Straight-line distance in the unit of the coordinates."""
    across = points[:, 0][:, None] - others[:, 0][None, :]
    along = points[:, 1][:, None] - others[:, 1][None, :]
    across *= across
    along *= along
    across += along
    return np.asarray(np.sqrt(across, out=across), dtype=np.float64)


def between(points: Floats, others: Floats, metric: Metric) -> Floats:
    """Distance matrix in the unit the metric names: kilometres, or the unit of the plane."""
    measure = haversine_km if metric == "haversine_km" else plane
    matrix = np.empty((len(points), len(others)))
    for first in range(0, len(points), ROWS_AT_ONCE):
        matrix[first : first + ROWS_AT_ONCE] = measure(points[first : first + ROWS_AT_ONCE], others)
    return matrix
