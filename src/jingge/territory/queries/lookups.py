"""Which grid, on which day: for one point or a million."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from uuid import UUID

import numpy as np
import numpy.typing as npt
import shapely

from jingge.common.viewer import Viewer
from jingge.territory.geo.base import port
from jingge.territory.geo.plane import Floats
from jingge.territory.geo.raster import Raster, build_raster
from jingge.territory.models import Grid, GridVersion, VersionState
from jingge.territory.queries.grids import blocks_of
from jingge.territory.queries.versions import version_in_force
from jingge.territory.terms import GridPath, GridRef

KEPT_VERSIONS = 4


@dataclass(frozen=True)
class Locator:
    """The blocks of a version in the order of their codes, with the raster over them."""

    raster: Raster
    block_codes: list[str]
    unit_codes: list[str]
    beat_codes: list[str]  # "" before areas are drawn
    station_codes: list[str]


@dataclass(frozen=True)
class FoundMany:
    """`block[i]` is the place of point i's block in the lists of codes; -1 outside the map."""

    block: npt.NDArray[np.int32]
    locator: Locator

    @property
    def block_codes(self) -> list[str]:
        return self.locator.block_codes

    @property
    def unit_codes(self) -> list[str]:
        return self.locator.unit_codes

    @property
    def beat_codes(self) -> list[str]:
        return self.locator.beat_codes

    @property
    def station_codes(self) -> list[str]:
        return self.locator.station_codes


def find_grids(bureau_id: UUID, day: date, lon: float, lat: float) -> GridPath | None:
    """The grids of all levels that hold a point on a day; None outside the map or before the first."""
    version = version_in_force(bureau_id, day)
    return None if version is None else find_in_version(version, day, lon, lat)


def find_on_ground(viewer: Viewer, day: date, lon: float, lat: float) -> GridPath | None:
    """As `find_grids`, on the viewer's ground: elsewhere is the same as nowhere."""
    path = find_grids(viewer.bureau_id, day, lon, lat)
    if path is None or viewer.sees_whole_bureau or path.station_code == viewer.station_code:
        return path
    return None


def find_in_version(version: GridVersion, day: date, lon: float, lat: float) -> GridPath | None:
    block_id = port().block_at(version.pk, lon, lat)
    if block_id is None:
        return None
    block = Grid.objects.select_related("station", "beat", "parent__parent").get(pk=block_id)
    unit = block.parent
    if unit is None or unit.parent is None:
        raise RuntimeError(f"block {block.code} hangs on nothing")
    return GridPath(
        version_id=version.pk,
        version_number=version.number,
        day=day,
        station_code=block.station.code,
        station_name=block.station.name,
        town=_ref(unit.parent),
        unit=_ref(unit),
        beat=_ref(block.beat) if block.beat is not None else None,
        block=_ref(block),
    )


def _ref(grid: Grid) -> GridRef:
    return GridRef(grid.pk, grid.level, grid.code, grid.name)


def find_many(bureau_id: UUID, day: date, lonlat: Floats) -> FoundMany | None:
    """The block of each of many points (n, 2: lon, lat); None when no map holds that day.

    Equal to `find_grids` for every point. The first call for a version builds its raster
    (about a second); adopted maps never change, so it is kept.
    """
    version = version_in_force(bureau_id, day)
    if version is None:
        return None
    locator = locator_of(version)
    return FoundMany(locator.raster.find(np.asarray(lonlat, dtype=float)), locator)


_kept: OrderedDict[UUID, Locator] = OrderedDict()
_lock = Lock()


def locator_of(version: GridVersion) -> Locator:
    """The look-up of a version, from memory when it is an adopted one seen lately."""
    with _lock:
        if found := _kept.get(version.pk):
            _kept.move_to_end(version.pk)
            return found
    locator = _build(version)
    if version.state == VersionState.ADOPTED:
        with _lock:
            _kept[version.pk] = locator
            while len(_kept) > KEPT_VERSIONS:
                _kept.popitem(last=False)
    return locator


def _build(version: GridVersion) -> Locator:
    rows = list(
        blocks_of(version).values_list("code", "parent__code", "beat__code", "station__code", "shape__wkb")
    )
    rows.sort()  # by code point, as both databases are asked to
    shapes = np.asarray(shapely.from_wkb(np.array([bytes(r[4]) for r in rows], dtype=object)), dtype=object)
    return Locator(
        raster=build_raster(shapes),
        block_codes=[r[0] for r in rows],
        unit_codes=[r[1] for r in rows],
        beat_codes=[r[2] or "" for r in rows],
        station_codes=[r[3] for r in rows],
    )
