"""The words of planning: facts that make work, blocks, plans, and what is known about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

MAX_COMPARED = 4
INCIDENTS = "incidents."


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """One level-4 block as planning sees it: where it is, whose it is today, what makes work there."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    station_code: str
    beat_code: str  # today's level-3 area, "" where there is none
    lon: float
    lat: float
    population: int
    households: int
    organisations: int
    area_km2: float
    travel_km: float
    incidents: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BeatToday:
    """A level-3 area in force, with the officer who answers for it."""

    code: str
    name: str
    station_code: str
    police_number: str = ""
    officer_name: str = ""


@dataclass(frozen=True, slots=True)
class OfficeOnMap:
    """One police office as planning sees it; `block_code` is "" where it stands outside the map."""

    code: str
    name: str
    station_code: str
    unit_code: str
    block_code: str
    lon: float
    lat: float
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StationWish:
    """One station's part of the question."""

    code: str
    name: str
    officers: int  # number of areas wanted


@dataclass(frozen=True, slots=True)
class Part:
    """Ground that is divided by itself: a station, or a piece of one that a wish sets apart."""

    code: str
    station_code: str
    wanted: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Distances over the roads to every block from places where somebody works."""

    bases: tuple[str, ...]  # code of the block each place stands in
    km: tuple[tuple[float, ...], ...]  # a row per block, a column per place
    offices: tuple[tuple[str, ...], ...] = ()  # codes of the police offices at each place


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the engine needs, as plain values; the same for solving and for weighing a plan."""

    blocks: tuple[BlockFacts, ...]
    loads: tuple[float, ...]
    edges: tuple[tuple[str, str], ...]
    stations: tuple[StationWish, ...]
    balance_pct: float
    change_weight: float
    objective: str
    time_s: int
    seed: int
    part_of: tuple[str, ...] = ()  # code of the part each block lies in; empty: every station is one part
    parts: tuple[Part, ...] = ()
    nested: bool = True
    """Whether areas keep communities and villages whole or lie inside one."""
    together: tuple[tuple[str, ...], ...] = ()  # codes of blocks
    apart: tuple[tuple[str, str], ...] = ()
    seats: tuple[str, ...] = ()
    reach: Reach | None = None
    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Numbers of areas that may fit, by part, best first; the drawing takes the one that fits best."""
    most: Mapping[str, tuple[tuple[float, ...], float]] = field(default_factory=dict)
    """Further sums that no area may exceed, by name: the value of every block, and the most."""
    spread_to: tuple[int, ...] = ()
    """Where whole communities are the units: for every block of the ground the place of its unit."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A constraint that is not kept, by name, with the place."""

    kind: str
    message: str
    station_code: str = ""
    area: str = ""
    block_code: str = ""
    amount: float = 0.0
    area_name: str = ""
    measure: str = ""  # further measure, or term with a cap, that this is about

    @property
    def is_structural(self) -> bool:
        """Whether it breaks the grid itself; a load outside the limits does not."""
        return self.kind not in LOAD_KINDS

    def named(self, names: Mapping[str, str]) -> "Broken":
        """The same with its area called by name."""
        return replace(self, area_name=names.get(self.area, self.area))


LOAD_KINDS = frozenset(
    {
        "load_below_lower",
        "load_above_upper",
        "measure_below_lower",
        "measure_above_upper",
        "unit_too_heavy",
        "region_total_outside_limits",
        "no_plan_within_limits_exists",
    }
)


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """One area of a weighed plan, as the engine sees it."""

    label: str
    station_code: str
    load: float
    contiguous: bool
    nested: bool
    within_limits: bool
    continues: str  # code of today's area it continues, "" where it is new
    people: float = 0.0
    people_kept: float = 0.0  # of them, whose ground continues today's area
    moment_of_inertia: float = 0.0  # million people·km²


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a plan is worth and what it breaks."""

    terms: dict[str, float]
    objective: float
    feasible: bool
    broken: tuple[Broken, ...]
    areas: tuple[AreaFigures, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine drew and what it knows about it."""

    area_of: tuple[str, ...]  # label of the area of every block of the question
    weighed: Weighed
    today: Weighed | None
    lower_bound: float | None
    gap: float | None
    status: str  # proven | within | no_bound_known
    bound_method: str
    by_station: tuple[dict[str, Any], ...]
    report: dict[str, Any]


AREAS, GRIDS, OFFICES = "areas", "grids", "offices"
"""Kinds of scenarios, as `models.ScenarioKind`."""

OWN, POSTS, PRESENT = "own", "posts", "present"
"""How the areas of a station are counted: figures of one's own, posts held, officers not absent."""


