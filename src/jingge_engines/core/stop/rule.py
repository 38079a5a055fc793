"""What a stopping rule is."""

import math
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class State:
    """Where a search stands when it asks whether to go on."""

    rounds: int
    """Rounds of search done so far in the whole run (a round is a fixed number of proposals)."""
    value: float = math.inf
    """Value of the best plan so far."""
    bound: float = -math.inf
    """No plan can be below this."""


class StopRule(Protocol):
    """Asked between rounds; knows how much is left where that can be known."""

    def begin(self) -> None:
        """Start counting; a second call changes nothing."""

    def reached(self, state: State) -> bool:
        """Whether to stop."""

    def seconds_left(self) -> float:
        """Seconds until this rule stops the run; infinite where it does not look at time."""

    def rounds_left(self, state: State) -> float:
        """Rounds until this rule stops the run; infinite where it does not count them."""
