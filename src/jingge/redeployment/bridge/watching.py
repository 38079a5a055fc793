"""Progress of the engine, passed on to whoever watches the drawing."""

from typing import Protocol

from jingge_engines.core import observe


class Watch(Protocol):
    """Told how far the drawing is; raises what ends it."""

    def __call__(self, share: float, note: str) -> None: ...


class Observer:
    """Says a part's progress as a share of the whole; a wish to stop arrives as an exception from `watch`.

    The engine asks `cancelled` from a thread of its own, where the database must not be touched; it
    reports from the one that called it, after every goal, and there the wish is heard.
    """

    def __init__(self, watch: Watch, phase: str, low: float, high: float) -> None:
        self.watch, self.phase, self.low, self.high = watch, phase, low, high

    def report(self, progress: observe.Progress) -> None:
        share = min(1.0, max(0.0, progress.share_done))
        self.watch(self.low + (self.high - self.low) * share, self.phase)

    def cancelled(self) -> bool:
        return False
