"""The map under the postings: its units, and the areas that reach into them."""

from datetime import date
from uuid import UUID

from jingge.common.viewer import Viewer
from jingge.staffing.terms import UnitFacts
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries import version_in_force


def units_on(version: GridVersion, station_code: str = "") -> list[UnitFacts]:
    rows = Grid.objects.filter(version=version, level=Level.UNIT).order_by("station__code", "code")
    if station_code:
        rows = rows.filter(station__code=station_code)
    return [UnitFacts(*row) for row in rows.values_list("code", "name", "station__code", "station__name")]


def list_units(viewer: Viewer, day: date) -> list[UnitFacts]:
    """The communities and villages on the viewer's ground on a day."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        return []
    return units_on(version, "" if viewer.sees_whole_bureau else viewer.station_code)


def unit_names(bureau_id: UUID, day: date) -> dict[str, str]:
    """Unit code → name on the map in force; empty when there is none."""
    version = version_in_force(bureau_id, day)
    if version is None:
        return {}
    return dict(Grid.objects.filter(version=version, level=Level.UNIT).values_list("code", "name"))


def beats_of_units(version: GridVersion, station_code: str = "") -> dict[str, frozenset[str]]:
    """Unit code → the areas that reach into it, by way of the blocks."""
    blocks = Grid.objects.filter(version=version, level=Level.BLOCK, beat__isnull=False)
    if station_code:
        blocks = blocks.filter(station__code=station_code)
    found: dict[str, set[str]] = {}
    for unit, beat in blocks.order_by().values_list("parent__code", "beat__code").distinct():
        found.setdefault(unit, set()).add(beat)
    return {unit: frozenset(beats) for unit, beats in found.items()}
