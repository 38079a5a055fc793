"""The drawing itself: long work, done by the worker, written in one transaction at its end."""

import time

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jingge.common.viewer import system_viewer
from jingge.planning import actions, bridge
from jingge.planning.queries.inputs import inputs_of
from jingge.runs.terms import Effect, JobTicket, Progress, handles

READING = gettext_noop("Reading the map")
NOTES = {
    "start": gettext_noop("Looking for a first plan"),
    "exact": gettext_noop("Going through all possible areas"),
    "search": gettext_noop("Improving the plan"),
    "bound": gettext_noop("Working out how good a plan can be at best"),
}


@handles(
    "planning.solve",
    label=_("Draw areas"),
    subject_route="planning:scenario",
    on_failed=actions.solution_failed,
)
def solve(ticket: JobTicket, progress: Progress) -> Effect:
    """Ask the engine; a wish to stop arrives as an exception from `progress` and leaves nothing behind."""
    began = time.monotonic()
    progress(0.0, READING)
    assert ticket.subject_id is not None
    scenario_id = ticket.subject_id
    ground, question = inputs_of(ticket.bureau_id, scenario_id)
    left = max(0.5, question.time_s - (time.monotonic() - began))  # reading counts against the time asked for
    answer = bridge.draw(
        question, lambda share, phase: progress(share, NOTES.get(phase, NOTES["search"])), left
    )
    seconds = time.monotonic() - began
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    return lambda: actions.store_solution(
        scenario_id=scenario_id, job_id=ticket.id, ground=ground, answer=answer, seconds=seconds, by=by
    )
