"""How an engine tells the outside how far it is, and learns that nobody wants the answer any more."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Progress:
    """One look at a running search."""

    phase: str
    """What the engine is doing, as an English word group: "start", "exact", "search", "bound"."""
    share_done: float
    """Rough share of the work or the time that has gone, 0 to 1."""
    objective: float | None = None
    """Value of the best plan so far; None until there is one."""
    bound: float | None = None
    """No feasible plan can be below this; None while nothing is proven."""
    violation: float | None = None
    """Load outside the limits in the best plan so far; 0 when it is feasible."""
    note: str = ""


class Observer(Protocol):
    """What a caller hands in to watch and to cancel."""

    def report(self, progress: Progress) -> None:
        """Take note of `progress`; called a few times a second at most."""

    def cancelled(self) -> bool:
        """Whether to stop now and hand back the best plan so far."""


class Quiet:
    """Watches nothing, never cancels."""

    def report(self, progress: Progress) -> None:
        """Let it pass."""

    def cancelled(self) -> bool:
        """Never."""
        return False


quiet = Quiet()
