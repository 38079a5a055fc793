"""The table beside the map: every area with its people, workload and responsible officer."""

from collections import defaultdict
from datetime import date

from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.portal.queries.loads import loads_of
from jingge.portal.terms import MapRow
from jingge.staffing.queries import beat_officers
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_in_force


def list_map_rows(viewer: Viewer, day: date) -> list[MapRow]:
    """Areas of the map in force on a day, on this person's ground."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        return []
    grids = Grid.objects.filter(version=version).select_related("station")
    if not viewer.sees_whole_bureau:
        grids = grids.filter(station__code=viewer.station_code)
    beats = list(grids.filter(level=Level.BEAT))
    units: dict[object, set[str]] = defaultdict(set)
    blocks: dict[object, int] = defaultdict(int)
    inside = grids.filter(level=Level.BLOCK, beat__isnull=False).values_list("beat_id", "parent__name")
    for beat_id, unit_name in inside:
        units[beat_id].add(unit_name)
        blocks[beat_id] += 1
    officers = beat_officers(version, day)
    loads = loads_of(version, day)
    return [
        MapRow(
            code=beat.code,
            name=beat.name,
            station_code=beat.station.code,
            station_name=beat.station.name,
            units=listed(sorted(units[beat.pk])),
            blocks=blocks[beat.pk],
            population=beat.population,
            households=beat.households,
            load=loads.by_code.get(beat.code, 0.0),
            load_ratio=loads.ratio.get(beat.code),
            officer=officers[beat.code].display_name if beat.code in officers else "",
        )
        for beat in beats
    ]
