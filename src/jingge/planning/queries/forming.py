"""What the form of a scenario shows beside its fields: today's numbers, facts in the map, saved packs."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from jingge.common.clock import today
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.planning.models import WeightPack
from jingge.planning.queries.inputs import ground_of
from jingge.planning.rules.facts import DEFAULT_WEIGHTS, FACTS, Fact, fact
from jingge.planning.rules.workload import amount, fact_keys, workload
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
class Forming:
    """Everything the form needs to be understood."""

    version: GridVersion | None
    stations: tuple[StationToday, ...]
    facts: tuple[FactRow, ...]

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
    return Forming(version, stations, facts)


def list_packs(viewer: Viewer, *, closed: bool = False) -> QuerySet[WeightPack]:
    packs = WeightPack.objects.filter(bureau_id=viewer.bureau_id).order_by("name")
    return packs if closed else packs.filter(closed_at__isnull=True)


def pack_weights(viewer: Viewer, pack_id: UUID) -> dict[str, float] | None:
    return list_packs(viewer).filter(pk=pack_id).values_list("weights", flat=True).first()


def weight_rows(weights: dict[str, float]) -> list[tuple[Reason, Reason, float]]:
    """Weights in words: name of the fact, its unit, hours a year for one."""
    return [(fact(key).label, fact(key).unit, value) for key, value in weights.items() if value]
