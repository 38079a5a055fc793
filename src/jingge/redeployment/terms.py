"""Words of plans of moves: people as they serve, what a plan asks of the engine, what comes back."""

from dataclasses import asdict, dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from jingge.staffing.terms import AgeBand, Cover, Place, Post, Ratio, StaffKind

TRANSFERS, ROLE_CHANGES, DISTANCE = "transfers", "role_changes", "distance_m"
PREFERENCES, IMBALANCE = "preferences_missed", "imbalance"
GOALS = (TRANSFERS, ROLE_CHANGES, DISTANCE, PREFERENCES, IMBALANCE)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person in a post, as a plan sees them."""

    officer_id: UUID
    number: str
    name: str
    kind: StaffKind
    post: Post
    place: Place
    since: date
    age_band: AgeBand
    community_years: int
    beats: tuple[str, ...] = ()  # areas answered for
    part: str = ""  # of the station, when it works in parts
    units: tuple[str, ...] = ()  # communities and villages a move links this person to


@dataclass(frozen=True, slots=True)
class Ground:
    """A station with the people it serves and where it lies."""

    code: str
    name: str
    city: bool
    population: int
    lon: float
    lat: float
    own_areas: int  # areas with an officer of their own


@dataclass(frozen=True, slots=True)
class Situation:
    """Everybody in post on a day, the moves of a supposed plan done."""

    day: date
    people: tuple[Someone, ...]
    grounds: tuple[Ground, ...]
    place_names: dict[Place, str]
    areas: tuple["Area", ...] = ()
    units: tuple["Area", ...] = ()
    in_parts: frozenset[str] = frozenset()  # codes of stations that work in parts that day

    def by_number(self) -> dict[str, Someone]:
        return {one.number: one for one in self.people}


@dataclass(frozen=True, slots=True)
class Area:
    """An area, or a community or village, of the map in force that day."""

    code: str
    name: str
    station: str


@dataclass(frozen=True, slots=True)
class Going:
    """One move: who, to which post where; who takes over the areas left behind; why.

    Where the person already holds that post there, the move is into a part, onto areas or units.
    """

    number: str
    post: Post
    place: Place
    successor: str = ""
    why: str = ""
    grounds: tuple[dict[str, Any], ...] = ()  # the rules that asked for it, when the engine drew it
    part: str = ""  # into this part of the station
    areas: tuple[str, ...] = ()  # answers for these from then on
    units: tuple[str, ...] = ()  # is linked to these from then on

    @property
    def narrows(self) -> bool:
        """Says more than a post at a station."""
        return bool(self.part or self.areas or self.units)


@dataclass(frozen=True, slots=True)
class Wish:
    """The rules of a plan, as named data, and the order of its goals."""

    station_share: bool = True
    community_share: bool = True
    officers_at_stations: int | None = None  # at least so many in all
    city_least: int = 0
    rural_least: int = 0
    attached: bool = True
    cover: bool = True
    stability_years: int = 5
    most_moves: int | None = None
    fixed: dict[str, str] = field(default_factory=dict)  # police number -> why not
    goals: tuple[str, ...] = GOALS

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Wish":
        return cls(**{**data, "goals": tuple(data.get("goals", GOALS))})


@dataclass(frozen=True, slots=True)
class StationChange:
    """One station before and after."""

    ground: Ground
    officers: tuple[int, int]
    community: tuple[int, int]
    auxiliaries: tuple[int, int]
    helpers: tuple[int, int]
    per_officer: tuple[Fraction | None, Fraction | None]  # people served by one officer
    per_community: tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything a plan changes, before and after."""

    bureau: tuple[int, int]
    first: tuple[Ratio, Ratio]
    second: tuple[Ratio, Ratio]
    cover: tuple[Cover, Cover]
    stations: tuple[StationChange, ...]
    elsewhere: tuple[int, int]  # officers outside the stations


class GoalSaid(TypedDict):
    goal: str
    value: float
    bound: float | None
    status: str


class MoveSaid(TypedDict):
    number: str
    station: str
    post: str
    grounds: NotRequired[list[dict[str, Any]]]


class PointSaid(TypedDict):
    moves: int
    value: float | None
    status: str
    plan: list[MoveSaid]


class TermsSaid(TypedDict):
    transfers: int
    role_changes: int
    distance_m: int
    preferences_missed: int
    imbalance: float


class Answer(TypedDict):
    """What the engine says, as it is kept."""

    feasible: bool
    status: str
    goals: list[GoalSaid]
    terms: TermsSaid | None
    plan: list[MoveSaid]
    broken_today: list[dict[str, Any]]
    clash: list[dict[str, Any]]
    clash_status: str
    curve: list[PointSaid]
    one_more: TermsSaid | None
    one_more_feasible: bool


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row of a plan cannot be done, as things stand."""

    number: str
    name: str
    reason: str
