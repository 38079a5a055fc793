"""The answer: who works when, what is missing, and what is proven."""

from collections.abc import Mapping
from dataclasses import dataclass

from jingge_engines.core.result import Moment, Status


@dataclass(frozen=True)
class Terms:
    """Every term of a roster."""

    under: float
    """Price of all who are missing."""
    over: float
    """Price of all too many."""
    wishes: float
    """Weight of wishes not met."""
    nights_unfair: float
    """Price of nights shared unevenly, earlier months counted."""
    weekends_unfair: float
    missing: int
    """How many are missing, over all covers."""
    extra: int

    @property
    def objective(self) -> float:
        """What is made least."""
        return self.under + self.over + self.wishes + self.nights_unfair + self.weekends_unfair


@dataclass(frozen=True)
class Broken:
    """A rule that a roster breaks, or that leaves a person no roster at all."""

    number: str
    rule: str
    message: str


@dataclass(frozen=True, eq=False)
class Result:
    """The best roster found."""

    feasible: bool
    roster: tuple[tuple[str, ...], ...]
    """Shift of every member (in the problem's order) on every day, "" for off; empty where there is none."""
    broken: tuple[Broken, ...]
    """Why there is no roster: rules of a person that leave no way."""
    short: tuple[str, ...]
    """Covers that are not reached, in words."""
    terms: Terms | None
    objective: float | None
    lower_bound: float | None
    gap: float | None
    bound_method: str
    status: Status
    history: tuple[Moment, ...]
    rounds: int
    seed: int | None
    params: Mapping[str, object]
    version: str
    input_hash: str
