"""The answer: which sites open, who goes where, what it costs, what it breaks, how far from the best it can be."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from jingge_engines.core.result import Moment, Status


class FacilityBroken(StrEnum):
    """Names of what a plan can break, and of reasons why no plan could keep it."""

    LOAD_ABOVE = "load_above_capacity"
    NOT_CONTIGUOUS = "not_contiguous"
    UNIT_TOO_HEAVY = "unit_above_every_capacity"
    NO_PLAN_EXISTS = "no_plan_within_capacities_exists"


@dataclass(frozen=True)
class FacilityViolation:
    """One named constraint that is not kept."""

    kind: FacilityBroken
    message: str
    site: str = ""
    unit: str = ""
    amount: float = 0.0


@dataclass(frozen=True)
class ServiceArea:
    """An open site and what it serves."""

    site: str
    units: int
    load: float
    capacity: float
    fixed_cost: float
    travel: float
    """Sum of load x distance."""
    farthest: float
    """Greatest distance of a unit with load."""
    contiguous: bool


@dataclass(frozen=True)
class FacilityTerms:
    """Named parts of the objective, which is their sum."""

    fixed_cost: float
    travel: float


@dataclass(frozen=True, eq=False)
class FacilityResult:
    """Everything a page needs to show and explain a plan."""

    opened: tuple[str, ...]
    """Open sites, in the order of the problem."""
    site_of_unit: tuple[str, ...]
    """Site that serves every unit."""
    feasible: bool
    violations: tuple[FacilityViolation, ...]
    violation: float
    """Load above capacities."""
    terms: FacilityTerms
    objective: float
    lower_bound: float | None
    """No plan that keeps every rule costs less; None where the plan breaks one, or nothing is known."""
    gap: float | None
    status: Status
    bound_method: str
    areas: tuple[ServiceArea, ...]
    history: tuple[Moment, ...]
    rounds: int
    seed: int | None
    version: str
    input_hash: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values for report.json, without the plan itself."""
        plain = asdict(self)
        plain.pop("site_of_unit")
        plain.pop("history")
        return plain
