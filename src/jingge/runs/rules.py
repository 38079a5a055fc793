"""When a job may be stopped, and how its states follow one another."""

from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer

TRANSITIONS: dict[str, frozenset[str]] = {
    "queued": frozenset({"running", "cancelled"}),
    "running": frozenset(
        {"done", "failed", "cancelled", "queued"}
    ),  # back to the queue: the worker left in peace
    "done": frozenset(),
    "failed": frozenset(),
    "cancelled": frozenset(),
}
STATE_LABELS: dict[str, Reason] = {
    "queued": _("Waiting"),
    "running": _("Running"),
    "done": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Stopped"),
}
ENDED = frozenset(state for state, following in TRANSITIONS.items() if not following)


def sees_all_jobs(viewer: Viewer) -> bool:
    return may(viewer, Ability.SEE_RUNS)


def why_not_cancel(*, state: str, is_own: bool, cancel_requested: bool, by: Viewer) -> Reason | None:
    """The reason this person may not stop this job, or None."""
    if state in ENDED:
        return _("This job has already ended.")
    if cancel_requested:
        return _("This job has already been asked to stop.")
    if not is_own and not may(by, Ability.EDIT_SETTINGS):
        return _("Only the person who started it, the command office or the IT clerk may stop this job.")
    return None
