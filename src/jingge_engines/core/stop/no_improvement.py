"""Stop when nothing has improved for a while."""

import math

from jingge_engines.core.stop.rule import State


class NoImprovement:
    """Stop after `rounds` rounds without a better plan."""

    def __init__(self, rounds: int) -> None:
        """`rounds` is at least 1."""
        if rounds < 1:
            raise ValueError(f"rounds: {rounds} is below 1")
        self.rounds = rounds
        self._best = math.inf
        self._since = 0

    def begin(self) -> None:
        """Nothing to start."""

    def reached(self, state: State) -> bool:
        """Whether the last better plan is `rounds` rounds old."""
        if state.value < self._best:
            self._best, self._since = state.value, state.rounds
        return state.rounds - self._since >= self.rounds

    def seconds_left(self) -> float:
        """Not looked at."""
        return math.inf

    def rounds_left(self, state: State) -> float:
        """At least this many rounds remain, since each improvement grants more."""
        return self.rounds
