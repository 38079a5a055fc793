"""Stop as soon as there is a plan that breaks nothing: for questions of whether one exists."""

import math

from jingge_engines.core.stop.rule import State


class Found:
    """Stop when the best plan breaks no rule."""

    def begin(self) -> None:
        """Nothing to start."""

    def reached(self, state: State) -> bool:
        """Whether there is such a plan."""
        return math.isfinite(state.value)

    def seconds_left(self) -> float:
        """Not looked at."""
        return math.inf

    def rounds_left(self, state: State) -> float:
        """Not counted."""
        return math.inf
