"""Grids of a version, on the viewer's ground."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.terms import BeatSpec, BlockSpec, MapSpec, TownSpec, UnitSpec

# The polygon itself is only read where it is drawn or redrawn.
LIGHT = ("station", "parent", "beat")


def list_grids(
    viewer: Viewer, version: GridVersion, level: int | None = None, station_code: str | None = None
) -> QuerySet[Grid]:
    """Grids by code with station, parent and area at hand."""
    rows = Grid.objects.filter(version=version, version__bureau_id=viewer.bureau_id).select_related(*LIGHT)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    if level is not None:
        rows = rows.filter(level=level)
    if station_code:
        rows = rows.filter(station__code=station_code)
    return rows


def get_grid(viewer: Viewer, version: GridVersion, code: str) -> Grid:
    grid = list_grids(viewer, version).filter(code=code).first()
    if grid is None:
        raise NotYours(_("There is no such grid on your ground."))
    return grid


def blocks_of(version: GridVersion) -> QuerySet[Grid]:
    """The level-4 grids by code with station, unit, area and polygon."""
    rows = Grid.objects.filter(version=version, level=Level.BLOCK)
    return rows.select_related("station", "parent", "beat", "shape").order_by("code")


def specs_of(version: GridVersion) -> MapSpec:
    """The map as it could be drawn again: change the blocks' `beat_code`s and the beats, and draw."""
    towns, units, beats, blocks = [], [], [], []
    for grid in Grid.objects.filter(version=version, level__lt=Level.BLOCK).select_related(
        "station", "parent"
    ):
        if grid.level == Level.TOWN:
            towns.append(TownSpec(grid.code, grid.name, grid.station.code))
        elif grid.level == Level.UNIT and grid.parent is not None:
            units.append(UnitSpec(grid.code, grid.name, grid.parent.code, grid.kind))
        else:
            beats.append(BeatSpec(grid.code, grid.name))
    for grid in blocks_of(version).iterator(chunk_size=2000):
        if grid.parent is None or grid.shape is None:
            raise RuntimeError(f"block {grid.code} of version {version.number} has no unit or no polygon")
        blocks.append(
            BlockSpec(
                code=grid.code,
                name=grid.name,
                unit_code=grid.parent.code,
                beat_code=grid.beat.code if grid.beat is not None else "",
                kind=grid.kind,
                wkb=bytes(grid.shape.wkb),
                lon=grid.lon,
                lat=grid.lat,
                area_km2=grid.area_km2,
                households=grid.households,
                population=grid.population,
                organisations=grid.organisations,
                incidents=grid.incidents,
                derived=grid.derived,
            )
        )
    return MapSpec(towns, units, blocks, beats)
