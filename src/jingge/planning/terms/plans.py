"""A plan about to be stored, adopted, compared or moved by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from jingge.planning.terms.weighing import Broken, Weighed

MAX_COMPARED = 4


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


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: blocks moved by hand, or a plan picked from a study."""

    blocks: tuple[str, ...]
    pick: str = ""
