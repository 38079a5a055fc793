"""What was entered wrongly: type and level put right, the last step taken back, a new beginning."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from jingge.common.clock import today
from jingge.common.errors import refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.disputes.actions.clocks import set_clocks
from jingge.disputes.actions.writing import for_step, go, held, locked, note, standing, tell
from jingge.disputes.models import Dispute, Step
from jingge.disputes.queries.doors import was_reopened
from jingge.disputes.rules.states import why_not_incident, why_not_restart
from jingge.disputes.rules.steps import kind_faults, reason_faults, why_not_taken_back
from jingge.disputes.terms import Deed
from jingge.incidents.actions import mediating
from jingge.incidents.terms import Stage

CLOSING = frozenset({Deed.PERFORM, Deed.REFER})
WITHOUT_CLOCKS = frozenset({Deed.VISIT, Deed.SETTLE, Deed.CORRECT})
CLEARED: dict[str, Any] = {
    "reasons": [],
    "appraisal_on": None,
    "first_on": None,
    "second_on": None,
    "failed_on": None,
    "failure": "",
    "agreement_number": "",
    "agreed_on": None,
    "perform_by": None,
    "performance": "",
    "performed_on": None,
    "visit_due": None,
    "visited_on": None,
    "visit_result": "",
    "body": "",
    "body_name": "",
    "referred_on": None,
    "settled_on": None,
    "confirm_by": None,
}


@transaction.atomic
def correct(*, dispute_id: UUID, type: str, level: str, by: Viewer) -> Dispute:
    dispute = locked(dispute_id, by)
    refuse(kind_faults(type, level))
    go(dispute, Deed.CORRECT, "", by, day=max(today(), dispute.opened_on), type=type, level=level)
    return dispute


@transaction.atomic
def restart(*, dispute_id: UUID, by: Viewer) -> Dispute:
    """The head opened the incident again: what was done stands in the story, the way begins anew."""
    dispute = for_step(dispute_id, "restart", by)
    refuse_if(why_not_restart(reopened=was_reopened(dispute)))
    go(dispute, Deed.RESTART, "restart", by, **CLEARED)
    set_clocks(dispute, by)
    return dispute


@transaction.atomic
def take_back(*, dispute_id: UUID, reason: str, by: Viewer) -> Dispute:
    """The last step, on which nothing rests yet, was wrong. It stays in the story, with the reason."""
    dispute = locked(dispute_id, by)
    step = standing(dispute)
    refuse_if(why_not_taken_back(has_step=step is not None and step.deed != Deed.OPEN))
    assert step is not None
    refuse(reason_faults(reason))
    with_clocks = step.deed not in WITHOUT_CLOCKS
    if step.deed in CLOSING and dispute.incident.stage == Stage.CLOSED:
        mediating.open_again(dispute.incident, reason.strip(), by)
    elif with_clocks:
        own = mediating.is_dispute(dispute.incident)
        refuse_if(why_not_incident(stage=dispute.incident.stage, step="judge", is_dispute=own))
    _restore(dispute, step)
    tell(dispute, Deed.TAKE_BACK, by, day=today(), text=reason.strip(), undoes=step)
    if with_clocks:
        set_clocks(dispute, by, undone=True)
    note("take_back", dispute, by, step=step.deed, state=dispute.state)
    return dispute


def _restore(dispute: Dispute, step: Step) -> None:
    names = held(dispute)
    for name in names:
        value = step.before.get(name)
        if value is not None and name.endswith(("_on", "_by", "_due")):
            value = date.fromisoformat(value)
        setattr(dispute, name, value)
    dispute.save(update_fields=list(names))
