"""The study itself: long work, done by the worker, written in one transaction at its end."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jingge.common.viewer import system_viewer
from jingge.runs.terms import Effect, JobTicket, Progress, handles
from jingge.siting import actions, bridge, queries

READING = gettext_noop("Reading the map and the roads")
WORKING = gettext_noop("Looking for the best places")


@handles(
    "siting.study",
    label=_("Look for places of offices"),
    subject_route="siting:study",
    on_failed=actions.study_failed,
)
def study(ticket: JobTicket, progress: Progress) -> Effect:
    """Ask the engine; a wish to stop arrives as an exception from `progress` and leaves nothing behind."""
    progress(0.0, READING)
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    row = queries.get_study(by, UUID(ticket.payload["study"]))
    ask = queries.ask_of(row)
    ground = queries.ground_on(ticket.bureau_id, row.day, ask)
    answer = bridge.study(ground, ask, lambda share, note: progress(share, WORKING))
    study_id = row.pk
    return lambda: actions.store_study(study_id=study_id, job_id=ticket.id, answer=answer, by=by)
