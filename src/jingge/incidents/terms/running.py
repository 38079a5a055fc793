"""The clocks of incidents, what happened to them, how well the work keeps its limits."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClockState(TextChoices):
    RUNNING = "running", _("Running")
    MET = "met", _("In time")
    LATE = "late", _("Done late")
    VOID = "void", _("No longer needed")


class EntryKind(TextChoices):
    """One line of an incident's story: only ever added."""

    REGISTERED = "registered", _("Registered")
    TOLD = "told", _("The reporter was told")
    ASSIGNED = "assigned", _("An officer is responsible")
    STEP = "step", _("Urgent step taken")
    REVIEWED = "reviewed", _("Reviewed")
    CORRECTED = "corrected", _("Corrected")
    KEPT = "kept", _("Kept after all")
    MOVED = "moved", _("Now with another unit")
    TRANSFER = "transfer", _("Transfer of jurisdiction")
    CLOSED = "closed", _("Case closed")
    BROUGHT_IN = "brought_in", _("Entered from earlier records")
    REOPENED = "reopened", _("Opened again")
    CLOCK_STARTED = "clock_started", _("A time limit runs")
    CLOCK_ENDED = "clock_ended", _("A time limit ended")
    CLOCK_CHANGED = "clock_changed", _("A time limit was changed")
    REMINDED = "reminded", _("Reminded")
    ESCALATED = "escalated", _("Reported to the superior")


class Light(TextChoices):
    """How a mechanism is."""

    GREEN = "green", _("in time")
    AMBER = "amber", _("watch")
    RED = "red", _("late")
    NONE = "none", _("nothing to judge")


@dataclass(frozen=True, slots=True)
class Health:
    """How one mechanism kept its limits over a span of days."""

    key: str
    name: str
    met: int
    late: int  # done late
    running: int
    overdue: int  # still running and past its end
    light: Light

    @property
    def judged(self) -> int:
        return self.met + self.late + self.overdue

    @property
    def share(self) -> float | None:
        """Per cent in time of those that are done or past their end."""
        return 100 * self.met / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Levels:
    """From which share in time a light is green, and below which it is red."""

    green_from: float = 95.0
    red_below: float = 80.0
