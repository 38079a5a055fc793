"""Grids of a version, on the viewer's ground."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries.versions import list_versions
from jingge.territory.terms import BeatSpec, BlockSpec, MapSpec, TownSpec, UnitSpec

# The polygon itself is only read where it is drawn or redrawn.
LIGHT = ("station", "parent__parent", "beat")


def list_grids(
    viewer: Viewer,
    version: GridVersion,
    level: int | None = None,
    station_code: str | None = None,
    words: str = "",
) -> QuerySet[Grid]:
    """Grids by code with station, parent and area at hand; `words` are part of a name or code."""
    rows = Grid.objects.filter(version=version, version__bureau_id=viewer.bureau_id).select_related(*LIGHT)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    if level is not None:
        rows = rows.filter(level=level)
    if station_code:
        rows = rows.filter(station__code=station_code)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    return rows


def get_grid(viewer: Viewer, version: GridVersion, code: str) -> Grid:
    grid = list_grids(viewer, version).filter(code=code).first()
    if grid is None:
        raise NotYours(_("There is no such grid on your ground."))
    return grid


@dataclass(frozen=True)
class GridPage:
    """One grid with what lies above, in and beside it in time."""

    grid: Grid
    ancestors: list[Grid]  # from the town down
    children: list[Grid]
    others: list[Grid]  # the same code in other versions, newest first


def grid_page(viewer: Viewer, version: GridVersion, code: str) -> GridPage:
    """A grid's page. A unit holds its blocks and the areas that are parts of it; an area holds blocks."""
    grid = get_grid(viewer, version, code)
    ancestors: list[Grid] = []
    above = grid.parent
    while above is not None:
        ancestors.insert(0, above)
        above = above.parent
    held = Q(beat=grid) if grid.level == Level.BEAT else Q(parent=grid)
    children = list(list_grids(viewer, version).filter(held).order_by("level", "code"))
    others = Grid.objects.filter(version__in=list_versions(viewer), code=code).exclude(pk=grid.pk)
    if not viewer.sees_whole_bureau:
        others = others.filter(station__code=viewer.station_code)
    return GridPage(
        grid, ancestors, children, list(others.select_related("version").order_by("-version__number"))
    )


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
