"""Which rows of a plan cannot be done as things stand: asked by the page and before submitting."""

from jingge.common.errors import Reason
from jingge.redeployment.models import PlanMove, StaffingPlan
from jingge.redeployment.queries.situation import going_of, situation_of
from jingge.redeployment.rules.checking import why_not_row
from jingge.redeployment.terms import RowProblem
from jingge.staffing.models import Posting
from jingge.staffing.terms import OrganKind, Place, Post


def problems_of(plan: StaffingPlan) -> list[RowProblem]:
    """Every row that fails, with its reason."""
    situation = situation_of(plan)
    rows = list(plan.moves.select_related("officer", "station", "brigade", "successor"))
    later = dict(
        Posting.objects.filter(officer__in=[row.officer_id for row in rows], valid_from__gt=plan.day)
        .order_by("-valid_from")
        .values_list("officer_id", "valid_from")
    )
    going = {row.officer.police_number: going_of(row) for row in rows}
    found: list[RowProblem] = []
    for row in rows:
        reason = why_not_row(
            situation,
            going[row.officer.police_number],
            others=going,
            seen=seen(row),
            left=row.officer.left_date,
            later=later.get(row.officer_id),
        )
        if reason is not None:
            found.append(problem(row, reason))
    return found


def seen(row: PlanMove) -> tuple[Post, Place]:
    """Where the plan found the person when the row was made."""
    return Post(row.from_post), Place(OrganKind(row.from_kind), row.from_code)


def problem(row: PlanMove, reason: Reason) -> RowProblem:
    return RowProblem(row.officer.police_number, row.officer.display_name, str(reason))
