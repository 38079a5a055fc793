"""Coordinates: degrees, inside the country, not swapped."""

from collections.abc import Iterator

import numpy as np
import shapely
from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import wrong
from jingge.exchange.terms import Book, Known, Problem, Sheet

WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0


def check(book: Book, known: Known) -> Iterator[Problem]:
    for form in ("stations", "offices", "blocks"):
        if book.given(form):
            yield from points(book.get(form))
    for form in ("units", "blocks", "roads"):
        sheet = book.get(form)
        if book.given(form) and sheet.geometry is not None:
            yield from shapes(sheet)


def inside(lon: float, lat: float) -> bool:
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def points(sheet: Sheet) -> Iterator[Problem]:
    lons, lats = sheet.column("lon"), sheet.column("lat")
    for at in range(sheet.length):
        lon, lat = lons[at], lats[at]
        if lon is None and lat is None:
            continue
        if lon is None or lat is None:
            missing = "lon" if lon is None else "lat"
            yield wrong(
                sheet,
                at,
                missing,
                "",
                _("One of the two coordinates is missing."),
                _("Write both or neither."),
            )
        elif not inside(lon, lat):
            yield misplaced(sheet, at, "lon", lon, lat)


def misplaced(sheet: Sheet, at: int, field: str, lon: float, lat: float) -> Problem:
    value = f"{lon:.6g}, {lat:.6g}"
    if inside(lat, lon):
        return wrong(
            sheet, at, field, value, _("Longitude and latitude are swapped."),
            _("Write longitude %(lon).6g and latitude %(lat).6g.") % {"lon": lat, "lat": lon},
        )  # fmt: skip
    if abs(lon) > 180 or abs(lat) > 90:
        return wrong(
            sheet, at, field, value, _("These are metres of a projection, not degrees."),
            _("Convert to CGCS2000 longitude and latitude (EPSG:4490)."),
        )  # fmt: skip
    return wrong(
        sheet, at, field, value, _("The place lies outside the country."),
        _("Longitude comes first, then latitude, both in degrees."),
    )  # fmt: skip


def shapes(sheet: Sheet) -> Iterator[Problem]:
    drawn = [at for at, shape in enumerate(sheet.geometry or ()) if shape]
    assert sheet.geometry is not None
    bounds = bounds_of([sheet.geometry[at] for at in drawn])
    outside = (bounds[:, 0] < WEST) | (bounds[:, 2] > EAST) | (bounds[:, 1] < SOUTH) | (bounds[:, 3] > NORTH)
    for place in np.flatnonzero(outside):
        west, south, east, north = (float(v) for v in bounds[place])
        yield misplaced(sheet, drawn[place], "geometry", (west + east) / 2, (south + north) / 2)


def bounds_of(wkbs: list[bytes]) -> np.ndarray:
    found = shapely.bounds(shapely.from_wkb(np.array(wkbs, dtype=object), on_invalid="ignore"))
    return np.where(np.isnan(found), 0.0, found).reshape(-1, 4) if len(wkbs) else np.zeros((0, 4))
