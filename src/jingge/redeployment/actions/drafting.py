"""Making a plan, its rules, and its moves by hand; every change of the moves can be taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Invalid, NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.redeployment.actions.locking import lock_plan, record
from jingge.redeployment.actions.moving import as_json, replace_moves, restore_moves
from jingge.redeployment.models import PlanMove, PlanState, StaffingPlan
from jingge.redeployment.queries.situation import goings_of, situation_of
from jingge.redeployment.rules import states
from jingge.redeployment.rules.situation import why_not_go
from jingge.redeployment.terms import Going, Wish
from jingge.staffing.terms import PostingReason
from jingge.uploads.rules.tabled import Faults, Line


@transaction.atomic
def create_plan(
    *,
    name: str,
    day: date,
    reason: str = PostingReason.REINFORCEMENT,
    note: str = "",
    supposed_id: UUID | None = None,
    wish: Wish | None = None,
    by: Viewer,
) -> StaffingPlan:
    """An empty plan for a day. With `supposed` it begins where that plan would have led."""
    refuse_if(states.why_not_create(by))
    if not name.strip():
        raise Invalid("name", name, _("Give the plan a name."))
    if reason not in PostingReason.values or reason == PostingReason.INITIAL:
        raise Invalid("reason", reason, _("Choose why people would move."))
    wish = wish or Wish()
    _check_wish(wish)
    supposed = None
    if supposed_id is not None:
        supposed = lock_plan(supposed_id, by)
        if supposed.supposed_id is not None or supposed.state == PlanState.WITHDRAWN:
            raise Refused(_("A plan may suppose only one that stands by itself and is not withdrawn."))
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    last = StaffingPlan.objects.filter(bureau=bureau).aggregate(last=Max("number"))["last"] or 0
    plan = StaffingPlan.objects.create(
        bureau=bureau,
        number=last + 1,
        name=name.strip(),
        note=note.strip(),
        day=day,
        reason=reason,
        supposed=supposed,
        wish=wish.as_json(),
        created_at=now(),
        created_by_id=by.account_id,
        created_by_label=by.label,
    )
    record("create_plan", plan, by, day=day.isoformat(), reason=reason)
    return plan


def _check_wish(wish: Wish) -> None:
    if wrong := states.why_not_wish(wish):
        raise Invalid(*wrong)


@transaction.atomic
def change_wish(*, plan_id: UUID, wish: Wish, by: Viewer) -> StaffingPlan:
    """Other rules for the next drawing; people who may not move are named with their reasons."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_edit(state=plan.state, by=by))
    _check_wish(wish)
    known = situation_of(plan).by_number()
    for number, why in wish.fixed.items():
        if number not in known:
            raise Invalid("fixed", number, _("Nobody with this number is in post on the plan's day."))
        if not why.strip():
            raise Invalid("fixed", number, _("Say why this person may not move."))
    before = plan.wish
    plan.wish = wish.as_json()
    plan.save(update_fields=["wish"])
    record("change_wish", plan, by, before=before, after=plan.wish)
    return plan


@transaction.atomic
def add_move(*, plan_id: UUID, going: Going, by: Viewer) -> StaffingPlan:
    """One more person moves."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_edit(state=plan.state, by=by))
    present, situation = goings_of(plan), situation_of(plan)
    already = any(one.number == going.number for one in present)
    refuse_if(why_not_go(situation, going, already=already))
    replace_moves(plan, [*present, going], situation)
    record("add_move", plan, by, move=as_json(going))
    return plan


@transaction.atomic
def add_moves(
    *,
    plan_id: UUID,
    rows: Sequence[tuple[Line, Going]],
    faults: Faults,
    by: Viewer,
    only_check: bool = False,
) -> int:
    """Moves from a table, all or none: one list before, one list after, so that one step takes it back."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_edit(state=plan.state, by=by))
    present, situation = goings_of(plan), situation_of(plan)
    moved = {one.number for one in present}
    for line, going in rows:
        with faults.row(line, of="number"):
            faults.once(line, "number", going.number)
            refuse_if(why_not_go(situation, going, already=going.number in moved))
    faults.refuse()
    if only_check:
        return len(rows)
    replace_moves(plan, [*present, *(going for _line, going in rows)], situation)
    record("add_moves", plan, by, moves=[as_json(going) for _line, going in rows])
    return len(rows)


@transaction.atomic
def change_move(*, plan_id: UUID, move_id: UUID, going: Going, by: Viewer) -> StaffingPlan:
    """The same person moves otherwise."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_edit(state=plan.state, by=by))
    number = _number(plan, move_id)
    situation = situation_of(plan)
    going = replace(going, number=number)
    refuse_if(why_not_go(situation, going))
    replace_moves(plan, [going if one.number == number else one for one in goings_of(plan)], situation)
    record("change_move", plan, by, move=as_json(going))
    return plan


@transaction.atomic
def remove_move(*, plan_id: UUID, move_id: UUID, by: Viewer) -> StaffingPlan:
    """The person stays."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_edit(state=plan.state, by=by))
    number = _number(plan, move_id)
    known = situation_of(plan).by_number()
    staying = [one for one in goings_of(plan) if one.number != number and one.number in known]
    replace_moves(plan, staying)
    record("remove_move", plan, by, number=number)
    return plan


@transaction.atomic
def undo_moves(*, plan_id: UUID, by: Viewer) -> StaffingPlan:
    """The list of moves as it was before its last change, also before a drawing."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_undo(state=plan.state, earlier=len(plan.history), by=by))
    count = restore_moves(plan)
    record("undo_moves", plan, by, moves=count)
    return plan


def _number(plan: StaffingPlan, move_id: UUID) -> str:
    row = PlanMove.objects.select_related("officer").filter(plan=plan, pk=move_id).first()
    if row is None:
        raise NotYours(_("There is no such move."))
    return row.officer.police_number
