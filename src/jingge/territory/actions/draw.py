"""Draw a whole map as a new draft version: levels 1 to 3 are made from the blocks."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import Reason
from jingge.common.ids import new_id
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau, Station
from jingge.territory.actions.bulk import insert_many
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

COLUMNS = (
    "id",
    "version_id",
    "level",
    "code",
    "name",
    "kind",
    "parent_id",
    "beat_id",
    "station_id",
    "shape_id",
    "lon",
    "lat",
    "area_km2",
    "households",
    "population",
    "organisations",
    "incidents",
    "derived",
)


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
    made: dict[str, UUID] = {}
    for level, row in enumerate(cells, start=1):
        made.update((cell.code, new_id()) for cell in row)
        insert_many(
            Grid, COLUMNS, [_values(version, level, cell, made, shape_ids, station_of) for cell in row]
        )


def _values(
    version: GridVersion,
    level: int,
    cell: Cell,
    made: dict[str, UUID],
    shape_ids: dict[bytes, UUID],
    station_of: dict[str, Station],
) -> tuple[object, ...]:
    """One grid's row, in the order of COLUMNS."""
    figures = cell.figures
    return (
        made[cell.code],
        version.pk,
        level,
        cell.code,
        cell.name,
        cell.kind,
        made[cell.parent] if cell.parent else None,
        made[cell.beat] if cell.beat else None,
        station_of[cell.town].pk,
        shape_ids[cell.wkb] if cell.wkb else None,
        cell.lon,
        cell.lat,
        figures.area_km2,
        figures.households,
        figures.population,
        figures.organisations,
        figures.incidents,
        cell.derived,
    )
