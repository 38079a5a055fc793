"""Stop when somebody wants no answer any more: what takes long asks this between its steps too."""

import math
import time
from collections.abc import Callable

from jingge_engines.core.stop.rule import State

EVERY = 0.2
"""Seconds between two times that somebody is asked, who may have to look that up."""


class Cancelled:
    """Stop when `asked` says so."""

    def __init__(self, asked: Callable[[], bool]) -> None:
        """`asked` is called now and then; where it raises, that comes out of whatever was being done."""
        self._asked = asked
        self._next = -math.inf
        self._heard = False

    def begin(self) -> None:
        """Nothing to start."""

    def reached(self, state: State) -> bool:
        """Whether it has been said."""
        return self.seconds_left() <= 0

    def seconds_left(self) -> float:
        """0 from when it was said."""
        now = time.monotonic()
        if not self._heard and now >= self._next:
            self._heard = self._asked()
            self._next = time.monotonic() + EVERY
        return 0.0 if self._heard else math.inf

    def rounds_left(self, state: State) -> float:
        """Not counted."""
        return math.inf
