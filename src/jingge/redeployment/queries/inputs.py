"""What a drawing begins from."""

from uuid import UUID

from jingge.redeployment.models import StaffingPlan
from jingge.redeployment.queries.situation import situation_of
from jingge.redeployment.terms import Situation, Wish


def inputs_of(bureau_id: UUID, plan_id: UUID) -> tuple[Situation, Wish]:
    """For the worker: it has no viewer, the bureau is that of the job."""
    plan = StaffingPlan.objects.select_related("supposed").get(pk=plan_id, bureau_id=bureau_id)
    return situation_of(plan), Wish.of(plan.wish)
