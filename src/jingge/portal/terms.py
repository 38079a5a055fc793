"""What the portal's pages are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shapely.geometry.base import BaseGeometry

from jingge.common.errors import Reason


def _percent(ratio: float | None) -> int | None:
    return None if ratio is None else round(ratio * 100)


@dataclass(frozen=True, slots=True)
class MapVersion:
    """The map in force on a day."""

    id: UUID
    number: int
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class StationBaseline:
    """One station's base figures (R09). The bureau's row is the sum of these."""

    code: str
    name: str
    mode: str
    units: int
    beats: int
    blocks: int
    households: int
    population: int
    organisations: int
    incidents: int
    area_km2: float
    load: float  # hours a year, by the default weights
    heaviest: float  # load of its heaviest area
    officers: int
    community_officers: int
    auxiliaries: int
    helpers: int
    offices: int

    @property
    def load_text(self) -> str:
        return f"{self.load:,.0f}"

    @property
    def population_per_officer(self) -> float | None:
        return self.population / self.community_officers if self.community_officers else None

    @property
    def mean_area_load(self) -> float | None:
        return self.load / self.beats if self.beats else None

    @property
    def unevenness(self) -> float | None:
        """Heaviest area over the station's mean: 1.0 is perfectly even."""
        mean = self.mean_area_load
        return self.heaviest / mean if mean else None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The four result areas of one station in a month (R41). No row is about a person."""

    code: str
    name: str
    blocks: int  # level-4 grids
    blocks_known: int  # of them with base figures
    disputes: int
    settled: int  # of the disputes that came in the month
    followed: int  # follow-ups by document, in time
    not_followed: int  # late or not done
    preventable: int  # shown, never scored
    preventable_before: int | None  # the month before; None: the records begin later
    preventable_year: int | None  # the same month a year before


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A cell of the base tables that is empty, and where to mend it."""

    sheet: str
    code: str
    name: str
    what: Reason


@dataclass(frozen=True, slots=True)
class Baseline:
    day: date
    version: MapVersion | None
    stations: tuple[StationBaseline, ...]
    total: StationBaseline | None
    missing: tuple[MissingFigure, ...]


@dataclass(frozen=True, slots=True)
class PersonInPost:
    police_number: str
    display_name: str
    post: Reason


@dataclass(frozen=True, slots=True)
class GridDetail:
    """What a click on the map says."""

    day: date
    version: MapVersion
    id: UUID
    code: str
    name: str
    level: int
    station_code: str
    station_name: str
    path: tuple[tuple[int, str, str], ...]  # level, code, name: from town down to this grid
    households: int
    population: int
    organisations: int
    incidents: Mapping[str, int]
    area_km2: float
    load: float
    load_ratio: float | None  # to the mean area of its station
    responsible: tuple[PersonInPost, ...]
    hands: tuple[PersonInPost, ...]  # auxiliaries and helpers
    offices: tuple[tuple[str, str, int], ...]  # code, name, class
    units: int
    beats: int
    blocks: int

    @property
    def incidents_total(self) -> int:
        return sum(self.incidents.values())

    @property
    def percent(self) -> int | None:
        return _percent(self.load_ratio)


@dataclass(frozen=True, slots=True)
class MapRow:
    """One area in the map's table twin."""

    code: str
    name: str
    station_code: str
    station_name: str
    units: str  # names of the communities and villages in it
    blocks: int
    population: int
    households: int
    load: float
    load_ratio: float | None
    officer: str

    @property
    def percent(self) -> int | None:
        return _percent(self.load_ratio)


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search box."""

    kind: str  # station | grid | officer | office | division
    code: str
    name: str
    where: str
    url_name: str
    key: str


@dataclass(frozen=True, slots=True)
class WallMapGrid:
    code: str
    level: int
    station: str
    label: str
    lon: float
    lat: float
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class WallMapRoad:
    road_class: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Marker:
    name: str
    lon: float
    lat: float
    office_class: int


@dataclass(frozen=True, slots=True)
class WallMap:
    """Everything that is drawn on the wall map."""

    bureau: str
    title: str
    subtitle: str
    note: str
    imprint: str
    synthetic: str
    grids: Sequence[WallMapGrid]
    roads: Sequence[WallMapRoad] = ()
    offices: Sequence[Marker] = ()
    rows: Sequence[tuple[str, ...]] = field(default_factory=list)
    dense: tuple[float, float, float, float] | None = None  # degrees; the inset's ground
