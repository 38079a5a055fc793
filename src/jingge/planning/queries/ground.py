"""A grid version as planning sees it: blocks with their facts, areas of today, stations, officers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from jingge.organisation.models import Station
from jingge.planning.queries.carrying import carried_over
from jingge.planning.queries.travel import travel_km
from jingge.planning.terms import BeatToday, BlockFacts
from jingge.staffing.models import BeatPosting, Posting
from jingge.staffing.terms import Post
from jingge.territory.models import Grid, GridVersion, Level

VILLAGES = ("villagers_committee", "village_like")


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
    villages: frozenset[str] = field(default_factory=frozenset)  # codes of the units that are villages

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
    blocks = tuple(facts_of(grid, travel[grid.code], carried.beat_of.get(grid.code, "")) for grid in grids)
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
    villages = frozenset(grid.parent.code for grid in grids if grid.parent and grid.parent.kind in VILLAGES)
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
        blocks,
        beats,
        dict(sorted(stations.items())),
        spare,
        names,
        frozenset(absent),
        len(carried.beat_of),
        villages,
    )


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


def facts_of(grid: Grid, travel: float = 0.0, carried: str = "") -> BlockFacts:
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
