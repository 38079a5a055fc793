"""The words of the demonstration county: places in degrees, people as counts, and nobody by name."""

from dataclasses import dataclass, field

from shapely import MultiPolygon, Polygon

BUREAU_CODE = "640181"
NINGDONG = "640181103"
FARM = "640181400"
CITY_STREET = "640181001"


@dataclass(frozen=True)
class Town:
    """A town-level division with its seat, as the official lists and GeoNames have it."""

    code: str
    name: str
    lon: float
    lat: float
    population_2010: int | None
    station_code: str


@dataclass(frozen=True)
class Station:
    """A police station; `town_code` is its level-1 grid."""

    code: str
    name: str
    town_code: str
    town_name: str
    city: bool


@dataclass(frozen=True)
class Unit:
    """One of the listed communities or villages under its latest name."""

    code: str
    name: str
    short_name: str
    kind: str
    town_code: str
    town_name: str
    station_code: str
    listed: tuple[int, ...]

    @property
    def community(self) -> bool:
        return self.kind == "residents_committee"


@dataclass(frozen=True)
class NameInForce:
    """The name of a unit from `valid_from` until the day before `valid_to` (empty: still in force)."""

    code: str
    name: str
    valid_from: str
    valid_to: str
    change: str


@dataclass(frozen=True)
class Seed:
    """Where the people of a future block live: kilometres on the local plane, and whose they are."""

    x: float
    y: float
    town_code: str
    place: int
    """Number of the settlement within its town; it gets its official code only after the map is drawn."""
    in_town: bool


@dataclass(frozen=True)
class Block:
    """A level-4 grid: a village group or a compound, with counts."""

    code: str
    name: str
    unit_code: str
    station_code: str
    kind: str
    polygon: Polygon
    lon: float
    lat: float
    population: int
    households: int
    organisations: int
    incidents: dict[str, int] = field(default_factory=dict)

    @property
    def incidents_a_year(self) -> int:
        return sum(self.incidents.values())


@dataclass(frozen=True)
class Officer:
    """A row of the officers table: exactly the columns the import takes."""

    police_number: str
    display_name: str
    kind: str
    age_band: str
    rank: str
    community_years: int | None
    organ_code: str
    post: str
    since: str
    reason: str
    paired_with: str = ""
    serves_units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brigade:
    code: str
    name: str
    kind: str
    officers: int
    moved_in: int
    """How many of them the reform moved there."""


@dataclass(frozen=True)
class Office:
    code: str
    name: str
    office_class: int
    station_code: str
    unit_code: str
    lon: float
    lat: float
    serves_units: tuple[str, ...]
    since: str


@dataclass(frozen=True)
class Beat:
    """Today's level-3 area: whole units, or some blocks of one unit."""

    code: str
    name: str
    station_code: str
    unit_codes: tuple[str, ...]
    block_codes: tuple[str, ...]
    """Empty unless the area is a part of one unit."""


@dataclass(frozen=True)
class Road:
    name: str
    road_class: str
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Outline:
    """The county as drawn, and the part of it outside the eight stations."""

    county: Polygon | MultiPolygon
    excluded: Polygon | MultiPolygon
