"""What the command map joins onto its areas: figures and names, fresh, by grid code."""

from datetime import date
from typing import Any

from jingge.common.viewer import Viewer
from jingge.portal.queries.loads import loads_of
from jingge.staffing.models import PoliceOffice
from jingge.staffing.queries import beat_officers
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_in_force


def map_figures(viewer: Viewer, day: date) -> dict[str, dict[str, Any]]:
    """Grid code → load, load ratio, density, responsible officer's label."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        return {}
    loads = loads_of(version, day)
    rows = Grid.objects.filter(version=version).select_related("station")
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    officers = beat_officers(version, day)
    figures: dict[str, dict[str, Any]] = {}
    for grid in rows:
        code = grid.station.code if grid.level == Level.TOWN else grid.code
        figure: dict[str, Any] = {
            "load": round(loads.by_code.get(code, 0.0), 1),
            "density": round(grid.population / grid.area_km2, 1) if grid.area_km2 else None,
        }
        if grid.level == Level.BEAT:
            figure["load_ratio"] = round(loads.ratio.get(grid.code, 0.0), 3)
            figure["officer"] = officers[grid.code].display_name if grid.code in officers else ""
        if grid.level == Level.BLOCK:
            figure["load_ratio"] = round(loads.ratio.get(loads.beat_of_block.get(grid.code, ""), 0.0), 3)
        figures[grid.code] = figure
    return figures


def office_points(viewer: Viewer, day: date) -> list[PoliceOffice]:
    """Police offices open on a day, on this person's ground."""
    offices = (
        PoliceOffice.objects.filter(bureau_id=viewer.bureau_id, valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .select_related("station")
    )
    if not viewer.sees_whole_bureau:
        offices = offices.filter(station__code=viewer.station_code)
    return list(offices)
