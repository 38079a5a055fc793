"""What a plan is worth, what it breaks, and what the engine knows about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


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
    block_name: str = ""
    station_name: str = ""

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
        "measure_total_outside_limits",
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
