"""Words that the results of all engines share."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Status(StrEnum):
    """How much is known about the distance to the best possible plan."""

    PROVEN = "proven"
    WITHIN = "within"
    NO_BOUND = "no bound known"


@dataclass(frozen=True)
class Moment:
    """A point in the history of a run: after `rounds` rounds the best plan had this value."""

    rounds: int
    phase: str
    objective: float
    violation: float
    bound: float | None = None


def gap_between(value: float, bound: float | None) -> float | None:
    """Share of the value that the bound leaves open, 0 to 1; None without a bound."""
    if bound is None:
        return None
    if value <= bound + 1e-9 * max(1.0, abs(value)):
        return 0.0
    return (value - bound) / abs(value) if value else 1.0


def digest(*parts: str | bytes | NDArray[np.generic]) -> str:
    """SHA-256 of the parts in order, so that a result names the very input it answers."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part if isinstance(part, bytes) else part.tobytes()
        total.update(len(raw).to_bytes(8, "big") + raw)
    return total.hexdigest()
