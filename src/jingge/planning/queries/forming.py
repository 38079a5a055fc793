"""What the form of a scenario shows beside its fields: today's numbers, facts in the map, saved packs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jingge.common.clock import today
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.planning.models import WeightPack
from jingge.planning.queries.carrying import UnitChange, unit_changes
from jingge.planning.queries.ground import community_officers, ground_of
from jingge.planning.queries.inputs import officers_by_station
from jingge.planning.queries.offices import offices_on
from jingge.planning.rules.facts import DEFAULT_WEIGHTS, FACTS, Fact, fact
from jingge.planning.rules.placenames import Gazetteer
from jingge.planning.rules.workload import amount, fact_keys, workload
from jingge.planning.terms import POSTS, PRESENT, Wishes
from jingge.territory.models import GridVersion
from jingge.territory.queries import latest_version


@dataclass(frozen=True, slots=True)
class StationToday:
    """One station as the form shows it: officers today and what the mean would be."""

    code: str
    name: str
    blocks: int
    areas_today: int
    officers_today: int
    load: float


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact with its whole amount in the bureau."""

    fact: Fact
    total: float
    weight: float

    @property
    def hours(self) -> float:
        return self.total * self.weight

    @property
    def total_text(self) -> str:
        return f"{self.total:,.0f}"

    @property
    def hours_text(self) -> str:
        return f"{self.hours:,.0f}"


@dataclass(frozen=True, slots=True)
class HeavyPlace:
    """A community or village with more work than one officer's area; `areas` in means of its station."""

    name: str
    areas: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked: an area of today, an officer."""

    code: str
    name: str
    station_code: str
    station_name: str


@dataclass(frozen=True, slots=True)
class Forming:
    """Everything the form needs to be understood."""

    version: GridVersion | None
    stations: tuple[StationToday, ...]
    facts: tuple[FactRow, ...]
    areas: tuple[Choice, ...] = ()
    officers_by_name: tuple[Choice, ...] = ()
    offices: tuple[Choice, ...] = ()
    places: Gazetteer = field(default_factory=lambda: Gazetteer({}, frozenset()))
    unit_changes: tuple[UnitChange, ...] = ()
    carried: int = 0  # blocks whose area of today comes from the map before

    @property
    def hours(self) -> float:
        return sum(row.hours for row in self.facts)

    @property
    def officers(self) -> int:
        return sum(station.officers_today for station in self.stations)


def get_forming(viewer: Viewer, weights: dict[str, float] | None = None) -> Forming:
    """On the last version adopted, as a new scenario; the weights given, or the defaults."""
    version = latest_version(viewer.bureau_id)
    chosen = {**DEFAULT_WEIGHTS, **(weights or {})}
    if version is None:
        return Forming(None, (), tuple(FactRow(one, 0.0, chosen[one.key]) for one in FACTS))
    ground = ground_of(version, today())
    keys = [one.key for one in FACTS]
    keys += [key for key in fact_keys(ground.blocks) if key not in keys]
    facts = tuple(
        FactRow(fact(key), sum(amount(block, key) for block in ground.blocks), chosen.get(key, 0.0))
        for key in keys
    )
    community = {
        number: beat.station_code for beat in ground.beats.values() if (number := beat.police_number)
    }
    community |= {number: station for station, number in ground.spare}
    stations = tuple(
        StationToday(
            code=code,
            name=station.name,
            blocks=sum(block.station_code == code for block in ground.blocks),
            areas_today=sum(beat.station_code == code for beat in ground.beats.values()),
            officers_today=sum(at == code for at in community.values()),
            load=sum(workload(block, chosen) for block in ground.blocks if block.station_code == code),
        )
        for code, station in ground.stations.items()
    )
    names = {code: station.name for code, station in ground.stations.items()}
    day = max(today(), version.valid_from or today())
    return Forming(
        version=version,
        stations=stations,
        facts=facts,
        areas=tuple(
            Choice(beat.code, beat.name, beat.station_code, names[beat.station_code])
            for beat in sorted(ground.beats.values(), key=lambda one: (one.station_code, one.code))
            if beat.station_code in names
        ),
        officers_by_name=tuple(
            Choice(number, name, code, names[code])
            for code, number, name in community_officers(version.bureau_id, day)
            if code in names
        ),
        offices=tuple(
            Choice(one.code, one.name, one.station_code, names[one.station_code])
            for one in offices_on(version, day)
            if one.station_code in names
        ),
        places=Gazetteer(
            {block.unit_code: block.unit_name for block in ground.blocks},
            frozenset(block.code for block in ground.blocks),
        ),
        unit_changes=tuple(unit_changes(version, day)),
        carried=ground.carried,
    )


def count_officers(viewer: Viewer, counting: str, day: str, absent: Sequence[str]) -> dict[str, int] | None:
    """Officers of each station as the form counts them; None where it is to take the figures written."""
    version = latest_version(viewer.bureau_id)
    if version is None or counting not in (POSTS, PRESENT):
        return None
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError:
        day = ""
    return officers_by_station(version, Wishes(counting=counting, planning_date=day, absent=tuple(absent)))


def heavy_places(viewer: Viewer, weights: dict[str, float], officers: Mapping[str, int]) -> list[HeavyPlace]:
    """Communities and villages that weigh more than one and a half areas of their station's mean.

    Only of stations that have a number of officers.
    """
    version = latest_version(viewer.bureau_id)
    if version is None:
        return []
    ground = ground_of(version, today())
    unit: dict[tuple[str, str], float] = {}
    station: dict[str, float] = {}
    for block in ground.blocks:
        load = workload(block, weights)
        key = (block.station_code, block.unit_name)
        unit[key] = unit.get(key, 0.0) + load
        station[block.station_code] = station.get(block.station_code, 0.0) + load
    rows = [
        HeavyPlace(name, load * officers.get(code, 1) / station[code])
        for (code, name), load in unit.items()
        if station[code] and code in officers
    ]
    return sorted((row for row in rows if row.areas >= 1.5), key=lambda row: -row.areas)


def list_packs(viewer: Viewer, *, closed: bool = False) -> QuerySet[WeightPack]:
    packs = WeightPack.objects.filter(bureau_id=viewer.bureau_id).order_by("name")
    return packs if closed else packs.filter(closed_at__isnull=True)


def pack_weights(viewer: Viewer, pack_id: UUID) -> dict[str, float] | None:
    return list_packs(viewer).filter(pk=pack_id).values_list("weights", flat=True).first()


def weight_rows(weights: dict[str, float]) -> list[tuple[Reason, Reason, float]]:
    """Weights in words: name of the fact, its unit, hours a year for one."""
    return [(fact(key).label, fact(key).unit, value) for key, value in weights.items() if value]
