"""Today's plan on a map that was drawn after it, and what the official list has changed since.

A bureau may load a new map (units split, blocks redrawn) without areas: the areas of the map before
are then laid over the new blocks, so that what changes hands is counted from what people have today.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Q

from jingge.planning.terms import BeatToday
from jingge.staffing.models import BeatPosting
from jingge.territory.models import Division, Grid, GridVersion, Level, VersionState
from jingge.territory.queries import locator_of


@dataclass(frozen=True, slots=True)
class Carried:
    """Areas of the map before, as they lie on the new one."""

    beat_of: dict[str, str]  # code of a block without an area → code of the area it lies in today
    beats: dict[str, BeatToday]
    names: dict[str, str]  # police number → display name


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A community or village that the official list names otherwise than the map does."""

    code: str
    kind: str  # renamed | removed | added
    before: str
    after: str
    since: date


def carried_over(version: GridVersion, grids: list[Grid]) -> Carried:
    """By the point of each block: where its people stood on the map before. Only inside one station."""
    bare = [grid for grid in grids if grid.beat is None]
    before = _before(version) if bare else None
    if before is None:
        return Carried({}, {}, {})
    locator = locator_of(before)
    found = locator.raster.find(np.array([(grid.lon, grid.lat) for grid in bare], dtype=float)).tolist()
    beat_of = {
        grid.code: locator.beat_codes[at]
        for grid, at in zip(bare, found, strict=True)
        if at >= 0 and locator.beat_codes[at] and locator.station_codes[at] == grid.station.code
    }
    rows = Grid.objects.filter(version=before, level=Level.BEAT, code__in=set(beat_of.values()))
    held = _held_at_the_end(before, version.valid_from)
    beats, names = {}, {}
    for row in rows.select_related("station"):
        number, name = held.get(row.code, ("", ""))
        beats[row.code] = BeatToday(row.code, row.name, row.station.code, number, name)
        if number:
            names[number] = name
    return Carried(beat_of, beats, names)


def _before(version: GridVersion) -> GridVersion | None:
    """The adopted map that this one followed and that had areas."""
    adopted = GridVersion.objects.filter(bureau_id=version.bureau_id, state=VersionState.ADOPTED)
    if version.valid_from is not None:
        adopted = adopted.filter(valid_from__lt=version.valid_from)
    with_areas = adopted.exclude(pk=version.pk).filter(grids__level=Level.BEAT).distinct()
    return with_areas.order_by("-valid_from").first()


def _held_at_the_end(before: GridVersion, ends: date | None) -> dict[str, tuple[str, str]]:
    """Who answered for each area on the last day of the map before."""
    last = (ends - timedelta(days=1)) if ends else date.max
    rows = BeatPosting.objects.filter(beat__version=before, valid_from__lte=last)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last))
    return {
        code: (number, name)
        for code, number, name in rows.values_list(
            "beat__code", "officer__police_number", "officer__display_name"
        )
    }


def unit_changes(version: GridVersion, day: date) -> list[UnitChange]:
    """What the official list says of the map's communities and villages on a day, where it differs."""
    units = dict(Grid.objects.filter(version=version, level=Level.UNIT).values_list("code", "name"))
    stations = set(
        Grid.objects.filter(version=version, level=Level.TOWN).values_list("station__code", flat=True)
    )
    listed: dict[str, list[Division]] = {}
    for row in Division.objects.filter(bureau_id=version.bureau_id, valid_from__lte=day).order_by(
        "valid_from"
    ):
        listed.setdefault(row.code, []).append(row)
    changes = []
    for code, rows in listed.items():
        last = rows[-1]
        gone = last.valid_to is not None and last.valid_to <= day
        if code in units:
            known = [name for row in rows for name in (row.name, row.short_name)]
            if gone and last.valid_to is not None:
                changes.append(UnitChange(code, "removed", units[code], "", last.valid_to))
            elif units[code] in known and units[code] not in (last.name, last.short_name):
                changes.append(UnitChange(code, "renamed", units[code], last.name, last.valid_from))
        elif not gone and last.station_code in stations:
            changes.append(UnitChange(code, "added", "", last.name, last.valid_from))
    return sorted(changes, key=lambda one: one.code)


def new_names(version: GridVersion, day: date) -> dict[str, str]:
    """Code → official name of the units that were renamed since the map was drawn."""
    return {one.code: one.after for one in unit_changes(version, day) if one.kind == "renamed"}
