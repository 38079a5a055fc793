"""Do independent pieces of work side by side; what comes out never depends on how many hands there are."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType


@dataclass
class Crew(AbstractContextManager["Crew"]):
    """Threads, while it is entered; before and after, the work is done one piece after the other."""

    islands: int
    threads: int
    """0: as many as there are cores."""
    _pool: ThreadPoolExecutor | None = field(init=False, default=None)

    def __enter__(self) -> "Crew":
        """Hire, where there is more than one piece of work and more than one core."""
        hands = min(self.islands, self.threads or os.cpu_count() or 1)
        if hands > 1:
            self._pool = ThreadPoolExecutor(hands)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is being done and let everyone go."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown()

    def each(self, work: Sequence[Callable[[], bool]]) -> list[bool]:
        """Do every piece; the answers in the order of the pieces."""
        if self._pool is None:
            return [piece() for piece in work]
        return [answer.result() for answer in [self._pool.submit(piece) for piece in work]]
