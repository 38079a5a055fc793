"""Taking hold of a plan for a change: the row is locked, other bureaus' rows do not exist."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.audit import actions as audit
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.redeployment.models import StaffingPlan


def lock_plan(plan_id: UUID, by: Viewer) -> StaffingPlan:
    """The plan, locked until the transaction ends: of two people the second sees the first's work."""
    rows = StaffingPlan.objects.select_for_update(of=("self",)).select_related("supposed")
    found = rows.filter(pk=plan_id, bureau_id=by.bureau_id).first()
    if found is None:
        raise NotYours(_("There is no such plan."))
    return found


def record(action: str, plan: StaffingPlan, by: Viewer, **detail: object) -> None:
    audit.record(
        action=f"redeployment.{action}",
        by=by,
        subject=plan,
        subject_label=f"{plan.number} {plan.name}",
        detail=dict(detail),
    )