@dataclass(frozen=True, slots=True)
class LockedArea:
    """An area that stays as it is: one of today's, or as another plan drew it."""

    name: str
    blocks: tuple[str, ...]
    of_today: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan must also keep to; everything by code. Stored as JSON with the scenario."""

    stations: tuple[str, ...] = ()  # empty: all; ground of the others stays as it is
    locked: Mapping[str, LockedArea] = field(default_factory=dict)  # by code of the area
    together: tuple[tuple[str, ...], ...] = ()  # communities, villages or blocks
    apart: tuple[tuple[str, str], ...] = ()
    divided: Mapping[str, int] = field(default_factory=dict)  # community or village → officers inside it
    own_offices: bool = False  # no two police offices of a station in one area
    counting: str = OWN
    planning_date: str = ""  # ISO day on which posts are counted, "" = the day the plan is drawn
    absent: tuple[str, ...] = ()  # police numbers of officers on leave or ordered away
    limits: Mapping[str, float] = field(default_factory=dict)  # of level-4 grids, by name

    def as_json(self) -> dict[str, Any]:
        """Only what was wished."""
        found: dict[str, Any] = {
            "stations": list(self.stations),
            "locked": {
                code: {"name": area.name, "blocks": list(area.blocks), "of_today": area.of_today}
                for code, area in self.locked.items()
            },
            "together": [list(group) for group in self.together],
            "apart": [list(pair) for pair in self.apart],
            "divided": dict(self.divided),
            "own_offices": self.own_offices,
            "counting": self.counting if self.counting != OWN else "",
            "planning_date": self.planning_date,
            "absent": list(self.absent),
            "limits": dict(self.limits),
        }
        return {key: value for key, value in found.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Wishes":
        return cls(
            stations=tuple(kept.get("stations", ())),
            locked={
                code: LockedArea(one["name"], tuple(one["blocks"]), one["of_today"])
                for code, one in kept.get("locked", {}).items()
            },
            together=tuple(tuple(group) for group in kept.get("together", ())),
            apart=tuple((first, second) for first, second in kept.get("apart", ())),
            divided=dict(kept.get("divided", {})),
            own_offices=bool(kept.get("own_offices", False)),
            counting=kept.get("counting", OWN),
            planning_date=kept.get("planning_date", ""),
            absent=tuple(kept.get("absent", ())),
            limits=dict(kept.get("limits", {})),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a scenario asks for, as given in the form."""

    name: str
    note: str
    weights: dict[str, float]
    officers_by_station: dict[str, int]
    balance_pct: float
    change_weight: float
    objective: str
    time_s: int
    seed: int
    kind: str = AREAS
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """An area about to be stored or adopted."""

    number: int
    label: str  # as the engine named it
    code: str
    name: str
    station_code: str
    police_number: str
    load: float
    figures: dict[str, Any]
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One community or village with the people in it that change hands."""

    station_code: str
    unit_code: str
    unit_name: str
    from_area: str
    to_area: str
    from_officer: str
    to_officer: str
    blocks: int
    people: int


@dataclass(frozen=True, slots=True)
class ScenarioKey:
    """Enough to name a scenario to another module without handing over its row."""

    id: UUID
    number: int
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class MoveCheck:
    """What moving blocks to another area would do; `reason` says why it may not be done at all."""

    blocks: tuple[str, ...]
    from_area: int
    to_area: int
    reason: Any  # a lazy text or None
    before: Weighed | None = None
    after: Weighed | None = None
    norm: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Least and most that the areas it touches may hold, where a kind has a norm; by label."""

    @property
    def new_broken(self) -> tuple[Broken, ...]:
        """Constraints that this move breaks and that held before."""
        if self.before is None or self.after is None:
            return ()
        known = {(one.kind, one.area) for one in self.before.broken}
        return tuple(one for one in self.after.broken if (one.kind, one.area) not in known)


CURVE, ALTERNATIVES, REASONS = "curve", "alternatives", "reasons"
"""Kinds of studies, as `models.StudyKind`."""
BALANCE, KEEPING = "balance", "keeping"
"""What a curve varies: how far loads may lie from the mean, or how many people may change hands."""


@dataclass(frozen=True, slots=True)
class StudyAsk:
    """What is wanted beyond the drawn plan."""

    kind: str
    over: str = BALANCE  # of a curve
    plans: int = 7
    seconds: int = 20  # for each plan at most
    within_pct: float = 5.0  # an alternative is at most so much worse than the best plan known
    differ_pct: float = 5.0  # and at least so many of the people lie in another area than in the others


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """A plan of a study as the engine drew it, and what was asked otherwise than by the scenario."""

    settings: dict[str, float]
    answer: Answer


@dataclass(frozen=True, slots=True)
class ClashingRule:
    """One rule that cannot be kept together with the others beside it."""

    kind: str  # lower, upper, measure_lower, measure_upper, nest, together, apart, locked, seats, cap
    message: str
    name: str = ""  # the measure, the term of a cap, the label of a lock
    blocks: tuple[str, ...] = ()
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class StationClash:
    """What clashes in one station: leave any one rule out and there is a plan."""

    station_code: str
    rules: tuple[ClashingRule, ...]
    proven: bool
    tolerance_pct: float | None  # smallest distance from the mean with which there is a plan
    tolerance_proven: bool


@dataclass(frozen=True, slots=True)
class Clashing:
    """Why no plan keeps the limits, and limits with which there is one."""

    stations: tuple[StationClash, ...]
    tolerance_pct: float | None  # works in every station


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: blocks moved by hand, or a plan picked from a study."""

    blocks: tuple[str, ...]
    pick: str = ""
