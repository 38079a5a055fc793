"""Drawing and repairing: done by the worker, written in one transaction at its end."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jingge.common.viewer import system_viewer
from jingge.rosters import actions, bridge
from jingge.rosters.queries.working import drawing_inputs, repair_inputs
from jingge.runs.terms import Effect, JobTicket, Progress, handles

LOOKING = gettext_noop("Looking for the best roster")
MENDING = gettext_noop("Looking for the least change")


@handles(
    "rosters.draw",
    label=_("Draw a roster"),
    subject_route="rosters:month",
    on_failed=actions.drawing_failed,
)
def draw(ticket: JobTicket, progress: Progress) -> Effect:
    progress(0.0, LOOKING)
    assert ticket.subject_id is not None
    roster_id = ticket.subject_id
    question = drawing_inputs(ticket.bureau_id, roster_id)
    drawn = bridge.draw(question, lambda share, note: progress(share, LOOKING))
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    return lambda: actions.store_drawing(roster_id=roster_id, question=question, drawn=drawn, by=by)


@handles(
    "rosters.repair",
    label=_("Repair a roster"),
    subject_route="rosters:proposal",
    on_failed=actions.repair_failed,
)
def mend(ticket: JobTicket, progress: Progress) -> Effect:
    progress(0.0, MENDING)
    assert ticket.subject_id is not None
    proposal_id = ticket.subject_id
    inputs = repair_inputs(ticket.bureau_id, proposal_id)
    drawn = bridge.mend(
        inputs.question,
        inputs.rows,
        inputs.away,
        inputs.from_day,
        lambda share, note: progress(share, MENDING),
    )
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    return lambda: actions.store_repair(proposal_id=proposal_id, question=inputs.question, drawn=drawn, by=by)
