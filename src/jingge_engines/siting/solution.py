"""The answer: which offices, who is served, what it is worth, what it breaks, how far from the best it can be."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jingge_engines.core.result import Moment, Status
from jingge_engines.siting.checks import Flags, Ints


class Broken(StrEnum):
    """Names of what a plan can break, and of reasons why no plan could keep it."""

    COUNT = "number_of_offices"
    NOT_KEPT = "kept_site_closed"
    NOT_SERVED = "point_without_office"
    LOAD_ABOVE = "load_above_capacity"
    CLASS_COUNT = "number_of_a_class"
    OVER_BUDGET = "over_budget"
    NOT_DIFFERENT = "too_like_an_earlier_plan"
    TOO_FEW_SITES = "fewer_sites_than_offices"
    TOO_MANY_KEPT = "more_kept_sites_than_offices"
    OUT_OF_REACH = "point_out_of_reach_of_every_site"
    POINT_TOO_HEAVY = "point_above_every_capacity_in_reach"
    CAPACITY_TOO_SMALL = "capacity_of_the_largest_offices_below_load"
    NO_PLAN_EXISTS = "no_plan_within_the_rules_exists"


@dataclass(frozen=True)
class Violation:
    """One named rule that is not kept, or a reason why none could keep it."""

    kind: Broken
    message: str
    point: str = ""
    site: str = ""
    amount: float = 0.0
    rules: tuple[str, ...] = ()
    """Of a clash: names of the rules in it, for whoever words them anew (`count`, `kept:SITE`, `capacity` …)."""


@dataclass(frozen=True)
class Office:
    """An open office and what it serves."""

    site: str
    office_class: str
    points: int
    """Points it serves first, as the nearest office that counts them."""
    weight: float
    load: float
    """Load of all points that count on it, first or second or later."""
    capacity: float | None
    """None: no limit."""
    farthest: float
    kept: bool


@dataclass(frozen=True)
class Terms:
    """Every figure that any model looks at, whatever was asked."""

    weighted_distance: float
    """Sum of weight x distance to the office that serves the point."""
    farthest: float
    """Greatest distance of a served point."""
    covered_weight: float
    """Weight with an office within its radius."""
    covered_twice: float
    expected_cover: float
    """Expected weight answered when offices are busy by chance, each as often as `busy` says."""
    offices: int
    cost: float
    unserved_weight: float
    unserved_points: int


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A plan weighed from the question alone, without any solver."""

    terms: Terms
    value: float
    """Of the model's own term."""
    offices: tuple[Office, ...]
    first: Ints
    """Place in `offices` of the office that serves every point, -1 where there is none."""
    violations: tuple[Violation, ...]

    @property
    def feasible(self) -> bool:
        """Whether every rule is kept."""
        return not self.violations


@dataclass(frozen=True, eq=False)
class Plan:
    """Open sites with the class of each, and which office counts which point."""

    sites: tuple[str, ...]
    classes: tuple[str, ...]
    links: Flags
    """points x offices."""


@dataclass(frozen=True, eq=False)
class Result:
    """Everything a page needs to show and explain a plan."""

    plan: Plan
    site_of_point: tuple[str, ...]
    """Site that serves every point, "" where none does."""
    feasible: bool
    violations: tuple[Violation, ...]
    terms: Terms
    objective: float
    """The model's own term; great is good in the covers."""
    bound: float | None
    """No plan within the rules can be better; None where the plan breaks one, or nothing is known."""
    gap: float | None
    status: Status
    bound_method: str
    offices: tuple[Office, ...]
    history: tuple[Moment, ...]
    rounds: int
    seed: int | None
    params: dict[str, Any]
    version: str
    input_hash: str

    @property
    def opened(self) -> tuple[str, ...]:
        """Open sites, in the order of the problem."""
        return self.plan.sites
