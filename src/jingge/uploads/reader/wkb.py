"""Coordinates to WKB by hand: no geometry library has to look at a file that may be hostile.

Heights are dropped. A ring must have four places, be closed and be finite; what is wrong
is named by a code.
"""

import math
import struct
from collections.abc import Sequence
from typing import Any

POINT, LINE, POLYGON, MULTI_LINE, MULTI_POLYGON = 1, 2, 3, 5, 6


class BadGeometry(Exception):
    """What is wrong with one shape."""

    def __init__(self, code: str, value: object = "") -> None:
        super().__init__(code)
        self.code, self.value = code, str(value)[:80]


def flat(places: Any, least: int) -> list[float]:
    """A list of positions as x, y, x, y, …"""
    if not isinstance(places, list) or len(places) < least:
        raise BadGeometry("ring_short", places)
    numbers: list[float] = []
    for place in places:
        if not isinstance(place, list) or len(place) < 2:
            raise BadGeometry("bad_position", place)
        x, y = place[0], place[1]
        if type(x) not in (int, float) or type(y) not in (int, float):
            raise BadGeometry("bad_position", place)
        if not (math.isfinite(x) and math.isfinite(y)):
            raise BadGeometry("not_finite", place)
        numbers += (x, y)
    return numbers


def pack(numbers: Sequence[float]) -> bytes:
    return struct.pack(f"<I{len(numbers)}d", len(numbers) // 2, *numbers)


def ring(places: Any) -> bytes:
    numbers = flat(places, 4)
    if numbers[:2] != numbers[-2:]:
        raise BadGeometry("ring_open", places[0])
    return pack(numbers)


def polygon(rings: Any) -> bytes:
    if not isinstance(rings, list) or not rings:
        raise BadGeometry("ring_short", rings)
    return struct.pack("<BII", 1, POLYGON, len(rings)) + b"".join(ring(r) for r in rings)


def line(places: Any) -> bytes:
    return struct.pack("<BI", 1, LINE) + pack(flat(places, 2))


def many(kind: int, parts: Any, one: Any) -> bytes:
    if not isinstance(parts, list) or not parts:
        raise BadGeometry("ring_short", parts)
    return struct.pack("<BII", 1, kind, len(parts)) + b"".join(one(part) for part in parts)


def from_geojson(shape: Any) -> bytes:
    """WKB of a GeoJSON geometry object, b"" for none."""
    if shape is None:
        return b""
    if not isinstance(shape, dict):
        raise BadGeometry("bad_geometry", shape)
    kind, places = shape.get("type"), shape.get("coordinates")
    if kind == "Point":
        return struct.pack("<BIdd", 1, POINT, *flat([places], 1))
    if kind == "LineString":
        return line(places)
    if kind == "Polygon":
        return polygon(places)
    if kind == "MultiLineString":
        return many(MULTI_LINE, places, line)
    if kind == "MultiPolygon":
        return many(MULTI_POLYGON, places, polygon)
    raise BadGeometry("bad_geometry", kind)
