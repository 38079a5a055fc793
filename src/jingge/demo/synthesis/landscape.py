"""Where people plausibly live: seats from the sources, and by hand the parts of each town around them.

The anchors are invented. They stand for what any map of the county shows: a town in the middle of the
irrigated plain along the Yellow River in the west, desert behind it, dry hills in the south and south-east.
"""

import itertools
import math

from jingge.demo.synthesis.plane import to_km
from jingge.demo.synthesis.source import read_towns

ANCHORS: dict[str, tuple[tuple[float, float], ...]] = {
    "640181001": ((106.340, 38.102), (106.332, 38.111), (106.352, 38.108)),
    "640181400": ((106.300, 38.133), (106.270, 38.128)),
    "640181100": (
        (106.344, 38.081), (106.372, 38.083), (106.385, 38.108), (106.362, 38.133), (106.415, 38.080),
        (106.320, 38.084), (106.335, 38.150),
    ),
    "640181102": (
        (106.300, 38.033), (106.300, 38.060), (106.262, 38.080), (106.240, 38.095), (106.338, 38.050),
        (106.228, 38.070), (106.275, 38.045), (106.365, 38.045),
    ),
    "640181101": (
        (106.283, 38.017), (106.310, 38.000), (106.330, 37.975), (106.370, 37.950), (106.355, 38.005),
        (106.395, 37.985), (106.390, 37.920), (106.310, 37.955),
    ),
    "640181105": (
        (106.368, 38.321), (106.410, 38.300), (106.360, 38.275), (106.445, 38.255), (106.345, 38.240),
        (106.400, 38.215), (106.485, 38.290), (106.540, 38.260),
    ),
    "640181200": (
        (106.283, 38.183), (106.250, 38.165), (106.290, 38.215), (106.325, 38.190), (106.250, 38.195),
    ),
    "640181103": (
        (106.585, 38.161), (106.520, 38.200), (106.600, 38.215), (106.670, 38.150), (106.760, 38.120),
        (106.700, 38.190), (106.620, 38.070), (106.730, 38.050), (106.510, 38.120), (106.800, 38.080),
        (106.470, 38.090), (106.470, 38.030), (106.560, 38.020), (106.460, 38.160),
    ),
    "640181104": (
        (106.750, 37.850), (106.680, 37.930), (106.820, 37.820), (106.700, 37.750), (106.650, 37.850),
        (106.720, 37.990), (106.700, 37.680), (106.640, 37.980), (106.620, 37.790),
    ),
    "640181201": (
        (106.340, 37.829), (106.310, 37.850), (106.420, 37.800), (106.480, 37.720), (106.550, 37.640),
        (106.450, 37.870), (106.530, 37.800), (106.590, 37.700), (106.500, 37.950), (106.550, 37.880),
        (106.430, 37.945),
    ),
}  # fmt: skip

CENTRE = to_km(106.342, 38.098)
"""The middle of the county town."""
RIVER = tuple(
    to_km(*point)
    for point in (
        (106.40, 38.34), (106.34, 38.30), (106.27, 38.24), (106.24, 38.17), (106.22, 38.10), (106.24, 38.04),
        (106.28, 37.97), (106.33, 37.92), (106.30, 37.86), (106.29, 37.83),
    )
)  # fmt: skip
"""The irrigated plain follows this side of the outline."""
PLAIN_KM = 9.0
SEATS = {town.code: to_km(town.lon, town.lat) for town in read_towns()}


def density(x: float, y: float, town_code: str) -> float:
    """Relative number of people per square kilometre in a town at a point."""
    seat = SEATS[town_code]
    near_seat = math.exp(-math.dist((x, y), seat) / 3.0)
    watered = 1.0 / (1.0 + math.exp((_river_km(x, y) - PLAIN_KM) / 1.5))
    return 0.03 + 1.2 * near_seat + 0.6 * watered


def _river_km(x: float, y: float) -> float:
    return min(_segment_km(x, y, a, b) for a, b in itertools.pairwise(RIVER))


def _segment_km(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)))
    return math.dist((x, y), (a[0] + along * dx, a[1] + along * dy))
