"""Stop after a number of rounds: the rule for results that must be the same everywhere."""

import math

from jingge_engines.core.stop.rule import State


class MaxIterations:
    """Stop after `rounds` rounds of search."""

    def __init__(self, rounds: int) -> None:
        """`rounds` is at least 0."""
        if rounds < 0:
            raise ValueError(f"rounds: {rounds} is below 0")
        self.rounds = rounds

    def begin(self) -> None:
        """Nothing to start."""

    def reached(self, state: State) -> bool:
        """Whether all rounds are done."""
        return state.rounds >= self.rounds

    def seconds_left(self) -> float:
        """Not looked at."""
        return math.inf

    def rounds_left(self, state: State) -> float:
        """Rounds that remain."""
        return max(0, self.rounds - state.rounds)
