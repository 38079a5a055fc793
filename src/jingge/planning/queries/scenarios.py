"""Scenarios as this person may see them: the whole bureau's, or one's own station's part."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.planning.models import Scenario
from jingge.planning.queries.inputs import community_officers
from jingge.planning.queries.places import place_names
from jingge.planning.terms import Broken
from jingge.territory.models import Grid, Level

HEAVY = ("report", "violations", "officers_by_station", "weights")


def list_scenarios(viewer: Viewer, *, state: str = "") -> QuerySet[Scenario]:
    """Newest first, without the heavy columns."""
    rows = Scenario.objects.filter(bureau_id=viewer.bureau_id)
    rows = rows.select_related("base_version", "adopted_version")
    if not viewer.sees_whole_bureau:
        rows = rows.exclude(state__in=["draft", "solving"])  # nothing of the station's own to see yet
    rows = rows.defer(*HEAVY)
    return rows.filter(state=state) if state else rows


def scenario_row(viewer: Viewer, scenario_id: UUID) -> Scenario:
    """One scenario, or as if it did not exist."""
    rows = Scenario.objects.filter(bureau_id=viewer.bureau_id)
    found = rows.select_related("base_version", "adopted_version", "bureau").filter(pk=scenario_id).first()
    if found is None:
        raise NotYours(_("There is no such scenario."))
    return found


def broken_of(scenario: Scenario) -> list[Broken]:
    """The constraints that the stored plan does not keep, with the names of their places."""
    broken = [Broken(**one) for one in scenario.violations]
    if not broken:
        return []
    blocks = place_names(scenario, [one.block_code for one in broken])
    stations = dict(Station.objects.filter(bureau_id=scenario.bureau_id).values_list("code", "name"))
    return [
        replace(
            one,
            block_name=blocks.get(one.block_code, ""),
            station_name=stations.get(one.station_code, ""),
        )
        for one in broken
    ]


def block_choices(scenario: Scenario, limit: int = 2000) -> list[tuple[str, str]]:
    """Code and name of blocks for moving; beyond the limit a code is typed or picked on the map."""
    grids = Grid.objects.filter(version_id=scenario.base_version_id, level=Level.BLOCK).order_by("code")
    return list(grids.values_list("code", "name")[:limit])


def area_of_block(scenario: Scenario, block_code: str) -> int | None:
    """The number of the area a block lies in; None for a code the plan does not have."""
    return scenario.blocks.filter(block_code=block_code).values_list("area_number", flat=True).first()


def officer_choices(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Community officers of today (station code, number, name), for naming who answers for an area."""
    return community_officers(viewer.bureau_id, today())


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block of a plan's assignment, as exported."""

    block_code: str
    block_name: str
    unit_code: str
    unit_name: str
    station_name: str
    area_code: str
    area_name: str
    area_today: str


def list_plan_blocks(viewer: Viewer, scenario_id: UUID) -> list[BlockRow]:
    """Which area every block lies in, planned and today."""
    scenario = scenario_row(viewer, scenario_id)
    areas = {
        number: (code, name) for number, code, name in scenario.areas.values_list("number", "code", "name")
    }
    lies_in = dict(scenario.blocks.values_list("block_code", "area_number"))
    grids = Grid.objects.filter(version_id=scenario.base_version_id, level=Level.BLOCK)
    if not viewer.sees_whole_bureau:
        grids = grids.filter(station__code=viewer.station_code)
    rows = grids.order_by("code").values_list(
        "code", "name", "parent__code", "parent__name", "station__name", "beat__name"
    )
    return [
        BlockRow(code, name, unit_code, unit, station, *areas[lies_in[code]], today_area or "")
        for code, name, unit_code, unit, station, today_area in rows
        if code in lies_in
    ]
