"""The offices of a plan of service areas: where each stands, what it serves, how full it is."""

from dataclasses import dataclass
from uuid import UUID

from jingge.common.viewer import Viewer
from jingge.planning.models import ScenarioKind
from jingge.planning.queries.detail import AreaRow, Detail, get_scenario
from jingge.planning.queries.inputs import offices_of
from jingge.planning.terms import OfficeOnMap


@dataclass(frozen=True, slots=True)
class OfficePin:
    """One office with the service area it answers for (several in one community share it)."""

    office: OfficeOnMap
    area: AreaRow
    capacity: int  # people an area of its station may have at most

    @property
    def people(self) -> int:
        return int(self.area.figures.get("population", 0))


def capacities(detail: Detail) -> dict[str, int]:
    """Most people of an area by station: the mean and what the scenario allows above it."""
    people: dict[str, list[int]] = {}
    for area in detail.areas:
        people.setdefault(area.station_code, []).append(int(area.figures.get("population", 0)))
    share = 1 + detail.scenario.balance_pct / 100
    return {station: int(sum(found) / len(found) * share) for station, found in people.items()}


def office_pins(viewer: Viewer, scenario_id: UUID) -> tuple[OfficePin, ...]:
    """On the viewer's ground; none for a scenario of another kind."""
    detail = get_scenario(viewer, scenario_id)
    if detail.scenario.kind != ScenarioKind.OFFICES:
        return ()
    most = capacities(detail)
    area_of = {code: area for area in detail.areas for code in area.figures.get("offices", [])}
    return tuple(
        OfficePin(office, area_of[office.code], most[area_of[office.code].station_code])
        for office in offices_of(detail.scenario)
        if office.code in area_of
    )
