"""Data in the commercial maps' shifted coordinates (GCJ-02) under the name of CGCS2000.

The shift is some hundred metres, nearly the same over a county. It is known from two sides:
places the bureau has already (stations, blocks by code) have all moved by it; or the police
offices of the hand-over stand in their own communities once the shift is taken out of them,
and do not before. Only ever a warning: the person decides.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import shapely
from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import doubtful
from jingge.exchange.terms import Book, Known, Problem, Sheet
from jingge.territory.geo.gcj02 import from_gcj02, to_gcj02
from jingge.territory.geo.suspicion import Suspicion, offset_suspicion

LEAST = 3  # so many places must tell the same
ENOUGH = 2000  # and so many suffice
Points = Mapping[str, tuple[float, float]]
Shapes = npt.NDArray[np.object_]


def check(book: Book, known: Known) -> Iterator[Problem]:
    for form, seats in (("stations", known.seats), ("blocks", known.points)):
        if book.given(form) and moved_by_shift(points_of(book.get(form)), seats):
            yield shifted(book.get(form), _("They all lie where GCJ-02 would put the places known already."))
    if book.given("offices") and book.get("blocks").geometry is not None:
        yield from offices_outside(book)


def shifted(sheet: Sheet, why: str) -> Problem:
    message = _("The coordinates seem to be GCJ-02 (map services), not CGCS2000. %(why)s") % {"why": why}
    mend = _("Convert the layer to CGCS2000 and upload it again, unless you know better.")
    return doubtful(sheet, None, "lon", "GCJ-02", message, mend)


def points_of(sheet: Sheet) -> dict[str, tuple[float, float]]:
    """Places by code: the stated points."""
    lons, lats = sheet.column("lon"), sheet.column("lat")
    found: dict[str, tuple[float, float]] = {}
    for at, code in sheet.indexed("code"):
        if lons[at] is not None and lats[at] is not None:
            found[code] = (lons[at], lats[at])
    return found


def moved_by_shift(points: Points, seats: Points) -> bool:
    """Most places known by code stand a shift away from where they stood."""
    both = [code for code in points if code in seats][:ENOUGH]
    if len(both) < LEAST:
        return False
    ours, theirs = np.array([points[c] for c in both]), np.array([seats[c] for c in both])
    named = {i: i for i in range(len(both))}
    return any(s.kind is Suspicion.GCJ02 for s in offset_suspicion(ours, theirs, named=named))


def offices_outside(book: Book) -> Iterator[Problem]:
    """Offices and blocks of one hand-over disagree by the shift: one of the two layers is GCJ-02."""
    offices, blocks = book.get("offices"), book.get("blocks")
    grounds = grounds_of_units(blocks)
    judged = [
        (grounds[unit], offices.get("lon", at), offices.get("lat", at))
        for at, unit in offices.indexed("unit_code")
        if unit in grounds and offices.get("lon", at) is not None and offices.get("lat", at) is not None
    ]
    if len(judged) < LEAST:
        return
    places = np.array([[lon, lat] for _ground, lon, lat in judged])
    shapes = [ground for ground, _lon, _lat in judged]
    as_is = at_home(shapes, places)
    if as_is > 0.7:
        return
    if at_home(shapes, from_gcj02(places)) >= 0.9:
        yield shifted(offices, _("Without the shift they stand in their own communities."))
    elif at_home(shapes, to_gcj02(places)) >= 0.9:
        yield shifted(blocks, _("Without the shift the police offices stand in their own communities."))


def at_home(grounds: list[Shapes], places: npt.NDArray[np.float64]) -> float:
    """The share of offices that stand in their own community."""
    inside = [
        bool(shapely.intersects_xy(ground, lon, lat).any())
        for ground, (lon, lat) in zip(grounds, places, strict=True)
    ]
    return sum(inside) / len(inside)


def grounds_of_units(blocks: Sheet) -> dict[str, Shapes]:
    assert blocks.geometry is not None
    wkbs = np.array([shape or None for shape in blocks.geometry], dtype=object)
    shapes = np.asarray(shapely.from_wkb(wkbs, on_invalid="ignore"), dtype=object)
    rows: dict[str, list[int]] = {}
    for at, unit in blocks.indexed("unit_code"):
        rows.setdefault(unit, []).append(at)
    return {unit: shapes[places] for unit, places in rows.items()}
