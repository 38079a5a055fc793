"""What is asked beyond one plan: curves, alternatives, why limits clash."""

from dataclasses import dataclass

from jingge.planning.terms.weighing import Answer

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
