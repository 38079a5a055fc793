"""The drawing itself: long work, done by the worker, written in one transaction at its end."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jingge.common.viewer import system_viewer
from jingge.redeployment import actions, bridge
from jingge.redeployment.queries.inputs import inputs_of
from jingge.runs.terms import Effect, JobTicket, Progress, handles

READING = gettext_noop("Reading who serves where")
NOTES = {
    "plan": gettext_noop("Looking for the fewest moves that keep every rule"),
    "clash": gettext_noop("Looking for the rules that cannot hold together"),
    "curve": gettext_noop("Working out what each further move buys"),
    "one_more": gettext_noop("Working out what one more officer buys"),
}


@handles(
    "redeployment.draw",
    label=_("Draw a plan of moves"),
    subject_route="redeployment:plan",
    on_failed=actions.drawing_failed,
)
def draw(ticket: JobTicket, progress: Progress) -> Effect:
    """Ask the engine; a wish to stop arrives as an exception from `progress` and leaves nothing behind."""
    progress(0.0, READING)
    assert ticket.subject_id is not None
    plan_id = ticket.subject_id
    situation, wish = inputs_of(ticket.bureau_id, plan_id)
    answer = bridge.draw(situation, wish, lambda share, phase: progress(share, NOTES[phase]))
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    return lambda: actions.store_answer(plan_id=plan_id, job_id=ticket.id, answer=answer, by=by)
