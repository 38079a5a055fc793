"""The day a plan turns into postings: all of its moves or none; and taking that back before the day."""

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.changes import Change
from jingge.common.clock import today
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.wording import told
from jingge.redeployment.actions.locking import lock_plan, record
from jingge.redeployment.models import PlanMove, PlanState, StaffingPlan
from jingge.redeployment.queries.checking import problem, seen
from jingge.redeployment.queries.situation import going_of, place_to
from jingge.redeployment.rules import states
from jingge.redeployment.rules.situation import in_order
from jingge.redeployment.terms import RowProblem
from jingge.staffing.actions import (
    join_team,
    place_helper,
    reassign_beat,
    revert_changes,
    transfer_officer,
)
from jingge.staffing.models import Posting, held_on
from jingge.staffing.queries.beats import beat_officers_on
from jingge.staffing.queries.ground import on_map
from jingge.staffing.queries.holding import held
from jingge.territory.models import Grid, Level


class RowsRefused(Refused):
    """Rows that cannot be done; nothing of the plan was written."""

    def __init__(self, rows: list[RowProblem]) -> None:
        self.rows = rows
        stated = told(f"{row.number} {row.name}: {row.reason}" for row in rows)
        super().__init__(
            _("Nothing was written. %(count)d rows cannot be done: %(rows)s")
            % {"count": len(rows), "rows": stated}
        )


@transaction.atomic
def effect_plan(*, plan_id: UUID, from_day: date, by: Viewer) -> StaffingPlan:
    """Every move becomes a posting from a day; refused as a whole when one of them can no longer be done."""
    plan = lock_plan(plan_id, by)
    supposed = plan.supposed.state if plan.supposed else None
    refuse_if(
        states.why_not_effect(state=plan.state, by=by, supposed_state=supposed, day=from_day, today=today())
    )
    rows = {
        row.officer.police_number: row
        for row in plan.moves.select_related("officer", "station", "brigade", "successor")
    }
    written: list[Change] = []
    refused: list[RowProblem] = []
    beats: dict[str, list[str]] = {}
    for code, officer in beat_officers_on(plan.bureau_id, from_day).items():
        beats.setdefault(officer.police_number, []).append(code)
    for going in in_order([going_of(row) for row in rows.values()], beats):
        row = rows[going.number]
        try:
            _transfer(plan, row, from_day, written, by)
            _narrow(plan, row, from_day, written, by)
        except Refused as refusal:
            refused.append(problem(row, refusal.reason))
    if refused:
        raise RowsRefused(refused)
    plan.state, plan.effect_from = PlanState.IN_EFFECT, from_day
    plan.written = [asdict(change) for change in once(written)]
    plan.save(update_fields=["state", "effect_from", "written"])
    record("effect_plan", plan, by, from_day=from_day.isoformat(), moves=len(rows))
    return plan


def _transfer(plan: StaffingPlan, row: PlanMove, day: date, written: list[Change], by: Viewer) -> None:
    """One move through staffing's own transfer, if the person still serves where the plan found them."""
    if row.officer.left_date is not None and row.officer.left_date <= day:
        raise Refused(_("Left the bureau on %(day)s.") % {"day": row.officer.left_date.isoformat()})
    present = (
        Posting.objects.filter(held_on(day), officer=row.officer).select_related("station", "brigade").first()
    )
    if present is not None:
        now = held(present)
        if (now.post, now.place) != seen(row):
            raise Refused(_("Serves elsewhere by now, not where the plan found them."))
        if (now.post, now.place) == (row.post, place_to(row)):
            return  # stays: only another part, more areas or units
    transfer_officer(
        officer=row.officer,
        post=row.post,
        from_date=day,
        reason=plan.reason,
        by=by,
        to_station=row.station,
        to_brigade=row.brigade,
        successor=row.successor,
        noted=written,
    )


def _narrow(plan: StaffingPlan, row: PlanMove, day: date, written: list[Change], by: Viewer) -> None:
    """Into the part, onto the areas and units the move names."""
    if row.part and row.station is not None:
        join_team(
            officer=row.officer, station=row.station, part=row.part, from_date=day, by=by, noted=written
        )
    on_day = Grid.objects.filter(on_map(plan.bureau_id, day), level=Level.BEAT)
    for code in row.areas:
        beat = on_day.filter(code=code).select_related("station").first()
        if beat is None:
            raise Refused(_("%(code)s is no area of the map in force on that day.") % {"code": code})
        reassign_beat(beat=beat, officer=row.officer, from_date=day, by=by, noted=written)
    for code in row.units:
        place_helper(person=row.officer, unit_code=code, from_date=day, by=by, noted=written)


def once(changes: list[Change]) -> list[Change]:
    """One note a row however many moves touched it: as it was before the first, as the last left it."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = change.table, change.key
        found[key] = replace(found[key], after=change.after) if key in found else change
    return list(found.values())


@transaction.atomic
def take_back_plan(*, plan_id: UUID, by: Viewer) -> StaffingPlan:
    """Before its day: every posting as it was, the plan approved again."""
    plan = lock_plan(plan_id, by)
    refuse_if(states.why_not_take_back(state=plan.state, effect_from=plan.effect_from, today=today(), by=by))
    revert_changes(changes=[Change(**one) for one in plan.written], by=by)
    day = plan.effect_from
    plan.state, plan.effect_from, plan.written = PlanState.APPROVED, None, []
    plan.save(update_fields=["state", "effect_from", "written"])
    record("take_back_plan", plan, by, was_from=day.isoformat() if day else None)
    return plan
