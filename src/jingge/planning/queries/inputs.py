"""The rows planning works with: blocks of the version in force with their facts, areas of today, stations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from jingge.common.clock import today
from jingge.organisation.models import Station
from jingge.planning.models import Scenario
from jingge.planning.queries.carrying import carried_over
from jingge.planning.queries.offices import OfficeOnMap, offices_on
from jingge.planning.queries.travel import travel_km
from jingge.planning.rules.parting import parting, parts
from jingge.planning.rules.wishing import ties_of
from jingge.planning.rules.workload import workload
from jingge.planning.terms import POSTS, BeatToday, BlockFacts, Question, StationWish, Wishes
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
    absent: frozenset[str] = field(default_factory=frozenset)  # on leave or ordered away: given no area
    carried: int = 0  # blocks whose area of today was laid over from the map before

    @property
    def level1(self) -> dict[str, tuple[str, str]]:
        return {code: (s.level1_code, s.level1_name) for code, s in self.stations.items()}


def ground_of(
    version: GridVersion, day: date, stations_only: Sequence[str] = (), absent: Sequence[str] = ()
) -> Ground:
    """Blocks, areas and officers of a version on a day: a handful of queries at any size.

    A version still to come is seen on its first day; without `stations_only` the whole map is seen.
    """
    day = max(day, version.valid_from or day)
    rows = Grid.objects.filter(version=version, level=Level.BLOCK)
    if stations_only:
        rows = rows.filter(station__code__in=stations_only)
    grids = list(rows.select_related("station", "parent", "beat").order_by("code"))
    travel = travel_km(version, grids)
    carried = carried_over(version, grids)
    blocks = tuple(_facts(grid, travel[grid.code], carried.beat_of.get(grid.code, "")) for grid in grids)
    stations = {grid.station.code: grid.station for grid in grids}
    held = {
        posting.beat_id: posting.officer
        for posting in BeatPosting.objects.filter(beat__version=version, valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .select_related("officer")
    }
    beats = dict(carried.beats)
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
    names |= carried.names | {number: name for _station, number, name in community}
    spare = tuple(
        (station, number)
        for station, number, _name in community
        if number not in busy and number not in absent and station in stations
    )
    return Ground(
        blocks, beats, dict(sorted(stations.items())), spare, names, frozenset(absent), len(carried.beat_of)
    )


def wishes_of(scenario: Scenario) -> Wishes:
    return Wishes.from_json(scenario.wishes)


def planning_day(wishes: Wishes) -> date:
    """The day on which posts and absences are looked at."""
    return date.fromisoformat(wishes.planning_date) if wishes.planning_date else today()


def ground_for(scenario: Scenario) -> Ground:
    """The scenario's own ground: the stations it chose, the officers of its day."""
    wishes = wishes_of(scenario)
    away = () if wishes.counting == POSTS else wishes.absent
    return ground_of(scenario.base_version, planning_day(wishes), wishes.stations, away)


def officers_by_station(version: GridVersion, wishes: Wishes) -> dict[str, int]:
    """How many community officers each station has on the planning day: all posts, or those not absent."""
    day = max(planning_day(wishes), version.valid_from or date.min)
    away = set() if wishes.counting == POSTS else set(wishes.absent)
    counted: dict[str, int] = {}
    for station, number, _name in community_officers(version.bureau_id, day):
        if number not in away:
            counted[station] = counted.get(station, 0) + 1
    return counted


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
    wanted, wishes = scenario.officers_by_station, wishes_of(scenario)
    loads = tuple(workload(block, scenario.weights) for block in ground.blocks)
    here = {block.code for block in ground.blocks}
    found = parting(ground.blocks, wanted, wishes)
    offices = seats_on(offices_on(scenario.base_version, planning_day(wishes))) if wishes.own_offices else ()
    together, apart = ties_of(ground.blocks, found.part_of, wishes, offices)
    return Question(
        blocks=ground.blocks,
        loads=loads,
        edges=tuple(
            (a, b) for a, b, _km in block_adjacency(scenario.base_version) if a in here and b in here
        ),
        stations=tuple(StationWish(c, s.name, int(wanted.get(c, 1))) for c, s in ground.stations.items()),
        balance_pct=scenario.balance_pct,
        change_weight=scenario.change_weight,
        objective=scenario.objective,
        time_s=scenario.time_s,
        seed=scenario.seed,
        part_of=() if found.is_plain else found.part_of,
        parts=() if found.is_plain else parts(loads, found, scenario.balance_pct),
        together=together,
        apart=apart,
    )


def seats_on(offices: Sequence[OfficeOnMap]) -> tuple[tuple[str, str, str], ...]:
    """Station code, name and block code of every office that stands on the map."""
    return tuple((one.station_code, one.name, one.block_code) for one in offices if one.block_code)


def _facts(grid: Grid, travel: float, carried: str) -> BlockFacts:
    unit = grid.parent
    return BlockFacts(
        code=grid.code,
        name=grid.name,
        unit_code=unit.code if unit else "",
        unit_name=unit.name if unit else "",
        station_code=grid.station.code,
        beat_code=grid.beat.code if grid.beat else carried,
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
    ground = ground_for(scenario)
    return ground, question_of(scenario, ground)
