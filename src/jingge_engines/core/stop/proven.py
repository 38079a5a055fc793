"""Stop when the plan is as good as the proof asks."""

import math

from jingge_engines.core.stop.rule import State


class Proven:
    """Stop when the gap between plan and bound is at most `gap` (0.001 is 0.1 %)."""

    def __init__(self, gap: float = 0.0) -> None:
        """`gap` is a share of the value, at least 0."""
        if not gap >= 0:
            raise ValueError(f"gap: {gap!r} is below 0")
        self.gap = gap

    def begin(self) -> None:
        """Nothing to start."""

    def reached(self, state: State) -> bool:
        """Whether the bound is close enough."""
        if math.isinf(state.value) or math.isinf(state.bound):
            return False
        return state.value - state.bound <= self.gap * abs(state.value) + 1e-9

    def seconds_left(self) -> float:
        """Not looked at."""
        return math.inf

    def rounds_left(self, state: State) -> float:
        """Not counted."""
        return math.inf
