"""Data in the commercial maps' shifted coordinates (GCJ-02) under the name of CGCS2000.

The shift is some hundred metres, nearly the same over a county. It is known from two sides:
places the bureau has already (stations, blocks by code) have all moved by it; or the police
offices of the hand-over stand in their own communities once the shift is taken out of them,
and do not before. Only ever a warning: the person decides.
"""

import math
from collections.abc import Iterator, Mapping

import numpy as np
import shapely
from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import doubtful
from jingge.exchange.terms import Book, Known, Problem, Sheet

SEMI_MAJOR, ECCENTRICITY_2 = 6378245.0, 0.00669342162296594323  # Krasovsky 1940, as the shift is defined
NEAR_M = 120.0  # how far a moved place may lie from where the shift would put it
LEAST = 3  # so many places must tell the same
METRES_PER_DEGREE = 111_320.0
Points = Mapping[str, tuple[float, float]]


def shift_at(lon: float, lat: float) -> tuple[float, float]:
    """What GCJ-02 adds at a place, in degrees (the published approximation, good to a metre)."""
    x, y = lon - 105.0, lat - 35.0
    wave = 20.0 * math.sin(6 * x * math.pi) + 20.0 * math.sin(2 * x * math.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    north += (wave + 20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    east += (wave + 20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    latitude = math.radians(lat)
    magic = 1 - ECCENTRICITY_2 * math.sin(latitude) ** 2
    d_lat = north * 180 / (SEMI_MAJOR * (1 - ECCENTRICITY_2) / (magic * math.sqrt(magic)) * math.pi)
    d_lon = east * 180 / (SEMI_MAJOR / math.sqrt(magic) * math.cos(latitude) * math.pi)
    return d_lon, d_lat


def check(book: Book, known: Known) -> Iterator[Problem]:
    for form, seats in (("stations", known.seats), ("blocks", known.points)):
        if book.given(form) and moved_by_shift(points_of(book.get(form)), seats):
            yield shifted(book.get(form), _("They all lie where GCJ-02 would put the places known already."))
    if book.given("offices") and book.get("blocks").geometry is not None:
        yield from offices_outside(book)


def shifted(sheet: Sheet, why: str) -> Problem:
    return doubtful(
        sheet, None, "lon", "GCJ-02",
        _("The coordinates seem to be GCJ-02 (map services), not CGCS2000. %(why)s") % {"why": why},
        _("Convert the layer to CGCS2000 and upload it again, unless you know better."),
    )  # fmt: skip


def points_of(sheet: Sheet) -> dict[str, tuple[float, float]]:
    key = sheet.column("code")
    lons, lats = sheet.column("lon"), sheet.column("lat")
    return {
        key[at]: (lons[at], lats[at])
        for at in range(sheet.length)
        if key[at] and lons[at] is not None and lats[at] is not None
    }


def moved_by_shift(points: Points, seats: Points) -> bool:
    """Most places known by code stand a shift away from where they stood."""
    both = [code for code in points if code in seats]
    if len(both) < LEAST:
        return False
    hits = sum(1 for code in both if is_shifted(points[code], seats[code]))
    return hits * 10 >= len(both) * 8


def is_shifted(place: tuple[float, float], seat: tuple[float, float]) -> bool:
    d_lon, d_lat = shift_at(*seat)
    east = (place[0] - seat[0] - d_lon) * METRES_PER_DEGREE * math.cos(math.radians(seat[1]))
    north = (place[1] - seat[1] - d_lat) * METRES_PER_DEGREE
    return math.hypot(east, north) < NEAR_M and math.hypot(d_lon, d_lat) * METRES_PER_DEGREE > 2 * NEAR_M


def offices_outside(book: Book) -> Iterator[Problem]:
    """Offices and blocks of one hand-over disagree by the shift: one of the two layers is GCJ-02."""
    offices, blocks = book.get("offices"), book.get("blocks")
    grounds = grounds_of_units(blocks)
    as_is, lighter, heavier, judged = 0, 0, 0, 0
    for at, unit in offices.indexed("unit_code"):
        lon, lat = offices.get("lon", at), offices.get("lat", at)
        ground = grounds.get(unit)
        if ground is None or lon is None or lat is None:
            continue
        d_lon, d_lat = shift_at(lon, lat)
        judged += 1
        as_is += bool(shapely.intersects_xy(ground, lon, lat).any())
        lighter += bool(shapely.intersects_xy(ground, lon - d_lon, lat - d_lat).any())
        heavier += bool(shapely.intersects_xy(ground, lon + d_lon, lat + d_lat).any())
    if judged < LEAST:
        return
    if lighter >= judged * 0.9 and as_is <= judged * 0.7:
        yield shifted(offices, _("Without the shift they stand in their own communities."))
    elif heavier >= judged * 0.9 and as_is <= judged * 0.7:
        yield shifted(blocks, _("Without the shift the police offices stand in their own communities."))


def grounds_of_units(blocks: Sheet) -> dict[str, np.ndarray]:
    assert blocks.geometry is not None
    shapes = shapely.from_wkb(
        np.array([s or None for s in blocks.geometry], dtype=object), on_invalid="ignore"
    )
    rows: dict[str, list[int]] = {}
    for at, unit in blocks.indexed("unit_code"):
        rows.setdefault(unit, []).append(at)
    return {unit: shapes[places] for unit, places in rows.items()}
