"""The rows planning works with: blocks of the version in force with their facts, areas of today, stations."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jingge.common.clock import today
from jingge.organisation.models import Station
from jingge.planning.models import Scenario
from jingge.planning.queries.travel import travel_km
from jingge.planning.rules.workload import workload
from jingge.planning.terms import BeatToday, BlockFacts, Question, StationWish
from jingge.staffing.models import BeatPosting, Posting
from jingge.staffing.terms import Post
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries import block_adjacency


@dataclass(frozen=True, slots=True)
class Ground:
    """A grid version as planning sees it."""

    blocks: tuple[BlockFacts, ...]
    beats: dict[str, BeatToday]
    stations: dict[str, Station]
    spare: tuple[tuple[str, str], ...]  # community officers without an area: station code, police number
    names: dict[str, str]  # police number → display name

    @property
    def level1(self) -> dict[str, tuple[str, str]]:
        return {code: (s.level1_code, s.level1_name) for code, s in self.stations.items()}


def ground_of(version: GridVersion, day: date) -> Ground:
    """Blocks, areas and officers of a version on a day: four queries at any size.

    A version still to come is seen on its first day.
    """
    day = max(day, version.valid_from or day)
    grids = list(
        Grid.objects.filter(version=version, level=Level.BLOCK)
        .select_related("station", "parent", "beat")
        .order_by("code")
    )
    travel = travel_km(version, grids)
    blocks = tuple(_facts(grid, travel[grid.code]) for grid in grids)
    stations = {grid.station.code: grid.station for grid in grids}
    held = {
        posting.beat_id: posting.officer
        for posting in BeatPosting.objects.filter(beat__version=version, valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .select_related("officer")
    }
    beats = {}
    for grid in grids:
        if grid.beat is not None and grid.beat.code not in beats:
            officer = held.get(grid.beat.pk)
            beats[grid.beat.code] = BeatToday(
                grid.beat.code,
                grid.beat.name,
                grid.station.code,
                officer.police_number if officer else "",
                officer.display_name if officer else "",
            )
    community = community_officers(version.bureau_id, day)
    busy = {beat.police_number for beat in beats.values()}
    names = {officer.police_number: officer.display_name for officer in held.values()}
    names |= {number: name for _station, number, name in community}
    spare = tuple((station, number) for station, number, _name in community if number not in busy)
    return Ground(blocks, beats, dict(sorted(stations.items())), spare, names)


def community_officers(bureau_id: UUID, day: date) -> list[tuple[str, str, str]]:
    """Station code, police number and name of everyone posted as community officer on a day."""
    return list(
        Posting.objects.filter(
            bureau_id=bureau_id, post=Post.COMMUNITY_OFFICER, station__isnull=False, valid_from__lte=day
        )
        .exclude(valid_to__lte=day)
        .order_by("station__code", "officer__police_number")
        .values_list("station__code", "officer__police_number", "officer__display_name")
    )


def question_of(scenario: Scenario, ground: Ground) -> Question:
    """What the engine is asked: the scenario's settings on its own version's ground."""
    wanted = scenario.officers_by_station
    return Question(
        blocks=ground.blocks,
        loads=tuple(workload(block, scenario.weights) for block in ground.blocks),
        edges=tuple((a, b) for a, b, _km in block_adjacency(scenario.base_version)),
        stations=tuple(StationWish(c, s.name, int(wanted.get(c, 1))) for c, s in ground.stations.items()),
        balance_pct=scenario.balance_pct,
        change_weight=scenario.change_weight,
        objective=scenario.objective,
        time_s=scenario.time_s,
        seed=scenario.seed,
    )


def _facts(grid: Grid, travel: float) -> BlockFacts:
    unit = grid.parent
    return BlockFacts(
        code=grid.code,
        name=grid.name,
        unit_code=unit.code if unit else "",
        unit_name=unit.name if unit else "",
        station_code=grid.station.code,
        beat_code=grid.beat.code if grid.beat else "",
        lon=grid.lon,
        lat=grid.lat,
        population=grid.population,
        households=grid.households,
        organisations=grid.organisations,
        area_km2=grid.area_km2,
        travel_km=travel,
        incidents={kind: float(count) for kind, count in grid.incidents.items()},
    )


def inputs_of(bureau_id: UUID, scenario_id: UUID) -> tuple[Ground, Question]:
    """What the worker needs for one scenario."""
    scenario = Scenario.objects.select_related("base_version").get(pk=scenario_id, bureau_id=bureau_id)
    ground = ground_of(scenario.base_version, today())
    return ground, question_of(scenario, ground)
