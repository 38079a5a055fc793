"""Progress of the engine, passed on to whoever watches the drawing."""

from typing import Protocol

from jingge_engines.core import observe, stop


class Watch(Protocol):
    """Told how far the drawing is; raises what ends it."""

    def __call__(self, share: float, note: str) -> None: ...


class Observer:
    """Passes progress on as a share of the time; asks at every round whether to go on."""

    def __init__(self, watch: Watch, time_rule: stop.MaxTime, seconds: float) -> None:
        self.watch, self.time_rule, self.seconds = watch, time_rule, seconds
        self.phase = "start"

    def report(self, progress: observe.Progress) -> None:
        self.phase = progress.phase
        self._say()

    def cancelled(self) -> bool:
        self._say()
        return False  # a wish to stop arrives as an exception from `watch`, so that nothing is kept

    def _say(self) -> None:
        left = self.time_rule.seconds_left()
        self.watch(min(0.98, 1.0 - left / self.seconds), self.phase)
