"""Plans as rows; what a form of a move offers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotAllowed, NotYours
from jingge.common.viewer import Viewer
from jingge.redeployment.models import PlanMove, PlanState, StaffingPlan
from jingge.redeployment.queries.situation import going_of, situation_of
from jingge.redeployment.rules.states import why_not_see
from jingge.redeployment.terms import Going, Situation, Wish


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the list."""

    id: UUID
    number: int
    name: str
    day: date
    moves: int
    state: str
    proven: bool | None
    supposed_number: int | None
    created_by_label: str
    created_at: datetime
    effect_from: date | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a move may be made of."""

    situation: Situation
    moved: frozenset[str]


def visible_plans(viewer: Viewer) -> QuerySet[StaffingPlan]:
    """The bureau's plans, for those who see the whole bureau's people."""
    if reason := why_not_see(viewer):
        raise NotAllowed(reason)
    return StaffingPlan.objects.filter(bureau_id=viewer.bureau_id)


def find_plan(viewer: Viewer, plan_id: UUID) -> StaffingPlan:
    plan = visible_plans(viewer).select_related("supposed").filter(pk=plan_id).first()
    if plan is None:
        raise NotYours(_("There is no such plan."))
    return plan


def list_plans(viewer: Viewer, *, state: str = "") -> list[PlanRow]:
    rows = visible_plans(viewer).select_related("supposed").annotate(count=Count("moves"))
    if state:
        rows = rows.filter(state=state)
    return [
        PlanRow(
            id=plan.pk,
            number=plan.number,
            name=plan.name,
            day=plan.day,
            moves=plan.count,
            state=plan.state,
            proven=plan.answer["status"] == "proven" if plan.answer else None,
            supposed_number=plan.supposed.number if plan.supposed else None,
            created_by_label=plan.created_by_label,
            created_at=plan.created_at,
            effect_from=plan.effect_from,
        )
        for plan in rows.order_by("-number")
    ]


def supposable(viewer: Viewer) -> list[tuple[str, str]]:
    """Plans another one may begin from."""
    rows = visible_plans(viewer).exclude(state__in=[PlanState.WITHDRAWN, PlanState.DRAWING])
    rows = rows.filter(supposed__isnull=True).order_by("-number")
    return [(str(pk), f"{number} {name}") for pk, number, name in rows.values_list("pk", "number", "name")]


def get_wish(viewer: Viewer, plan_id: UUID) -> tuple[str, Wish]:
    """A plan's name and rules."""
    plan = find_plan(viewer, plan_id)
    return f"{plan.number} {plan.name}", Wish.of(plan.wish)


def choices(viewer: Viewer, plan_id: UUID) -> Choices:
    plan = find_plan(viewer, plan_id)
    moved = plan.moves.values_list("officer__police_number", flat=True)
    return Choices(situation_of(plan), frozenset(moved))


def get_move(viewer: Viewer, plan_id: UUID, move_id: UUID) -> Going:
    plan = find_plan(viewer, plan_id)
    rows = PlanMove.objects.select_related("officer", "station", "brigade", "successor")
    row = rows.filter(plan=plan, pk=move_id).first()
    if row is None:
        raise NotYours(_("There is no such move."))
    return going_of(row)
