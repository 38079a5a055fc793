"""The map under the postings: its units, and the areas that reach into them.

Conditions reach through the version, so that no query is spent on finding it.
"""

from datetime import date
from uuid import UUID

from django.db.models import Q

from jingge.common.viewer import Viewer
from jingge.staffing.models import held_on
from jingge.staffing.terms import UnitFacts
from jingge.territory.models import Division, Grid, Level, VersionState


def on_map(bureau_id: UUID, day: date, *, at: str = "") -> Q:
    """Of the map in force on a day; `at` is the path to the grid ("beat__")."""
    adopted = Q(**{f"{at}version__bureau_id": bureau_id, f"{at}version__state": VersionState.ADOPTED})
    return adopted & held_on(day, at=f"{at}version__")


def units_with_beats(
    bureau_id: UUID, day: date, station_code: str = ""
) -> tuple[list[UnitFacts], dict[str, frozenset[str]]]:
    """The units of the map, and for each the areas that reach into it by way of its blocks."""
    units = Grid.objects.filter(on_map(bureau_id, day), level=Level.UNIT)
    if station_code:
        units = units.filter(station__code=station_code)
    found: dict[UnitFacts, set[str]] = {}
    for *facts, beat in (
        units.order_by("station__code", "code")
        .values_list("code", "name", "station__code", "station__name", "children__beat__code")
        .distinct()
    ):
        beats = found.setdefault(UnitFacts(*facts), set())
        if beat is not None:
            beats.add(beat)
    return list(found), {unit.code: frozenset(beats) for unit, beats in found.items()}


def list_units(viewer: Viewer, day: date) -> list[UnitFacts]:
    """The communities and villages on the viewer's ground on a day."""
    rows = Grid.objects.filter(on_map(viewer.bureau_id, day), level=Level.UNIT)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    named = rows.order_by("station__code", "code")
    return [UnitFacts(*row) for row in named.values_list("code", "name", "station__code", "station__name")]


def map_units(bureau_id: UUID, day: date) -> dict[str, str]:
    """Unit code → name on the map in force; empty when there is none."""
    rows = Grid.objects.filter(on_map(bureau_id, day), level=Level.UNIT)
    return dict(rows.values_list("code", "name"))


def official_names(bureau_id: UUID, day: date) -> dict[str, str]:
    """Unit code → name as officially listed that day."""
    rows = Division.objects.filter(held_on(day), bureau_id=bureau_id)
    return dict(rows.values_list("code", "name"))


def unit_names(bureau_id: UUID, day: date) -> dict[str, str]:
    """Unit code → name, for reading: as officially listed that day, or as on the map."""
    return official_names(bureau_id, day) | map_units(bureau_id, day)
