"""Stop after a span of wall-clock time. Engines have no clock but this one and that of `cancelled`."""

import math
import time

from jingge_engines.core.stop.rule import State


class MaxTime:
    """Stop `seconds` after `begin`."""

    def __init__(self, seconds: float) -> None:
        """`seconds` is at least 0."""
        if not seconds >= 0 or math.isinf(seconds):
            raise ValueError(f"seconds: {seconds!r} is not a span of time; give a number of at least 0")
        self.seconds = seconds
        self._end: float | None = None

    def begin(self) -> None:
        """Set the end, once."""
        if self._end is None:
            self._end = time.monotonic() + self.seconds

    def reached(self, state: State) -> bool:
        """Whether the span has gone."""
        return self.seconds_left() <= 0

    def seconds_left(self) -> float:
        """Seconds until the end."""
        return self.seconds if self._end is None else self._end - time.monotonic()

    def rounds_left(self, state: State) -> float:
        """Not counted."""
        return math.inf
