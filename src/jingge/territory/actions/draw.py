"""Draw a whole map as a new draft version: levels 1 to 3 are made from the blocks."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau, Station
from jingge.territory.actions.levels import Cell, build_levels
from jingge.territory.actions.shapes import put_shapes
from jingge.territory.models import Grid, GridVersion
from jingge.territory.rules import problems_of_map
from jingge.territory.terms import (
    About,
    BeatSpec,
    BlockSpec,
    GridProblem,
    MapRefused,
    MapSpec,
    TownSpec,
    UnitSpec,
)

BATCH = 2000


@transaction.atomic
def draw_version(
    *,
    bureau: Bureau,
    name: str,
    towns: Sequence[TownSpec],
    units: Sequence[UnitSpec],
    blocks: Sequence[BlockSpec],
    beats: Sequence[BeatSpec],
    origin: str,
    origin_id: UUID | None,
    by: Viewer,
) -> GridVersion:
    """Check a map against the rules and store it as a draft.

    Raises `MapRefused` with every problem by name; then nothing has been written.
    """
    Bureau.objects.select_for_update().get(pk=bureau.pk)
    stations = {station.code: station for station in Station.objects.filter(bureau=bureau)}
    problems = [*_problems_of_stations(towns, stations), *problems_of_map(towns, units, blocks, beats)]
    if problems:
        raise MapRefused(problems)
    cells = build_levels(MapSpec(towns, units, blocks, beats))
    newest = GridVersion.objects.filter(bureau=bureau).aggregate(newest=Max("number"))["newest"]
    version = GridVersion.objects.create(
        bureau=bureau,
        number=(newest or 0) + 1,
        name=name,
        origin=origin,
        origin_id=origin_id,
        created_at=now(),
        created_by_label=by.label,
    )
    station_of = {town.code: stations[town.station_code] for town in towns}
    _store(version, bureau, cells, station_of)
    record(
        action="territory.draw_version",
        by=by,
        subject=version,
        subject_label=f"{version.number} {name}",
        detail={"towns": len(towns), "units": len(units), "beats": len(beats), "blocks": len(blocks)},
    )
    return version


def _problems_of_stations(towns: Sequence[TownSpec], stations: dict[str, Station]) -> list[GridProblem]:
    problems = []
    for town in towns:
        station = stations.get(town.station_code)
        if station is None:
            what: Reason = _("The bureau has no station with this code.")
        elif station.level1_code != town.code:
            what = _("This station's level-1 grid is %(code)s.") % {"code": station.level1_code}
        else:
            continue
        mend = _("Correct the station, or the level-1 code in the stations' table.")
        problems.append(
            GridProblem("wrong_station", About.TOWN, town.code, what, mend, "station_code", town.station_code)
        )
    return problems


def _store(
    version: GridVersion, bureau: Bureau, cells: list[list[Cell]], station_of: dict[str, Station]
) -> None:
    """Write level by level, so that every parent is there before its children."""
    shape_ids = put_shapes(bureau, [cell.wkb for level in cells for cell in level])
    made: dict[str, Grid] = {}
    for level, row in enumerate(cells, start=1):
        grids = [
            Grid(
                version=version,
                level=level,
                code=cell.code,
                name=cell.name,
                kind=cell.kind,
                parent=made[cell.parent] if cell.parent else None,
                beat=made[cell.beat] if cell.beat else None,
                station=station_of[cell.town],
                shape_id=shape_ids[cell.wkb] if cell.wkb else None,
                lon=cell.lon,
                lat=cell.lat,
                area_km2=cell.figures.area_km2,
                households=cell.figures.households,
                population=cell.figures.population,
                organisations=cell.figures.organisations,
                incidents=dict(cell.figures.incidents),
                derived=cell.derived,
            )
            for cell in row
        ]
        Grid.objects.bulk_create(grids, batch_size=BATCH)
        made.update((grid.code, grid) for grid in grids)
