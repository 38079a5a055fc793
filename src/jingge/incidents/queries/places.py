"""Where an incident lies by the map of its day."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from jingge.incidents.terms import Spot
from jingge.territory.models import Grid, Level
from jingge.territory.queries import find_grids, version_in_force, versions_in_force

FOUND = 10
SPOT = (
    *("level", "code", "name", "lon", "lat"),
    *(f"{part}__{word}" for part in ("station", "beat", "parent") for word in ("code", "name")),
)
"""What is read of a grid to say where something lies."""


def spot_of(bureau_id: UUID, day: date, *, lon: float | None, lat: float | None, grid_code: str) -> Spot:
    """By the point where there is one, else by the code of a unit or block."""
    if lon is not None and lat is not None:
        return at_point(bureau_id, day, lon, lat)
    return at_grid(bureau_id, day, grid_code) if grid_code else Spot()


def at_point(bureau_id: UUID, day: date, lon: float, lat: float) -> Spot:
    path = find_grids(bureau_id, day, lon, lat)
    if path is None:
        return Spot(lon=lon, lat=lat)
    return Spot(
        station_code=path.station_code,
        station_name=path.station_name,
        unit_code=path.unit.code,
        unit_name=path.unit.name,
        beat_code=path.beat.code if path.beat else "",
        beat_name=path.beat.name if path.beat else "",
        block_code=path.block.code,
        block_name=path.block.name,
        lon=lon,
        lat=lat,
    )


def at_grid(bureau_id: UUID, day: date, code: str) -> Spot:
    """Without the name of the station, which may change while a map is in force."""
    version = versions_in_force(bureau_id, day).order_by().values_list("pk", flat=True).first()
    return Spot() if version is None else _at_code(version, code)


@lru_cache(maxsize=8192)
def _at_code(version: UUID, code: str) -> Spot:
    """A map in force never changes, so what lies where is kept."""
    rows = Grid.objects.filter(version=version, code=code, level__in=(Level.UNIT, Level.BLOCK))
    row = rows.order_by("level").values_list(*SPOT).first()
    return Spot() if row is None else replace(of_row(row), station_name="")


def of_row(row: tuple[Any, ...]) -> Spot:
    """What `SPOT` reads of a unit or a level-4 grid."""
    level, code, name, lon, lat, station, station_name, beat, beat_name, parent, parent_name = row
    is_block = level == Level.BLOCK
    return Spot(
        station_code=station,
        station_name=station_name,
        unit_code=(parent or "") if is_block else code,
        unit_name=(parent_name or "") if is_block else name,
        beat_code=beat or "",
        beat_name=beat_name or "",
        block_code=code if is_block else "",
        block_name=name if is_block else "",
        lon=lon,
        lat=lat,
    )


def find_places(bureau_id: UUID, day: date, words: str) -> list[Spot]:
    """Communities, villages and level-4 grids by name or code."""
    version = version_in_force(bureau_id, day)
    if version is None or not words.strip():
        return []
    rows = Grid.objects.filter(version=version, level__in=(Level.UNIT, Level.BLOCK))
    exact = rows.filter(code=words.strip())
    found = exact if exact.exists() else rows.filter(name__icontains=words.strip())
    return [of_row(row) for row in found.order_by("level", "code").values_list(*SPOT)[:FOUND]]


def codes_called(bureau_id: UUID, words: str) -> tuple[list[str], dict[str, str]]:
    """Units that are or were called so, and level-4 grids with their units, in any version of the map."""
    rows = Grid.objects.filter(version__bureau_id=bureau_id, level__in=(Level.UNIT, Level.BLOCK))
    named = rows.filter(Q(code=words) | Q(name__icontains=words)).order_by()
    found = set(named.values_list("level", "code", "parent__code"))
    units = sorted(code for level, code, _parent in found if level == Level.UNIT)
    return units, {code: parent for level, code, parent in found if level == Level.BLOCK}
