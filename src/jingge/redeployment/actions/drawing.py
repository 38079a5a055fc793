"""Asking the engine for moves, keeping what it found, taking a point of its curve."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer, system_viewer
from jingge.redeployment.actions.locking import lock_plan, record
from jingge.redeployment.actions.moving import replace_moves
from jingge.redeployment.models import PlanState, StaffingPlan
from jingge.redeployment.queries.situation import situation_of
from jingge.redeployment.rules import states
from jingge.redeployment.rules.heirs import with_heirs
from jingge.redeployment.rules.situation import headcount
from jingge.redeployment.terms import Answer, Going, MoveSaid, Situation, Wish
from jingge.runs import actions as runs
from jingge.runs.terms import JobTicket
from jingge.staffing.terms import OrganKind, Place, Post

KIND = "redeployment.draw"


@transaction.atomic
def request_drawing(*, plan_id: UUID, by: Viewer) -> StaffingPlan:
    """Put the drawing in the queue; the moves it finds take the place of the present ones."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_draw(state=plan.state, by=by))
    officers = headcount(situation_of(plan)).bureau
    refuse_if(states.why_not_ask(Wish.of(plan.wish), officers=officers))
    job = runs.enqueue(
        kind=KIND, payload={}, subject_id=plan.pk, subject_label=f"{plan.number} {plan.name}", by=by
    )
    plan.state, plan.job_id, plan.failure = PlanState.DRAWING, job.pk, ""
    plan.save(update_fields=["state", "job_id", "failure"])
    record("request_drawing", plan, by, wish=plan.wish)
    return plan


@transaction.atomic
def store_answer(*, plan_id: UUID, job_id: UUID, answer: Answer, by: Viewer) -> dict[str, Any]:
    """Keep the answer and its moves. Runs in the transaction that completes the job."""
    plan = lock_plan(plan_id, by)
    if plan.state != PlanState.DRAWING or plan.job_id != job_id:
        raise Refused(_("The plan no longer waits for this drawing."))
    situation = situation_of(plan)
    if answer["feasible"]:
        replace_moves(plan, goings_from(answer["plan"], situation), situation)
    plan.state, plan.answer = PlanState.DRAFT, dict(answer)
    plan.save(update_fields=["state", "answer"])
    transfers = answer["terms"]["transfers"] if answer["terms"] else None
    record("store_answer", plan, by, feasible=answer["feasible"], transfers=transfers)
    return {"feasible": answer["feasible"], "transfers": transfers}


def drawing_failed(ticket: JobTicket, reason: str) -> None:
    """The job ended without an answer: the plan is a draft again, its moves as before."""
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    assert ticket.subject_id is not None
    plan = StaffingPlan.objects.select_for_update(of=("self",)).filter(pk=ticket.subject_id).first()
    if plan is None or plan.state != PlanState.DRAWING or plan.job_id != ticket.id:
        return
    plan.state, plan.failure = PlanState.DRAFT, reason[:200]
    plan.save(update_fields=["state", "failure"])
    record("drawing_failed", plan, by, reason=reason)


@transaction.atomic
def pick_point(*, plan_id: UUID, moves: int, by: Viewer) -> StaffingPlan:
    """Take the plan of a point of the curve as the plan's own moves."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_edit(state=plan.state, by=by))
    points = [one for one in plan.answer.get("curve", ()) if one["moves"] == moves]
    if not points:
        raise Refused(_("The curve has no such point."))
    if points[0]["value"] is None:
        raise Refused(_("With so few moves no plan keeps the rules."))
    situation = situation_of(plan)
    replace_moves(plan, goings_from(points[0]["plan"], situation), situation)
    record("pick_point", plan, by, moves=moves)
    return plan


def goings_from(said: Sequence[MoveSaid], situation: Situation) -> list[Going]:
    """The engine's moves with somebody for every area left behind."""
    known = situation.by_number()
    goings = [
        Going(
            number=one["number"],
            post=Post(one["post"]),
            place=Place(OrganKind.STATION, one["station"]),
            grounds=tuple(one.get("grounds", ())),
        )
        for one in said
        if one["number"] in known and one["station"]
    ]
    return with_heirs(situation, goings)
