"""The answer: a plan, what it is worth, what it breaks, and how far from the best it can be."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingge_engines.core.result import Moment, Status

Ints = NDArray[np.int64]


class Broken(StrEnum):
    """Names of the constraints a plan can break, and of the reasons why no plan could keep them."""

    LOAD_BELOW = "load_below_lower"
    LOAD_ABOVE = "load_above_upper"
    NOT_CONTIGUOUS = "not_contiguous"
    NOT_NESTED = "not_nested"
    REGIONS_MIXED = "regions_mixed"
    UNASSIGNED = "unassigned"
    DISTRICT_COUNT = "district_count"
    UNIT_TOO_HEAVY = "unit_too_heavy"
    REGION_TOTAL = "region_total_outside_limits"
    MEASURE_TOTAL = "measure_total_outside_limits"
    REGION_IN_PIECES = "more_pieces_than_districts"
    TOO_FEW_UNITS = "more_districts_than_units"
    MEASURE_BELOW = "measure_below_lower"
    MEASURE_ABOVE = "measure_above_upper"
    NOT_TOGETHER = "not_together"
    NOT_APART = "not_apart"
    LOCK_BROKEN = "lock_broken"
    SEATS_SHARED = "seats_shared"
    CAP_EXCEEDED = "cap_exceeded"
    NO_PLAN_EXISTS = "no_plan_within_limits_exists"


@dataclass(frozen=True)
class Violation:
    """One named constraint that is not kept."""

    kind: Broken
    message: str
    """An English sentence with names and numbers."""
    region: str = ""
    district: str = ""
    unit: str = ""
    amount: float = 0.0
    """Load outside the limits, or a count, by kind."""
    measure: str = ""
    """Further measure, or term with a cap, that this is about."""


@dataclass(frozen=True)
class DistrictFigures:
    """One area of a plan."""

    label: str
    region: str
    units: int
    load: float
    moment_of_inertia: float
    centre: str
    """Id of the unit from which the moment of inertia is least."""
    contiguous: bool
    nested: bool
    within_limits: bool
    today: str
    """Label of today's area this one continues, "" where it is new."""
    people: float
    people_kept: float
    travel: float = 0.0
    measures: tuple[float, ...] = ()
    """Sums of the further balance measures, in the order of the problem."""


@dataclass(frozen=True)
class Terms:
    """Every named term of a plan; all are reported whatever is minimised."""

    cut_edges: int
    moment_of_inertia: float
    imbalance_max_over_mean: float
    """Heaviest load over the mean load of its region, minus 1."""
    imbalance_std: float
    """Standard deviation of load over the mean of the region."""
    imbalance_gini: float
    units_changed: int
    people_changed: float
    districts_changed: int
    """Areas of today that no new area continues."""
    travel: float = 0.0
    """Sum of inertia weight x distance to the base that serves the area best, / 1000."""
    imbalance: float = 0.0
    """Sum over areas and balance measures of ((sum - mean) / mean) squared."""
    officers_changed: int = 0
    """Areas of today whose successor keeps less than half of their people."""

    def of(self, name: str) -> float:
        """One term by its name."""
        return float(getattr(self, name))


@dataclass(frozen=True)
class Evaluation:
    """What a plan is worth and what it breaks; made in milliseconds, for hand edits and for today's plan."""

    terms: Terms
    objective: float
    feasible: bool
    violation: float
    """Total load outside the limits; what breaks other rules counts in loads, see `region.Region`."""
    violations: tuple[Violation, ...]
    districts: tuple[DistrictFigures, ...]

    @property
    def contiguous(self) -> bool:
        """Whether every area is in one piece."""
        return all(district.contiguous for district in self.districts)

    @property
    def nested(self) -> bool:
        """Whether every area keeps whole level-2 units or lies inside one."""
        return all(district.nested for district in self.districts)


@dataclass(frozen=True, eq=False)
class Plan:
    """Area of every unit, as index, and the name of every area."""

    assignment: Ints
    labels: tuple[str, ...]
    """Label of today's area where one is continued, else a new name."""
    regions: tuple[str, ...]
    """Region of every area."""

    def label_of_unit(self) -> tuple[str, ...]:
        """Label of the area of every unit."""
        return tuple(self.labels[index] for index in self.assignment)


@dataclass(frozen=True)
class RegionResult:
    """What is known about one region."""

    region: str
    objective: float
    lower_bound: float | None
    gap: float | None
    status: Status
    bound_method: str
    feasible: bool
    violation: float
    violation_proven_least: bool


@dataclass(frozen=True, eq=False)
class Result:
    """Everything a page needs to show and explain a plan."""

    plan: Plan
    feasible: bool
    violations: tuple[Violation, ...]
    terms: Terms
    objective: float
    lower_bound: float | None
    """No plan with as little load outside the limits has an objective below this; None: nothing known.

    Where `feasible` is false there is a bound only when that little is proven to be the least possible."""
    gap: float | None
    """(objective - lower_bound) / objective; None without a bound."""
    bound_method: str
    status: Status
    evaluation: Evaluation
    by_region: tuple[RegionResult, ...]
    history: tuple[Moment, ...]
    rounds: int
    seed: int | None
    params: dict[str, Any]
    version: str
    input_hash: str
