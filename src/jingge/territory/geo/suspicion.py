"""Do these coordinates lie where this bureau lies? Warnings for an importer, never a refusal.

Three mistakes look alike in a table and differ on the ground: longitude and latitude
swapped; data of another place; and GCJ-02 from a web map named as CGCS2000, which shifts
everything here by about half a kilometre to the south-east.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.spatial import cKDTree

from jingge.territory.geo.gcj02 import from_gcj02
from jingge.territory.geo.plane import Floats, Plane

FAR_KM = 150.0  # no county reaches so far from its stations
MATCHED_KM = 2.0  # a named seat is the same place within this
ALIKE_KM = 0.15  # how well one shift must explain all the named seats


class Suspicion(StrEnum):
    SWAPPED = "swapped"
    OUT_OF_BUREAU = "out_of_bureau"
    GCJ02 = "gcj02"


@dataclass(frozen=True, slots=True)
class OffsetSuspicion:
    """What looks wrong, in how many of the points (their places in the list), by how much."""

    kind: Suspicion
    points: tuple[int, ...]
    km: float


def offset_suspicion(
    points: Floats, seats: Floats, *, named: Mapping[int, int] | None = None
) -> list[OffsetSuspicion]:
    """Compare points (n, 2: lon, lat) with known seats (m, 2) of the same bureau.

    `named` pairs a point with the seat it should be at (the police office "东塔" with the seat
    of 东塔); without pairs GCJ-02 can't be told from a true distance and isn't suspected.
    """
    if len(points) == 0 or len(seats) == 0:
        return []
    plane = Plane(*seats.mean(axis=0).round(3).tolist())
    tree = cKDTree(plane.points(seats))
    readable = (np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)
    away = _distance(tree, plane, np.where(readable[:, None], points, 0.0))
    away[~readable] = np.inf
    turned = points[:, ::-1]
    turned_readable = (np.abs(turned[:, 0]) <= 180) & (np.abs(turned[:, 1]) <= 90)
    turned_away = _distance(tree, plane, np.where(turned_readable[:, None], turned, 0.0))
    far = away > FAR_KM
    swapped = far & turned_readable & (turned_away <= FAR_KM)
    found = []
    for kind, those in ((Suspicion.SWAPPED, swapped), (Suspicion.OUT_OF_BUREAU, far & ~swapped)):
        if those.any():
            finite = away[those][np.isfinite(away[those])]
            km = float(np.median(finite)) if len(finite) else 0.0
            found.append(OffsetSuspicion(kind, tuple(np.flatnonzero(those).tolist()), km))
    pairs = [(p, s) for p, s in (named or {}).items() if not far[p]]
    if shifted := _gcj02(points, seats, plane, pairs):
        found.append(shifted)
    return found


def _distance(tree: cKDTree, plane: Plane, lonlat: Floats) -> Floats:
    xy = plane.points(lonlat)
    ok = np.isfinite(xy).all(axis=1)
    distance = np.full(len(xy), np.inf)
    distance[ok] = np.asarray(tree.query(xy[ok])[0])
    return distance


def _gcj02(
    points: Floats, seats: Floats, plane: Plane, pairs: list[tuple[int, int]]
) -> OffsetSuspicion | None:
    """Undoing the shift must bring the pairs clearly together, and more so than leaving it."""
    if not pairs:
        return None
    ours, theirs = points[[p for p, _ in pairs]], plane.points(seats[[s for _, s in pairs]])
    as_is = np.hypot(*(plane.points(ours) - theirs).T)
    undone = np.hypot(*(plane.points(from_gcj02(ours)) - theirs).T)
    close = as_is <= MATCHED_KM
    if not close.any() or np.median(undone[close]) > ALIKE_KM or np.median(as_is[close]) < 2 * ALIKE_KM:
        return None
    km = float(np.median(as_is[close]))
    return OffsetSuspicion(
        Suspicion.GCJ02, tuple(p for (p, _), near in zip(pairs, close, strict=True) if near), km
    )
