"""Submitting, approving, returning, withdrawing: two people, one at a time."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.redeployment.actions.locking import lock_plan, record
from jingge.redeployment.models import PlanState, StaffingPlan
from jingge.redeployment.queries.checking import problems_of
from jingge.redeployment.rules import states


@transaction.atomic
def submit_plan(*, plan_id: UUID, by: Viewer) -> StaffingPlan:
    """Hand the plan to another person for a decision."""
    plan = lock_plan(plan_id, by)
    moves, problems = plan.moves.count(), problems_of(plan)
    refuse_if(states.why_not_submit(state=plan.state, moves=moves, problems=problems, by=by))
    plan.state, plan.submitted_at = PlanState.SUBMITTED, now()
    plan.submitted_by_id, plan.submitted_by_label = by.account_id, by.label
    plan.decided_at, plan.decided_by_label, plan.decision_note = None, "", ""
    plan.save()
    record("submit_plan", plan, by, moves=moves)
    return plan


@transaction.atomic
def approve_plan(*, plan_id: UUID, note: str = "", by: Viewer) -> StaffingPlan:
    """Agree, as somebody other than the one who submitted."""
    return _decide(plan_id, PlanState.APPROVED, "approve_plan", note, by)


@transaction.atomic
def return_plan(*, plan_id: UUID, note: str, by: Viewer) -> StaffingPlan:
    """Give it back with a reason; it can be changed and submitted again."""
    if not note.strip():
        raise Invalid("note", note, _("Say what should be different."))
    return _decide(plan_id, PlanState.RETURNED, "return_plan", note, by)


def _decide(plan_id: UUID, state: PlanState, action: str, note: str, by: Viewer) -> StaffingPlan:
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_decide(state=plan.state, submitted_by_id=plan.submitted_by_id, by=by))
    plan.state, plan.decided_at, plan.decided_by_label = state, now(), by.label
    plan.decision_note = note.strip()[:400]
    plan.save()
    record(action, plan, by, note=plan.decision_note)
    return plan


@transaction.atomic
def withdraw_plan(*, plan_id: UUID, by: Viewer) -> StaffingPlan:
    """Close it without effect. It stays readable."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_withdraw(state=plan.state, by=by))
    plan.state = PlanState.WITHDRAWN
    plan.save(update_fields=["state"])
    record("withdraw_plan", plan, by)
    return plan
