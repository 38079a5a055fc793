"""GCJ-02, the shifted coordinates of Chinese web maps, to CGCS2000 and back.

The shift is a public closed form over the Krasovsky 1940 ellipsoid; CGCS2000 and WGS 84
differ by centimetres and are taken as one. Forward is the formula; back is found by fixed
point iteration, which converges below a millimetre because the shift changes by less than a
thousandth of a degree per degree. Outside China nothing is shifted.
"""

import numpy as np

from jingge.territory.geo.plane import Floats

AXIS_M = 6378245.0
ECCENTRICITY2 = 0.00669342162296594323


def _ripple(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """The shift in metres east and north, before it is turned into degrees."""
    x, y = lon - 105.0, lat - 35.0
    pi = np.pi
    common = (20 * np.sin(6 * x * pi) + 20 * np.sin(2 * x * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + common
    east = east + (20 * np.sin(x * pi) + 40 * np.sin(x / 3 * pi)) * 2 / 3
    east = east + (150 * np.sin(x / 12 * pi) + 300 * np.sin(x / 30 * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + common
    north = north + (20 * np.sin(y * pi) + 40 * np.sin(y / 3 * pi)) * 2 / 3
    north = north + (160 * np.sin(y / 12 * pi) + 320 * np.sin(y * pi / 30)) * 2 / 3
    return east, north


def shift(lonlat: Floats) -> Floats:
    """Degrees to add to CGCS2000 to get GCJ-02, (n, 2)."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    east, north = _ripple(lon, lat)
    phi = np.radians(lat)
    w2 = 1 - ECCENTRICITY2 * np.sin(phi) ** 2
    dlat = np.degrees(north * w2 * np.sqrt(w2) / (AXIS_M * (1 - ECCENTRICITY2)))
    dlon = np.degrees(east * np.sqrt(w2) / (AXIS_M * np.cos(phi)))
    in_china = (lon > 72.004) & (lon < 137.8347) & (lat > 0.8293) & (lat < 55.8271)
    return np.where(in_china[:, None], np.column_stack([dlon, dlat]), 0.0)


def to_gcj02(lonlat: Floats) -> Floats:
    """CGCS2000 to GCJ-02, (n, 2) degrees."""
    return lonlat + shift(lonlat)


def from_gcj02(lonlat: Floats) -> Floats:
    """GCJ-02 to CGCS2000, (n, 2) degrees."""
    found = lonlat - shift(lonlat)
    for _ in range(6):
        found = lonlat - shift(found)
    return found
